"""The commands as data staff type them."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from classifier.taxonomy import Category
from training.cli import add_commands
from training.corpus import read
from training.manifest import load
from training.registry import Registry
from training.waiting import waiting

ROOT = Path(__file__).resolve().parents[2]

app = typer.Typer()
add_commands(app)


def run(*arguments: str, status: int = 0) -> str:
    answer = CliRunner(env={"COLUMNS": "200"}).invoke(app, list(arguments))
    assert answer.exit_code == status, answer.output
    return answer.output


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    models = tmp_path_factory.mktemp("var") / "models"
    return models, run("train", "--out", str(models))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with a small corpus in the columns of ViHOS, of the seed's own messages."""
    seed = read(load("seed"))
    bullying = seed.labels[:, list(Category).index(Category.BULLYING)]
    (tmp_path / "vihos").mkdir()
    with (tmp_path / "vihos" / "train.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["content", "index_spans"])
        writer.writerows([seed.texts[row], "[0, 1]" if bullying[row] else "[]"] for row in range(0, len(seed), 6))
    return tmp_path


def test_training_ends_with_where_the_bundle_lies_and_its_figures(trained: tuple[Path, str]) -> None:
    models, output = trained
    champion = Registry(models).champion()
    assert champion is not None
    assert f"{models / champion.version}" in output
    assert f"{models / champion.version / 'card.md'}" in output
    assert output.count("PR-AUC") == 4
    assert "100%" in output
    assert "\x1b" not in output  # plain lines where nobody watches


def test_if_missing_answers_at_once_when_a_model_serves(trained: tuple[Path, str]) -> None:
    models, _ = trained
    script = "import typer; from training.cli import add_commands; app = typer.Typer(); add_commands(app); app()"
    command = [sys.executable, "-c", script, "train", "--if-missing", "--out", str(models)]
    began = time.monotonic()
    answer = subprocess.run(  # noqa: S603
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"},
    )
    assert "đang phục vụ" in answer.stdout
    assert "sklearn" not in answer.stderr
    assert time.monotonic() - began < 5  # under 2 s on a quiet machine
    assert len(list(models.glob("2*"))) == 1


def test_without_promoting_the_champion_stays(trained: tuple[Path, str], small: Path) -> None:
    models, _ = trained
    registry = Registry(models)
    before = registry.champion()
    output = run("train", "--no-promote", "--corpora", str(small), "--corpus", "vihos", "--out", str(models))
    assert "serving" not in output
    assert registry.champion() == before
    assert len(registry.versions()) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--corpus", "nothing"], "no corpus 'nothing'"),
        (["--corpus", "vihsd"], "--research"),
        (["--corpus", "vilexnorm", "--research"], "not for training"),
        (["--corpus", "vihos"], "no corpus holds a row"),
    ],
)
def test_what_cannot_be_trained_on_is_said_in_one_line(tmp_path: Path, arguments: list[str], says: str) -> None:
    output = run("train", "--out", str(tmp_path / "models"), *arguments, status=1)
    assert says in output
    assert "Traceback" not in output


def test_the_corpora_are_listed_with_their_licences() -> None:
    output = run("corpora", "list")
    for name in ("seed", "vihsd", "vilexnorm"):
        assert name in output
    assert "research-only" in output
    assert "Apache-2.0" in output


def test_the_seed_is_counted_by_category_region_and_style() -> None:
    output = run("corpora", "show", "seed")
    for word in ("dụ dỗ", "grooming", "north", "central", "south", "teencode", "no_marks"):
        assert word in output


def test_the_agreement_of_the_seeds_readers_is_told_as_in_its_card() -> None:
    output = run("corpora", "show", "seed")
    card = (load("seed").folder / "card.md").read_text("utf-8")
    told = re.findall(r"^\| `(\w+)` \| (\d\.\d{3}) \|$", card, re.MULTILINE)
    assert len(told) == len(Category)
    for category, kappa in told:
        assert re.search(rf"· {category} +│ {kappa} │", output), category


def test_a_corpus_that_is_not_here_says_so() -> None:
    assert "--corpora" in run("corpora", "show", "vihsd")
    assert "Silent on our categories" in run("corpora", "show", "vilexnorm")
    assert "there is no corpus" in run("corpora", "show", "nothing", status=1)


def test_the_rules_of_the_seed_are_checked() -> None:
    assert "0 lỗi" in run("corpora", "check")


def test_checking_another_corpus_names_its_bad_rows(tmp_path: Path) -> None:
    (tmp_path / "vihos").mkdir()
    (tmp_path / "vihos" / "train.csv").write_text("content,index_spans\nchào,[]\n,[]\n", encoding="utf-8")
    output = run("corpora", "check", "vihos", "--corpora", str(tmp_path), status=1)
    assert "vihos/train.csv:3: has no text" in output
    assert "vihos/dev.csv: is missing" in output


def test_fetching_needs_the_licence_and_says_which(tmp_path: Path) -> None:
    output = run("corpora", "fetch", "vihsd", "--to", str(tmp_path), status=1)
    assert "research purposes" in output
    assert "--accept-licence" in output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("command", "option"), [("benchmark", "--train"), ("checklist", "--at-least")])
def test_measuring_is_a_command(command: str, option: str) -> None:
    assert option in run(command, "--help")


def test_somebody_at_a_terminal_sees_a_bar_with_the_time_left() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    with waiting(console, "Huấn luyện") as say:
        say("load", 0.0)
        say("fit", 0.5)
        say("write", 1.0)
    assert "100%" in screen.getvalue()
    assert "left" in screen.getvalue()


def test_elsewhere_there_is_one_line_a_step() -> None:
    screen = io.StringIO()
    with waiting(Console(file=screen, width=100), "Huấn luyện") as say:
        for share in range(101):
            say("fit" if share < 100 else "write", share / 100)
    lines = screen.getvalue().splitlines()
    assert len(lines) == 2
    assert "100%" in lines[-1]
