"""A download becomes the file that is trained on: named columns, no telephone number, always the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import manifest
from training.errors import FetchError
from training.manifest import File, Format
from training.prepare import mask_phones, prepare

MOST = 1_000_000


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("gọi 0912345678 nhé", "gọi <PHONE> nhé"),
        ("gọi 0912 345 678 nhé", "gọi <PHONE> nhé"),
        ("lh 035.285.8888", "lh <PHONE>"),
        ("090-158-1479", "<PHONE>"),
        ("+84 912 345 678.", "<PHONE>."),
        ("84912345678", "<PHONE>"),
        ("máy bàn 02438123456", "máy bàn <PHONE>"),
        ("0912345678 hoặc 0987654321", "<PHONE> hoặc <PHONE>"),
        ("sinh ngày 09.05.2019", "sinh ngày 09.05.2019"),
        ("giá 1.500.000 đồng", "giá 1.500.000 đồng"),
        ("gọi 111 miễn phí", "gọi 111 miễn phí"),
        ("Stk 0031001058961", "Stk 0031001058961"),
        ("[SỐ ĐIỆN THOẠI]", "[SỐ ĐIỆN THOẠI]"),
    ],
)
def test_telephone_numbers_are_masked_and_nothing_else(text: str, masked: str) -> None:
    assert mask_phones(text) == masked


@given(st.text("0123456789 .-+84a"))
def test_masking_twice_changes_nothing(text: str) -> None:
    assert mask_phones(mask_phones(text)) == mask_phones(text)


def test_columns_are_kept_in_the_order_of_the_manifest() -> None:
    content = '\ufeff,label,text\r\n0,1,"chào, cậu"\r\n1,0,gọi 0912345678\r\n'.encode()
    assert prepare([content], File("a.csv", keep=("text", "label")), MOST).decode() == (
        'text,label\n"chào, cậu",1\ngọi <PHONE>,0\n'
    )


def test_a_file_without_columns_stays_as_it_is() -> None:
    assert prepare(["đồ ngốc\r\n".encode()], File("a.txt"), MOST) == "đồ ngốc\r\n".encode()


def test_one_text_file_a_column_becomes_one_table() -> None:
    file = File("a.csv", url="https://example.org/{column}.txt", format=Format.LINES, keep=("sents", "topics"))
    assert file.urls() == ["https://example.org/sents.txt", "https://example.org/topics.txt"]
    assert prepare([b"hay \nvui\n", b"1\n0\n"], file, MOST) == b"sents,topics\nhay,1\nvui,0\n"
    with pytest.raises(FetchError):
        prepare([b"hay \nvui\n", b"1\n"], file, MOST)


def test_json_records_become_a_table() -> None:
    file = File(
        "a.csv", format=Format.JSON, keep=("Emotion", "Sentence"), named={"Emotion": "label", "Sentence": "review"}
    )
    records = json.dumps({"0": {"label": "Other", "domain": "x", "review": "vui quá"}}).encode()
    assert prepare([records], file, MOST).decode() == "Emotion,Sentence\nOther,vui quá\n"


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), content)
    return out.getvalue()


def test_a_member_is_found_in_its_folder() -> None:
    archive = packed(vihsd__train_csv="t,l\na,0\n", vihsd__dev_csv="t,l\nb,1\n")
    assert prepare([archive], File("dev.csv", member="dev.csv", keep=("t", "l")), MOST) == b"t,l\nb,1\n"


def test_an_archive_bomb_is_cut_off() -> None:
    with pytest.raises(FetchError, match="larger than"):
        prepare([packed(train_csv="0" * (MOST + 1))], File("train.csv", member="train.csv"), MOST)


@pytest.mark.parametrize(
    ("content", "file"),
    [
        (b"no archive", File("a.csv", member="a.csv")),
        (packed(b_csv="x"), File("a.csv", member="a.csv")),
        (packed(x__a_csv="x", y__a_csv="x"), File("a.csv", member="a.csv")),
        (b"x,y\n1,2\n", File("a.csv", keep=("text",))),
        (b"text,label\n1\n", File("a.csv", keep=("text", "label"))),
        (b"", File("a.csv", keep=("text",))),
        (b"text\n\xff\xfe\n", File("a.csv", keep=("text",))),
        (b"{", File("a.csv", format=Format.JSON, keep=("a",))),
        (b"[1]", File("a.csv", format=Format.JSON, keep=("a",))),
        (b"no sheet", File("a.csv", format=Format.XLSX, keep=("a",))),
    ],
)
def test_what_is_not_as_the_manifest_says_is_refused(content: bytes, file: File) -> None:
    with pytest.raises(FetchError) as caught:
        prepare([content], file, MOST)
    assert caught.value.vi
    assert caught.value.en


SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>chào </t><t>cậu</t></is></c><c r="C2"><v>3</v></c></row>'
    "</sheetData></worksheet>"
)
STRINGS = (
    '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>content</t></si><si><r><t>poli</t></r><r><t>tics</t></r></si></sst>"
)


def sheet(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", content)
        archive.writestr("xl/sharedStrings.xml", STRINGS)
    return out.getvalue()


def test_a_spreadsheet_becomes_a_table() -> None:
    file = File("a.csv", format=Format.XLSX, keep=("content", "politics"))
    assert prepare([sheet(SHEET)], file, MOST).decode() == "content,politics\nchào cậu,3\n"


def test_a_spreadsheet_with_entities_is_refused() -> None:
    bomb = SHEET.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
    with pytest.raises(FetchError):
        prepare([sheet(bomb)], File("a.csv", format=Format.XLSX, keep=("content",)), MOST)


@pytest.mark.corpora
def test_the_prepared_copies_are_what_preparing_gives(corpora: Path) -> None:
    """A prepared file, prepared again, keeps its bytes; so a download that held the same rows would match."""
    for name in manifest.known():
        found = manifest.load(name)
        for file, path in found.paths(corpora):
            if not found.shipped:
                content = path.read_bytes()
                assert prepare([content], File(file.path, keep=file.keep), len(content)) == content, path
