from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import lachan
from classifier.screenshot.hash_import import HashImportError, bring_in
from classifier.screenshot.hash_lists import HashKind, load, read_list, stamp
from classifier.screenshot.pdq import Pdq

MD5, SHA1, LONG, OTHER = "a" * 32, "b" * 40, "c" * 64, "d" * 64


def _file(folder: Path, text: str, name: str = "from-the-police.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (f"# of May\n{MD5}\n{SHA1.upper()}\n\n", None, {HashKind.MD5: 1, HashKind.SHA1: 1}),
        (f"{LONG}\n{OTHER}  # the second\n", HashKind.PDQ, {HashKind.PDQ: 2}),
        (f"pdq:{LONG}\nsha256:{OTHER}\n", None, {HashKind.PDQ: 1, HashKind.SHA256: 1}),
        (
            f"hash,type\n{LONG},HASH_PDQ\n{OTHER},hash-sha256\n{MD5},md5\n",
            None,
            dict.fromkeys(["pdq", "sha256", "md5"], 1),
        ),
        (f'"id";"MD5";"SHA1"\n1;{MD5};{SHA1}\n2;;{"e" * 40}\n', None, {HashKind.MD5: 1, HashKind.SHA1: 2}),
        (f"indicator\ttype\n{LONG}\tHASH_PDQ\nabc=\tHASH_PHOTODNA\n", None, {HashKind.PDQ: 1}),
    ],
)
def test_the_usual_forms_are_understood(
    tmp_path: Path, text: str, kind: HashKind | None, expected: dict[str, int]
) -> None:
    found = bring_in(_file(tmp_path, text), tmp_path / "hashes", kind=kind)
    assert found.new == sum(expected.values())
    kept = read_list(tmp_path / "hashes" / "from-the-police.hashes")
    assert {str(kind): len(known) for kind, known in kept.items() if known} == {str(k): v for k, v in expected.items()}


@pytest.mark.parametrize(
    ("text", "line"),
    [(f"{MD5}\nnot a hash\n", "2"), (f"{LONG}\n", "1"), (f"hash,type\n{MD5},pdq\n", "2"), ("md5:zz\n", "1")],
)
def test_one_wrong_row_stops_all_and_changes_nothing(tmp_path: Path, text: str, line: str) -> None:
    folder = tmp_path / "hashes"
    bring_in(_file(tmp_path, MD5, "a.txt"), folder, name="list")
    before = (folder / "list.hashes").read_bytes()
    with pytest.raises(HashImportError, match=rf"dòng {line} .*\n.*line {line}"):
        bring_in(_file(tmp_path, text), folder, name="list")
    assert (folder / "list.hashes").read_bytes() == before
    assert len(list(folder.iterdir())) == 1


def test_a_list_grows_and_says_what_was_known(tmp_path: Path) -> None:
    folder = tmp_path / "hashes"
    bring_in(_file(tmp_path, MD5), folder, name="list")
    before = stamp(folder)
    found = bring_in(_file(tmp_path, f"{MD5}\n{SHA1}"), folder, name="list")
    assert (found.new, found.known) == (1, 1)
    assert stamp(folder) != before
    assert len(load(folder)) == 2


@pytest.mark.parametrize("name", ["../out", "", ".hidden", "a/b"])
def test_a_name_that_would_leave_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(HashImportError, match="--name"):
        bring_in(_file(tmp_path, MD5, "x y.txt" if not name else "x.txt"), tmp_path / "hashes", name=name or None)


def test_a_damaged_list_does_not_pass_in_silence(tmp_path: Path) -> None:
    _file(tmp_path, f"md5 {MD5}\nmd5 zz\n", "list.hashes")
    with pytest.raises(ValueError, match="line 2"):
        load(tmp_path)


def test_a_million_hashes_are_compared_and_plain_pictures_are_not(tmp_path: Path) -> None:
    known = np.random.default_rng(0).integers(0, 256, (1_000, 32)).astype(np.uint8)
    _file(tmp_path, "".join(sorted(f"pdq {row.tobytes().hex()}\n" for row in known)), "list.hashes")
    lists = load(tmp_path)
    near = known[500].copy()
    near[:3] ^= 0xFF  # 24 bits
    assert lists.holds_picture([Pdq(near.tobytes(), 100)])
    assert not lists.holds_picture([Pdq(near.tobytes(), 20)])
    near[3] ^= 0xFF
    assert not lists.holds_picture([Pdq(near.tobytes(), 100)])


def test_the_command_brings_in_and_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACHAN_VAR", str(tmp_path / "var"))
    run = CliRunner().invoke
    assert "Chưa có" in run(lachan.app, ["hashes", "show"]).output
    done = run(lachan.app, ["hashes", "import", str(_file(tmp_path, f"{LONG}\n")), "--kind", "pdq", "--name", "police"])
    assert (done.exit_code, "1 mã mới" in done.output) == (0, True)
    assert "police: pdq 1" in run(lachan.app, ["hashes", "show"]).output
    failed = run(lachan.app, ["hashes", "import", str(tmp_path / "none.txt")])
    assert failed.exit_code == 1
