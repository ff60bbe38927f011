import cv2
import numpy as np
import pytest

from classifier.screenshot.hash_lists import NEAR
from classifier.screenshot.pdq import Pdq, pdq, turned
from tests.classifier.screenshot.made import clouds, photo

# Made by Meta's own code (pdqhash 0.2.8) of the same pictures.
REFERENCE = {
    0: ("df6331ab71c6216b0c66d92bb582616bb586756bb2948ad000fcbad6771a113f", 100),
    1: ("feff0105d042fb9754cb700d6bf1f29f00c3f70d6aea60f20f2c552809b5546b", 100),
    2: ("7de34d0b7ce133029461bb9b63189dabb520f78b806498f4325f9add331a46cb", 100),
    3: ("5ad76a542d5fad54b5ddd0f456cd5ad44e4da9142d4d744b91b2550b54696461", 100),
    4: ("77559f92ca38f552ebdd2aa2aa8f3732d31d23928999546d1462125caf8f22d1", 100),
    5: ("bfb090644130fdad4120d7ed5da544a5ddb0513e55a1dec160df631aff0722da", 100),
    6: ("e5ed1c4248d50012942dcec0dee9fec2ddedbec618390139aa16d52d5d28fecd", 100),
    7: ("4db87e7c3c38c1d403802f743e5f367c0258839cb6687c63bd26231fa2df153d", 100),
}


def _apart(one: Pdq, other: Pdq) -> int:
    return (int.from_bytes(one.hash, "big") ^ int.from_bytes(other.hash, "big")).bit_count()


@pytest.mark.parametrize("seed", REFERENCE)
def test_it_equals_metas_own(seed: int) -> None:
    found = pdq(clouds(seed, 200 + 37 * seed, 150 + 53 * seed))
    assert (found.hash.hex(), found.quality) == REFERENCE[seed]


def test_a_smaller_and_compressed_copy_is_near_and_another_picture_is_far() -> None:
    picture = photo(1, 640, 480)
    small = cv2.resize(picture, (300, 225), interpolation=cv2.INTER_AREA)
    rough = cv2.imdecode(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 30])[1], cv2.IMREAD_COLOR)
    assert _apart(pdq(picture), pdq(np.asarray(rough, dtype=np.uint8))) <= NEAR
    assert _apart(pdq(picture), pdq(photo(2, 640, 480))) > 2 * NEAR


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_turned_or_mirrored_copy_is_found_among_the_positions(turn: int, mirrored: bool) -> None:
    picture = photo(4, 512, 512)
    copy = np.ascontiguousarray(np.rot90(picture[:, ::-1] if mirrored else picture, turn))
    assert min(_apart(pdq(copy), position) for position in turned(picture)) <= NEAR


def test_a_plain_picture_has_no_quality() -> None:
    assert pdq(np.full((100, 100, 3), 200, dtype=np.uint8)).quality == 0
