from __future__ import annotations

import numpy as np
import pytest

from classifier.normalize import without_marks
from training.style import STYLES, style_of


@pytest.mark.parametrize("text", ["Đừng NÓI với bố mẹ nhé!! 😢 :)) <PHONE> 2", "", "   ", "hôm nay trời đẹp quá"])
def test_leaving_out_the_marks_changes_no_style(text: str) -> None:
    np.testing.assert_allclose(style_of([text]), style_of([without_marks(text)]))


def test_each_style_counts_its_own() -> None:
    calm, loud = style_of(["mai thi toan", "MAI THI! HA? 😢 :)) <URL> 12"])
    changed = {name for name, before, after in zip(STYLES, calm, loud, strict=True) if before != after}
    assert changed == set(STYLES)
    assert style_of([]).shape == (0, len(STYLES))
