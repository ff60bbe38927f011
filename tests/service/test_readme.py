"""The README's request is sent as it stands there, and its answer is the one that stands there."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from service import demo
from service.app import create_app
from service.settings import Settings
from tests.service.live import live

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def answer(seed_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here")
    var = shutil.copytree(seed_var, tmp_path_factory.mktemp("readme") / "var")
    with live(Settings(var=var)) as address:
        context = create_app(Settings(var=var)).state.context
        key = demo.prepare(context).api_key
        context.database.close()
        sent = subprocess.run(  # noqa: S603 - what is run stands in the README
            ["bash", "-c", block("bash").replace(ADDRESS, address)],  # noqa: S607
            env={**os.environ, "LACHAN_KEY": key},
            capture_output=True,
            check=True,
        )
    return json.loads(sent.stdout)


def test_the_answer_in_the_readme_is_real(answer: Any) -> None:
    told = json.loads(block("json"))
    assert [told[name] for name in ("tier", "abstained")] == [answer[name] for name in ("tier", "abstained")]
    assert [(reason["code"], reason["vi"]) for reason in told["reasons"]] == [
        (reason["code"], reason["vi"]) for reason in answer["reasons"]
    ]
    assert [(finding["signal"], finding["quote"]) for finding in told["findings"]] == [
        (finding["signal"], finding["quote"]) for finding in answer["findings"]
    ]
    for name in ("evidence", "counter_evidence", "first_reached"):
        assert told[name] == answer[name]


def test_its_probabilities_are_what_the_model_of_the_seed_says(answer: Any) -> None:
    told = json.loads(block("json"))["categories"]
    # Written to two places; another processor may round the last one otherwise.
    assert told == pytest.approx(answer["categories"], abs=0.011)
