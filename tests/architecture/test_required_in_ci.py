"""The guard itself: a skipped browser or database test must be red in CI and only there."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SKIPPED = """
import pytest
@pytest.mark.browser
def test_needs_a_browser(): pytest.skip("no Chromium")
def test_needs_corpora(): pytest.skip("no corpora")
"""


@pytest.mark.parametrize("workers", ["0", "2"], ids=["alone", "side by side"])
@pytest.mark.parametrize(("ci", "failed", "skipped"), [("true", 1, 1), ("", 0, 2)])
def test_a_skipped_browser_test_fails_in_ci_only(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, failed: int, skipped: int, workers: str
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # the others take seconds to load
    pytester.makeini("[pytest]\nmarkers =\n    browser: x\n    database: x")
    pytester.makepyfile(SKIPPED)
    result = pytester.runpytest_subprocess("-p", "tests.required_in_ci", "-p", "xdist", "-n", workers)
    result.assert_outcomes(failed=failed, skipped=skipped)
