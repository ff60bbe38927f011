"""The form as a template for docxtpl: A4, Times New Roman 13, margins as Decree 30/2020 wants them for documents."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
_SIZE, _SMALL = Pt(13), Pt(11)
_WIDTH_CM = 16.0  # A4 less the margins
_CENTER, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_PARTS = {1: (16.0,), 2: (9.0, 16.0), 3: (7.0, 10.0, 16.0)}  # where the dotted lines end, in cm


@cache
def template() -> bytes:
    """Build the template; what stands in braces is filled in by ``docx.filled``."""
    document = Document()
    _set_up(document)
    _say(document.add_paragraph(), "Mẫu số 01", bold=True, at=_RIGHT)
    _say(document.add_paragraph(), "({{ source }})", italic=True, small=True, at=_RIGHT)
    _head(document)
    _say(document.add_paragraph(), "BÁO CÁO", bold=True, at=_CENTER)
    _say(document.add_paragraph(), "TIẾP NHẬN THÔNG TIN TRẺ EM ……………………………… (4)", bold=True, at=_CENTER)
    _blocks(document)
    signed = document.add_paragraph()
    _say(signed, "Cán bộ tiếp nhận thông tin", bold=True, at=_CENTER)
    signed.paragraph_format.left_indent = Cm(8)
    signed.paragraph_format.space_before = Pt(12)
    signed.paragraph_format.keep_with_next = True
    for text, italic in (("(Ký, ghi rõ họ tên)", True), ("", False), ("", False), ("{{ receiver }}", False)):
        line = document.add_paragraph()
        _say(line, text, italic=italic, at=_CENTER)
        line.paragraph_format.left_indent = Cm(8)
        line.paragraph_format.keep_with_next = True
    _say(document.add_paragraph(), "Ghi chú:", italic=True, small=True)
    _loop(document, "note in notes", "{{ note }}")
    _annex(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = "Mẫu số 01"
    document.core_properties.language = "vi-VN"
    style: ParagraphStyle = document.styles["Normal"]
    style.font.name, style.font.size = FONT, _SIZE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(3)


def _head(document: DocumentType) -> None:
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Cm(6.5), Cm(_WIDTH_CM - 6.5)
    left, right = table.rows[0].cells
    _cell(left, ("{{ school }}", True, False))
    _cell(right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False), ("Độc lập - Tự do - Hạnh phúc", True, False))
    left, right = table.rows[1].cells
    _cell(left, ("Số: ………/BC-……… (2)", False, False))
    _cell(right, ("………………(3), ngày {{ day }} tháng {{ month }} năm {{ year }}", False, True))


def _cell(cell: _Cell, *lines: tuple[str, bool, bool]) -> None:
    for number, (text, bold, italic) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _say(paragraph, text, bold=bold, italic=italic, at=_CENTER)


def _blocks(document: DocumentType) -> None:
    _tag(document, "for block in blocks")
    _tag(document, "if block.kind == 'heading'")
    heading = document.add_paragraph()
    _say(heading, "{{ block.text }}", bold=True)
    heading.paragraph_format.keep_with_next = True
    _tag(document, "elif block.kind == 'item'")
    item = document.add_paragraph()
    _say(item, "- {{ block.text }}")
    item.paragraph_format.left_indent = Cm(0.5)
    _tag(document, "elif block.kind == 'dots'")
    _dotted(document, "\t", 1)
    for number in _PARTS:
        _tag(document, f"elif block.parts|length == {number}")
        parts = [f"{{{{ block.parts[{part}].label }}}} {{{{ block.parts[{part}].rest }}}}" for part in range(number)]
        _dotted(document, " ".join(parts), number)
    _tag(document, "endif")
    _tag(document, "endfor")


def _annex(document: DocumentType) -> None:
    _tag(document, "if annex")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _say(document.add_paragraph(), "PHỤ LỤC: NGUYÊN VĂN PHẢN ÁNH", bold=True, at=_CENTER)
    _loop(document, "line in annex", "{{ line.speaker }}: {{ line.text }}")
    _tag(document, "endif")


def _loop(document: DocumentType, over: str, text: str) -> None:
    _tag(document, f"for {over}")
    _say(document.add_paragraph(), text, small=True)
    _tag(document, "endfor")


def _tag(document: DocumentType, tag: str) -> None:
    document.add_paragraph(f"{{%p {tag} %}}")


def _dotted(document: DocumentType, text: str, parts: int) -> None:
    paragraph = document.add_paragraph()
    *inner, margin = _PARTS[parts]
    for end in inner:  # left stops: a right one would push the next label back behind the dots
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(end), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(margin), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    _say(paragraph, text)


def _say(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    small: bool = False,
    at: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None  # else what the style says
    if small:
        run.font.size = _SMALL
    if at is not None:
        paragraph.alignment = at
