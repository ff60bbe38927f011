"""Notebooks are numbered, kept as text beside themselves, and carry no output, so no message is committed in one."""

import re
from pathlib import Path

import jupytext
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_numbered_stripped_and_says_what_its_text_says(notebook: Path) -> None:
    assert re.match(r"\d\d_[a-z_]+$", notebook.stem)
    cells = jupytext.read(notebook).cells
    text = jupytext.read(notebook.with_suffix(".py")).cells
    assert [(cell.cell_type, cell.source) for cell in cells] == [(cell.cell_type, cell.source) for cell in text]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
