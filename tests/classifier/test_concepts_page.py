"""What the page of concepts shows of watching a conversation is what happens."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from classifier.engine import Classifier
from classifier.schema import Message
from classifier.taxonomy import Relation, Speaker

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/concepts.md").read_text("utf-8")


def example(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_example_of_watching_prints_what_the_page_says(tiny_var: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own page
        ["bash", "-c", example("bash")],  # noqa: S607
        env={**os.environ, "LACHAN_VAR": str(tiny_var), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(answer["message"], answer["tier"]) for answer in answers] == [(1, "P1"), (3, "P0")]
    assert answers[-1]["first_reached"] == {"P0": 3, "P1": 1, "P2": 1}


def test_the_example_in_python_runs(tiny_classifier: Classifier, capsys: object) -> None:
    exec(example("python"), {"classifier": tiny_classifier, "Message": Message, "Speaker": Speaker})  # noqa: S102
    assert "P0" in capsys.readouterr().out  # type: ignore[attr-defined]


def test_every_relation_is_named() -> None:
    assert all(f"`{relation.value}`" in PAGE for relation in Relation)
