"""Where browser and database tests are required (``CI=true``), a skipped one fails: silence would hide a broken one."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

REQUIRED = ("browser", "database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report: pytest.TestReport = yield
    marks = [mark for mark in REQUIRED if item.get_closest_marker(mark)]
    if os.environ.get("CI") == "true" and report.skipped and marks and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"a {marks[0]} test was skipped in CI ({call.when}): {report.longrepr}"
    return report
