"""No request makes the service fail, whoever sends it and whatever it is, on both engines; `make fuzz` sends many more."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.settings import Settings
from tests.fuzz import over_http
from tests.fuzz.stage import Stage
from tests.service.desk import opened
from tests.service.live import live

pytestmark = pytest.mark.timeout(900)  # under a minute on a quiet machine; a crowded one takes many times as long


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def stage(request: pytest.FixtureRequest, trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A service with its work, once of each engine."""
    var = tmp_path_factory.mktemp("stage") / "var"
    shutil.copytree(trained, var)
    url = f"sqlite:///{var / 'lachan.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")
    chosen = Settings(
        var=var, database_url=url, log_level="error", blind_share=0, public_pause_s=0.0, picture_workers=0
    )
    for desk in opened(chosen):
        yield Stage(desk)


@pytest.fixture(scope="module")
def address(stage: Stage) -> Iterator[str]:
    with live(stage.desk.context.settings) as address:
        yield address


def test_every_operation_answers_everybody(stage: Stage, address: str) -> None:
    examples = 2 if stage.desk.context.database.sqlite else 1  # what the engine has no part in is tried on one
    assert over_http.try_operations(stage, address, examples) > 200


def test_what_one_answer_gives_another_request_takes(stage: Stage, address: str) -> None:
    assert over_http.try_links(address, stage.desk.hue, examples=4, steps=6) > 4


def test_every_page_and_form_answers(stage: Stage) -> None:
    assert over_http.try_pages(stage, 8) > 300


def test_bodies_of_files_are_taken_in_or_refused(stage: Stage) -> None:
    assert over_http.try_uploads(stage, 60) == 180


def test_bytes_that_are_no_request_are_answered_or_hung_up_on(address: str) -> None:
    assert over_http.try_bytes(address, 100) > 60
