"""The tree is the manual: what every room must be, and what may be in none."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("classifier", "training", "service")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def modules() -> list[Path]:
    return [p for p in tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in PACKAGES]


def test_the_fixed_rooms_stand() -> None:
    for room in (
        "classifier",
        "training",
        "datasets",
        "service",
        "notebooks",
        "tests",
        "benchmarks",
        "docs",
        "pyproject.toml",
    ):
        assert (ROOT / room).exists(), room


def test_datasets_hold_no_python_for_a_folder_of_this_name_breaks_other_libraries() -> None:
    assert not [p for p in tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] == "datasets"]


def test_no_module_is_named_for_nothing() -> None:
    nameless = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "core", "base"}
    assert not [p for p in modules() if p.stem in nameless]


def test_a_file_holds_one_idea() -> None:
    long = {str(p.relative_to(ROOT)): n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > 300}
    assert not long


def test_every_dataset_has_a_card_and_every_corpus_a_manifest() -> None:
    for folder in (p for p in (ROOT / "datasets").iterdir() if p.is_dir()):
        assert (folder / "card.md").is_file(), folder.name
        if folder.name not in ("demo", "checklist", "checklist_unseen"):
            assert (folder / "manifest.toml").is_file(), folder.name


def test_the_locks_pin_by_hash_and_name_no_registry() -> None:
    for name in ("requirements.lock", "requirements-test.lock", "requirements-node.lock", "requirements-reading.lock"):
        text = (ROOT / name).read_text("utf-8")
        pins = re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)
        assert pins
        assert "://" not in text
        assert "index-url" not in text
        assert text.count("--hash=sha256:") >= len(pins)
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert "://" not in lock
    assert lock.count('"integrity"') == 5


def test_nothing_large_is_committed() -> None:
    assert not [p for p in tracked() if p.stat().st_size > 2_000_000]


@pytest.mark.parametrize(
    "document", [p for p in tracked() if p.suffix == ".md"], ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_link_between_pages_leads_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (document.parent / target).exists(), target
