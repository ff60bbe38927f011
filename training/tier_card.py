"""The part of the model card that says what each tier costs and gives, from the facts of the training only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_ONE = """\
- **n-gram tuyến tính · linear n-grams**: có trong mô hình này, dưới 1 ms mỗi tin; các số dưới đây là của nó. · In this
  bundle, below 1 ms a message; the figures below are its own.
- **Bộ mã hoá câu · sentence encoder**: không có trong mô hình này. 25 MB, 2-4 ms mỗi tin; trên các bài toán công khai
  thêm 1 đến 2,5 điểm macro-F1 ở ba trên bốn bộ, còn trong khoảng sai số. · Not in this bundle. 25 MB, 2-4 ms a message;
  on public tasks 1 to 2.5 points of macro-F1 on three of four, inside the intervals. docs/decisions/0009-encoder.md"""
_NO_GAIN = """\
- **n-gram tuyến tính · linear n-grams**: có trong mô hình này, dưới 1 ms mỗi tin; các số dưới đây là của nó. · In this
  bundle, below 1 ms a message; the figures below are its own.
- **Bộ mã hoá câu · sentence encoder**: được đem tới nhưng không giúp gì trên phần hiệu chỉnh, nên không có trong
  mô hình này. · One was brought and gave nothing on the calibration part, so it is not in this bundle."""
_TWO = """\
- **n-gram tuyến tính · linear n-grams**: trả lời mọi tin; một tin {ngrams[p50_ms]:.2f} ms (trung vị), {ngrams[p99_ms]:.2f} ms
  (99 %), {ngrams[texts_per_second]:,} tin/giây trên một nhân. · They answer every message: {ngrams[p50_ms]:.2f} ms (median),
  {ngrams[p99_ms]:.2f} ms (99 %), {ngrams[texts_per_second]:,} messages a second on one core.
- **Bộ mã hoá câu · sentence encoder** ({body}): chỉ được hỏi về tin mà n-gram còn phân vân (xác suất của một nhóm từ
  {low:g} đến {high:g}): {asked:.0%} số tin thử. Thêm {megabytes} MB trên đĩa, {memory} MB bộ nhớ, {encoder_ms:.1f} ms mỗi tin
  được hỏi. · Asked only where the n-grams are unsure (some category from {low:g} to {high:g}): {asked:.0%} of the test
  messages. It takes {megabytes} MB on the disk, {memory} MB of memory and {encoder_ms:.1f} ms a message it is asked about.
- **Cả hai · both**: một tin {both[p50_ms]:.2f} ms (trung vị), {both[p99_ms]:.2f} ms (99 %), {both[texts_per_second]:,} tin/giây;
  các số ở phần «Đã đo» là của cả hai. · A message takes {both[p50_ms]:.2f} ms (median), {both[p99_ms]:.2f} ms (99 %),
  {both[texts_per_second]:,} messages a second; the figures under “Measured” are of both.

Đo trên máy đã huấn luyện, một luồng, {timed} tin. Bộ mã hoá học từ: {corpora}; cách ghép chọn trên phần hiệu chỉnh. ·
Measured on the machine that trained, one thread, {timed} messages. The encoder learnt from: {corpora}; how they join was
chosen on the calibration part.

PR-AUC trên tin thử, khoảng 95 % của 1.000 lần lấy mẫu lại; hiệu tính trên cùng các tin. ·
PR-AUC on the test messages, 95 % of 1,000 bootstrap draws; the difference is of the same messages.

| Nhóm · Category | Tin · messages | Có hại · harmful | Trọng số · weight | Chỉ n-gram · n-grams alone | Cả hai · both | Hiệu · difference |
|---|---:|---:|---:|---|---|---|
{rows}"""  # noqa: E501 - a table's heading


def tiers(facts: Mapping[str, Any]) -> str:
    """Write it; ``facts["encoder"]`` is what `training.tiers` told, absent where no encoder was brought."""
    told: Mapping[str, Any] | None = facts.get("encoder")
    if told is None:
        return _ONE
    if not told["taken"]:
        return _NO_GAIN
    costs = told["costs"]
    return _TWO.format(
        body=told["body"],
        corpora=", ".join(told["corpora"] or ("?",)),
        low=told["unsure"],
        high=1 - told["unsure"],
        asked=costs["asked"],
        megabytes=costs["megabytes"],
        memory="?" if costs["memory_megabytes"] is None else costs["memory_megabytes"],
        encoder_ms=costs["encoder_ms"],
        timed=costs["timed"],
        ngrams=costs["ngrams"],
        both=costs["both"],
        rows="\n".join(_row(gain, told["weights"]) for gain in told["gains"]),
    )


def _row(gain: Mapping[str, Any], weights: Mapping[str, float]) -> str:
    category = Category(gain["category"])
    figures = ["–"] * 3
    if "with" in gain:
        low, high = gain["difference"]
        by = gain["with"]["value"] - gain["without"]["value"]
        figures = [_figure(gain["without"]), _figure(gain["with"]), f"{by:+.3f} ({low:+.3f} … {high:+.3f})"]
    cells = [
        f"{category.vi} · {category}",
        f"{gain['texts']:,}",
        f"{gain['harmful']:,}",
        f"{weights[category]:.2f}",
        *figures,
    ]
    return f"| {' | '.join(cells)} |"


def _figure(figure: Mapping[str, float]) -> str:
    return f"{figure['value']:.3f} ({figure['low']:.3f}-{figure['high']:.3f})"
