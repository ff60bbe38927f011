"""What a user can set, call or read is documented; a new one without a line in the docs fails here."""

import re
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup
from typer.testing import CliRunner

import lachan
from classifier.taxonomy import Category, Signal, Speaker, Tier, Word
from service.settings import Settings

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
CONCEPTS = (ROOT / "docs" / "concepts.md").read_text("utf-8")


def commands() -> list[str]:
    found: list[str] = []
    tree = typer.main.get_command(lachan.app)
    assert isinstance(tree, TyperGroup)
    for name, command in tree.commands.items():
        found += [f"{name} {sub}" for sub in command.commands] if isinstance(command, TyperGroup) else [name]
    return found


@pytest.mark.parametrize("setting", list(Settings.model_fields))
def test_every_setting_is_documented_with_its_meaning(setting: str) -> None:
    assert f"| `LACHAN_{setting.upper()}` |" in OPERATIONS
    assert str(Settings.model_fields[setting].description) in OPERATIONS


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    known = {f"LACHAN_{name.upper()}" for name in Settings.model_fields}
    known |= {
        "LACHAN_CORPORA",
        "LACHAN_SCREENS",
        "LACHAN_TEST_POSTGRES",
        "LACHAN_SCREENSHOTS",
        "LACHAN_CHROMIUM",
        "LACHAN_URL",
        "LACHAN_KEY",
        "LACHAN_WEBHOOK_SECRET",
    }
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        assert set(re.findall(r"LACHAN_[A-Z_]+", page.read_text("utf-8"))) <= known, page.name


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"`lachan {command}`" in OPERATIONS


@pytest.mark.parametrize("word", [*Category, *Signal, *Speaker, *Tier])
def test_every_word_of_the_field_is_explained(word: Word) -> None:
    assert f"`{word.value}`" in CONCEPTS or f"**{word.value} {word.vi}**" in CONCEPTS


def test_the_openapi_document_in_the_docs_is_the_one_that_is_served() -> None:
    told = CliRunner().invoke(lachan.app, ["openapi"])
    assert told.exit_code == 0
    assert told.stdout == (ROOT / "docs" / "api" / "openapi.json").read_text("utf-8"), (
        "lachan openapi > docs/api/openapi.json"
    )
