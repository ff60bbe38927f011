"""The model card: what a counsellor, a head of school or an auditor must know, from the facts and the measures only.

Follows Mitchell et al. 2019, *Model Cards for Model Reporting*, arXiv:1810.03993. Nothing stands in it that was
not done or measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.taxonomy import Category
from training.evaluate import ALL, LEAST, THRESHOLD
from training.tier_card import tiers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from training.evaluate import Figure, Measure

_CARD = """\
# Thẻ mô hình · Model card: {version}

## Là gì · What it is

Mô hình tuyến tính trên n-gram ký tự và từ, cho mỗi tin nhắn một xác suất đã hiệu chỉnh của từng nhóm: {categories_vi}.
Nó xếp thứ tự và giải thích; con người luôn là người quyết định.

A linear model on character and word n-grams that gives each message a calibrated probability of each category:
{categories_en}. It ranks and explains; a person always decides.

- Lá Chắn {lachan}, seed {seed}, dữ liệu · data sha256 `{data_sha256}`
- Tin · messages: {train:,} train + {calibration:,} calibration (+ {augmented:,} biến thể · augmented), {test:,} test

## Các tầng · Tiers

{tiers}

## Học từ đâu, được dùng thế nào · Trained on, and what follows from the licences

{sources}

## Đã đo · Measured

Trên {test:,} tin để riêng, mô hình chưa từng thấy. Khoảng trong ngoặc: 95 % của 200 lần lấy mẫu lại.
Ô «–»: dưới {least} tin có hại hoặc dưới {least} tin vô hại, quá ít để nói. F1 và báo nhầm ở ngưỡng {threshold}.

On {test:,} messages kept aside, never seen in training. In brackets: 95 % of 200 bootstrap draws.
«–»: fewer than {least} harmful or {least} harmless messages, too few to tell. F1 and false alarms at {threshold}.

{measures}

## Chưa đo · Not measured

- **Độ chính xác với dụ dỗ trong hội thoại thật: chưa đo, vì chưa có kho hội thoại dụ dỗ tiếng Việt nào.**
  Số của nhóm này chỉ nói về những câu ngắn viết theo cảnh báo đã công bố.
  **Accuracy on real grooming conversations was not measured: no Vietnamese corpus of them exists.**
  The figures of that category speak of short fragments written after published warnings, nothing more.
- Tin của học sinh thật gửi cho nhà trường: chưa có. · Messages that real pupils sent to a school: none were at hand.
- Giọng nói, tiếng dân tộc, tiếng Anh: không xét. Ảnh: chỉ chữ đọc được từ ảnh chụp màn hình, đọc sai thì chấm sai. ·
  Voice, minority languages, English: not covered. Images: only the words read from screenshots; what is misread is
  misjudged.
- {faults:,} dòng dữ liệu không đọc được bị bỏ qua. · {faults:,} rows that could not be read were left out.

## Dùng để làm gì · Intended use

Xếp phản ánh gửi tới ban tư vấn tâm lý học đường theo mức khẩn cấp. Không dùng để kết luận về một người, để kỷ luật,
để tự động chặn hay đóng phản ánh, hay để theo dõi tin nhắn không ai phản ánh.

Ordering reports for school counsellors by urgency. Not for concluding anything about a person, not for discipline, not
for blocking or closing anything by itself, not for watching messages that nobody reported.

## Giới hạn · Limits

- Điểm thấp không có nghĩa là an toàn. · A low score does not mean safe.
- Câu đùa, trích dẫn, lời cảnh báo có thể bị chấm cao. · Jokes, quotations and warnings may score high.
- Tin thử được lấy từ cùng các bộ dữ liệu với tin học: ngoài đời số sẽ thấp hơn. · The test messages come from the same
  corpora as the training ones: expect lower figures elsewhere.
- Các kho bình luận công khai coi lời chửi thề không nhắm vào ai là xúc phạm. · Public comment corpora call swearing at
  nobody offensive.
- Tiếng lóng đổi nhanh: hãy huấn luyện lại thường xuyên. · Slang changes fast: train again often.
"""

_HEADINGS = (
    "Tin · messages | Có hại · harmful | PR-AUC | F1 | macro-F1 | Sai số hiệu chỉnh · ECE | Báo nhầm · false alarms"
)


def write_card(version: str, facts: Mapping[str, Any], measures: Sequence[Measure]) -> str:
    """Write the card in Markdown, Vietnamese and English beside each other.

    ``facts`` are those that the pipeline puts into the bundle's manifest.
    """
    return _CARD.format(
        version=version,
        categories_vi=", ".join(category.vi for category in Category),
        categories_en=", ".join(category.en for category in Category),
        lachan=facts["lachan"],
        seed=facts["seed"],
        data_sha256=facts["data_sha256"],
        **facts["rows"],
        tiers=tiers(facts),
        sources=_sources(facts),
        least=LEAST,
        threshold=THRESHOLD,
        measures=_measures(measures),
        faults=facts["faults"],
    )


def _sources(facts: Mapping[str, Any]) -> str:
    rows = [
        "| Bộ · corpus | Tin · messages | Giấy phép · licence | Mô hình đem tặng được · model may be given away |",
        "|---|---:|---|---|",
    ]
    for corpus in facts["corpora"]:
        given = "có · yes" if corpus["redistributable_model"] else "không · no"
        rows.append(f"| {corpus['name']} | {corpus['messages']:,} | {corpus['licence']} | {given} |")
    use = (
        "Mô hình này được phép đem tặng. · This model may be given away."
        if facts["may_be_given_away"]
        else "**Chỉ để nghiên cứu: không đem tặng hay phát hành mô hình này.\n"
        "Research only: this model may not be given away or published.**"
    )
    return "\n".join([*rows, "", use])


def _measures(measures: Sequence[Measure]) -> str:
    tables = [_table([m for m in measures if m.corpus == m.slice == ALL], "Nhóm · Category", _category)]
    if by_corpus := [m for m in measures if m.corpus != ALL]:
        tables.append("### Theo bộ dữ liệu · By corpus\n\n" + _table(by_corpus, "Bộ · Corpus", _corpus))
    if slices := [m for m in measures if m.corpus == ALL and m.slice != ALL]:
        told = [m for m in slices if m.pr_auc]
        tables.append("### Theo lát cắt · By slice\n\n" + _table(told, "Lát cắt · Slice", _slice))
        few = ", ".join(f"{_slice(m)} {m.harmful}/{m.texts}" for m in slices if not m.pr_auc)
        tables.append(f"Quá ít để nói (có hại / tất cả) · too few to tell (harmful / all): {few or '–'}.")
    return "\n\n".join(tables)


def _table(measures: Sequence[Measure], heading: str, name: Callable[[Measure], str]) -> str:
    lines = [f"| {heading} | {_HEADINGS} |", "|---|---:|---:|---|---|---|---:|---:|"]
    for m in measures:
        figures = [_figure(m.pr_auc), _figure(m.f1), _figure(m.macro_f1)]
        cells = [
            name(m),
            f"{m.texts:,}",
            f"{m.harmful:,}",
            *figures,
            _share(m.calibration_error),
            _share(m.false_alarms),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _category(measure: Measure) -> str:
    return f"{measure.category.vi} · {measure.category}"


def _corpus(measure: Measure) -> str:
    return f"{measure.corpus}: {measure.category}"


def _slice(measure: Measure) -> str:
    return f"{measure.slice}: {measure.category}"


def _figure(figure: Figure | None) -> str:
    return f"{figure.value:.3f} ({figure.low:.3f}-{figure.high:.3f})" if figure else "–"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
