"""A few hundred inputs for every entrance, the same ones each time; ``make fuzz`` tries a million."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_odd_input_is_read_or_refused(target: Target) -> None:
    @settings(
        max_examples=target.small,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def holds(value: object) -> None:
        check(value)

    with target.begin() as check:
        holds()
