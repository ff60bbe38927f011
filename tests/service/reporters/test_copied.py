import pytest

from classifier.taxonomy import Speaker
from service.reporters.copied import messages
from service.words import Reporter

CHILD, OTHER, UNKNOWN = Speaker.CHILD, Speaker.OTHER, Speaker.UNKNOWN

CASES: list[tuple[str, list[tuple[Speaker, str]]]] = [
    ("", []),
    ("\n  \n", []),
    ("tôi: dạ\nbạn kia: bí mật nhé", [(CHILD, "dạ"), (OTHER, "bí mật nhé")]),
    ("TOI : dạ\nBan  Kia:bí mật", [(CHILD, "dạ"), (OTHER, "bí mật")]),
    ("me: hi\nthem: hello", [(CHILD, "hi"), (OTHER, "hello")]),
    ("bạn kia: một\nhai\n\nba", [(OTHER, "một\nhai\nba")]),
    ("một\nhai", [(UNKNOWN, "một"), (UNKNOWN, "hai")]),
    ("không có tên\ntôi: có", [(UNKNOWN, "không có tên"), (CHILD, "có")]),
    ("Nam Trần: alo", [(OTHER, "Nam Trần: alo")]),
    ("tối nay 8:00 nhé", [(UNKNOWN, "tối nay 8:00 nhé")]),
    ("https://a.vn/x", [(UNKNOWN, "https://a.vn/x")]),
    ("nó bảo với em như thế này: đi", [(UNKNOWN, "nó bảo với em như thế này: đi")]),
    ("bạn kia：toàn giác", [(OTHER, "toàn giác")]),
    ("tôi:", [(UNKNOWN, "tôi:")]),
]


@pytest.mark.parametrize(("copied", "expected"), CASES, ids=[case[0][:20] or "nothing" for case in CASES])
def test_lines_become_messages_with_speakers(copied: str, expected: list[tuple[Speaker, str]]) -> None:
    assert [(message.speaker, message.text) for message in messages(copied, Reporter.CHILD)] == expected


@pytest.mark.parametrize("reporter", [Reporter.PARENT, Reporter.TEACHER, Reporter.OTHER])
def test_an_adults_own_lines_are_not_taken_for_the_childs(reporter: Reporter) -> None:
    said = messages("tôi: con đâu rồi\nhọc sinh: em ở đây\nhọ: đi đi", reporter)
    assert [message.speaker for message in said] == [UNKNOWN, CHILD, OTHER]
