"""What is made once is made once, however many workers ask for it at the same moment."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ASKS = """
import pytest
from tests.made_once import made_once

@pytest.fixture(scope="session")
def made(tmp_path_factory, worker_id):
    def make(folder):
        (folder / "by").write_text(worker_id)
        (folder.parent / f"made-{worker_id}").touch()
    return made_once(tmp_path_factory, "thing", make)

@pytest.mark.parametrize("number", range(4))
def test_asks(made, number):
    assert (made / "by").read_text()
    assert len(list(made.parent.glob("made-*"))) == 1
"""


@pytest.mark.parametrize("workers", ["0", "2"], ids=["alone", "side by side"])
def test_the_first_who_asks_makes_it_and_all_read_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # the others take seconds to load
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    pytester.makepyfile(ASKS)
    result = pytester.runpytest_subprocess("-p", "xdist", "-n", workers, "--basetemp", str(pytester.path / "t"))
    result.assert_outcomes(passed=4)
