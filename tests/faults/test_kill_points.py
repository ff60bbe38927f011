from __future__ import annotations

import time

import pytest

from tests.faults.commands import COMMANDS, Command
from tests.faults.deeds import DEEDS, Deed
from tests.faults.sweeping import kill_where_it_matters
from tests.faults.world import World

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize("deed", [*DEEDS, *COMMANDS], ids=lambda deed: deed.name.replace(" ", "-"))
def test_whatever_dies_at_whatever_step_everything_is_there_once(school: World, deed: Deed | Command) -> None:
    began = time.monotonic()
    died_at = list(kill_where_it_matters(school, deed))
    assert died_at
    print(f"{deed.name}: killed {len(died_at)} times in {time.monotonic() - began:.0f} s")  # noqa: T201
