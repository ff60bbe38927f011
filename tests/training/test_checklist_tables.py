"""Both checklists are readable, large, mostly harmless, decent, and no copies of what the model learnt from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifier.normalize import without_marks
from classifier.schema import Message, Submission
from classifier.taxonomy import Signal, Speaker, Tier
from training import manifest, seed_rules
from training.checklist import CHECKLIST, Case, ChecklistError, Kind, read
from training.checklist.cases import Direction, Invariance, Minimum
from training.checklist.changes import Words, changes, read_words
from training.prepare import mask_phones

PLACEHOLDERS = {
    "[ẢNH]",
    "[CLIP]",
    "[HÌNH]",
    "[ẢNH NHẠY CẢM]",
    "[YÊU CẦU ẢNH]",
    "[LỜI TỤC TĨU]",
    "[SỐ ĐIỆN THOẠI]",
    "[ĐỊA CHỈ]",
}
UNSEEN = CHECKLIST.with_name("checklist_unseen")
SIZES = {CHECKLIST: (400, 60), UNSEEN: (230, 60)}  # at least: cases, texts without marks

_WORD = re.compile(r"\w+")


@pytest.fixture(scope="module", params=SIZES, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """Each checklist in turn: the one that is worked through, and the one that is only run."""
    return Path(request.param)


@pytest.fixture(scope="module")
def cases(folder: Path) -> list[Case]:
    return read(folder)


@pytest.fixture(scope="module")
def words(folder: Path) -> Words:
    return read_words(folder / "changes")


def written(case: Case) -> tuple[Submission, ...]:
    """What somebody wrote, without what the changes make of it."""
    return case.asks()[:1] if isinstance(case, Invariance) else case.asks()


def texts(cases: list[Case]) -> list[tuple[str, str]]:
    return [(case.place, m.text) for case in cases for submission in written(case) for m in submission.messages]


def telling(cases: list[Case]) -> list[tuple[str, str]]:
    """Every text, but for the "dạ" and "ok" of which conversations are made."""
    short = {m.text for case in cases for s in written(case) if len(s.messages) > 1 for m in s.messages}
    short = {text for text in short if len(text.split()) < 3}
    return [(place, text) for place, text in texts(cases) if text not in short]


def near(text: str) -> Iterator[tuple[str, ...]]:
    """Keys that two texts share if they are equal but for marks, case, signs and one word swapped or added."""
    words = tuple(_WORD.findall(without_marks(text.lower())))
    yield words
    if len(words) > 3:
        for at in range(len(words)):
            yield words[:at] + words[at + 1 :]


def test_there_are_many_cases_over_30_behaviours_and_more_than_half_are_harmless(
    cases: list[Case], folder: Path
) -> None:
    assert len(cases) >= SIZES[folder][0]
    assert len({(case.kind, case.table) for case in cases}) >= 30
    assert sum(case.kind is Kind.HARMLESS for case in cases) > len(cases) / 2


def test_the_card_counts_what_is_there(cases: list[Case], folder: Path) -> None:
    said = {
        kind: (int(behaviours), int(number))
        for kind, behaviours, number in re.findall(
            r"^\| `(\w+)` \| (\d+) \| (\d+) \|", (folder / "card.md").read_text("utf-8"), re.MULTILINE
        )
    }
    number = Counter(case.kind for case in cases)
    behaviours = Counter(kind for kind, _ in {(case.kind, case.table) for case in cases})
    behaviours[Kind.INVARIANCE] = len({name for case in cases if isinstance(case, Invariance) for name in case.changed})
    assert said == {kind.value: (behaviours[kind], number[kind]) for kind in Kind}


def test_no_behaviour_hangs_on_a_few_cases(cases: list[Case]) -> None:
    few = {name for name, n in Counter((case.kind, case.table) for case in cases).items() if n < 4}
    assert not few


def test_no_text_of_the_seed_is_tested_not_even_with_one_word_changed(cases: list[Case], words: Words) -> None:
    messages, faults = seed_rules.read(manifest.load("seed").folder)
    assert messages
    assert faults == []
    learnt = {key for message in messages for key in near(message.text)}
    tested = [*telling(cases), *(("chatter", text) for text in words.chatter)]
    assert [place for place, text in tested if learnt.intersection(near(text))] == []


def test_no_case_is_another_with_one_word_changed(cases: list[Case]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    copies = []
    for place, text in telling([case for case in cases if not isinstance(case, Direction)]):
        keys = list(near(text))
        copies += [(place, seen[key]) for key in keys if seen.get(key, place) != place]
        seen.update(dict.fromkeys(keys, place))
    assert copies == []


def test_the_unseen_checklist_repeats_nothing_of_the_first() -> None:
    known = {key for _, text in telling(read()) for key in near(text)}
    known |= {key for text in read_words(CHECKLIST / "changes").chatter for key in near(text)}
    tested = telling(read(UNSEEN)) + [("chatter", text) for text in read_words(UNSEEN / "changes").chatter]
    assert [place for place, text in tested if known.intersection(near(text))] == []


def test_the_unseen_checklist_asks_for_every_signal() -> None:
    number = Counter(signal for case in read(UNSEEN) if isinstance(case, Minimum) for signal in case.signals)
    assert [signal for signal in Signal if number[signal] < 3] == []


def test_only_agreed_placeholders_and_no_telephone_number(cases: list[Case]) -> None:
    odd = [
        place
        for place, text in texts(cases)
        if set(re.findall(r"\[[^\]]*\]?", text)) - PLACEHOLDERS or mask_phones(text) != text
    ]
    assert odd == []


def test_grooming_stays_in_fragments_at_most_two_of_one_person(cases: list[Case]) -> None:
    long = [
        case.place
        for case in cases
        if isinstance(case, (Direction, Invariance)) or (isinstance(case, Minimum) and "grooming" in case.categories)
        for submission in written(case)
        if sum(m.speaker is Speaker.OTHER for m in submission.messages) > (3 if case.kind is Kind.INVARIANCE else 2)
    ]
    assert long == []


def test_many_write_without_marks(cases: list[Case], folder: Path) -> None:
    bare = [text for _, text in texts(cases) if re.sub(r"\[.*?\]", "", text).isascii()]
    assert len(bare) >= SIZES[folder][1]


def test_every_tier_is_asked_for_and_every_harm_is_named(cases: list[Case]) -> None:
    asked = [case for case in cases if isinstance(case, Minimum)]
    assert {case.at_least for case in asked} == set(Tier)
    assert all(case.categories for case in asked)


# The changes


def test_every_change_is_used_and_is_the_same_each_time(cases: list[Case], words: Words) -> None:
    bases = [case for case in cases if isinstance(case, Invariance)]
    for name, change in changes(words).items():
        first = [change(case.submission) for case in bases]
        assert first == [change(case.submission) for case in bases]
        assert sum(made is not None for made in first) >= 5, name


def test_changes_keep_placeholders_speakers_and_what_the_reporter_says(cases: list[Case], words: Words) -> None:
    for case in (case for case in cases if isinstance(case, Invariance)):
        whole = " ".join(m.text for m in case.submission.messages)
        speakers = [m.speaker for m in case.submission.messages if m.speaker is Speaker.OTHER]
        for name, change in changes(words).items():
            made = change(case.submission)
            if made is not None and name != "sent_in_two":
                assert re.findall(r"\[.*?\]", " ".join(m.text for m in made.messages)) == re.findall(r"\[.*?\]", whole)
                assert [m.speaker for m in made.messages if m.speaker is Speaker.OTHER] == speakers


CHANGED = [
    ("marks_stripped", "Đừng kể mẹ, gửi [ẢNH] đi", ["Dung ke me, gui [ẢNH] di"]),
    ("teencode", "Em không biết, Anh gửi [ẢNH] rồi", ["e ko bik, a gửi [ẢNH] r"]),
    ("teencode_without_marks", "mình không thích", ["mk ko thik"]),
    ("upper_case", "trả [ẢNH] đây", ["TRẢ [ẢNH] ĐÂY"]),
    ("signs_dropped", "đi, nhanh lên!", ["đi nhanh lên"]),
    ("letters_repeated", "đi thôi", ["đi thôiiii"]),
    ("emoji_added", "đi thôi", ["đi thôi 🌸✨"]),
    ("names_swapped", "Lan ơi, mai gặp Hùng", ["Minh ơi, mai gặp Ngọc"]),
    ("schools_swapped", "lớp 8A trường Nguyễn Du", ["lớp 7C trường Lê Lợi"]),
    ("sent_in_two", "mày ra đây, không thì biết tay tao", ["mày ra đây", "không thì biết tay tao"]),
]


@pytest.mark.parametrize(("name", "text", "expected"), CHANGED, ids=[name for name, _, _ in CHANGED])
def test_a_change_is_what_its_name_says(name: str, text: str, expected: list[str]) -> None:
    made = changes(read_words(CHECKLIST / "changes"))[name](Submission((Message(text),), happening_now=True))
    assert made is not None
    assert [m.text for m in made.messages] == expected
    assert made.happening_now


def test_chatter_comes_from_the_child_in_a_conversation_so_that_it_says_nothing_of_the_other(words: Words) -> None:
    first, second, *_ = words.chatter
    talk = Submission((Message("đi không", Speaker.OTHER), Message("dạ có", Speaker.CHILD)))
    made = changes(words)["chatter_in_another_order"](talk)
    assert made is not None
    assert made.messages == (Message(second, Speaker.CHILD), *talk.messages, Message(first, Speaker.CHILD))


def test_a_long_chat_is_long(words: Words) -> None:
    made = changes(words)["in_a_long_chat"](Submission((Message("xin chào"),)))
    assert made is not None
    assert len(made.messages) == len(set(made.messages)) > 20


def test_what_a_change_would_leave_as_it_is_is_no_check(words: Words) -> None:
    plain = Submission((Message("xin chào"),))
    assert changes(words)["names_swapped"](plain) is None
    assert changes(words)["sent_in_two"](plain) is None
    assert changes(words)["lower_case"](plain) is None


# What a table may not be

FAULTS = [
    ("harmless/A B.csv", "messages\nxin chào\n", "name of a table"),
    ("harmless/one.csv", "text\nxin chào\n", "heading must be messages"),
    ("harmless/one.csv", "", "heading must be messages"),
    ("harmless/one.csv", "messages,note\nxin chào\n", "1 cells instead of 2"),
    ("harmless/one.csv", "messages\n \n", ":2: messages may not be empty"),
    ("harmless/one.csv", 'messages\n"xin\nchào"\n', "every line begins with"),
    ("harmless/one.csv", 'messages\n"other: xin\nchào"\n', "every line begins with"),
    ("harmless/one.csv", "messages\nhoa\u0300\n", "not NFC"),
    ("minimum/one.csv", "at_least,categories,signals,messages\nP4,,,xin chào\n", "'P4' is not one of P0"),
    ("minimum/one.csv", "at_least,categories,signals,messages\nP1,love,,xin chào\n", "'love' is not one of"),
    ("minimum/one.csv", "at_least,categories,signals,messages\nP1,,rude,xin chào\n", "'rude' is not one of"),
    ("direction/one.csv", "expected,messages,then\nup,a b,c d\n", "'up' is not one of higher"),
    ("invariance/one.csv", "base,except,messages\nharmful,shouted,a b\n", "except names no change: shouted"),
    ("invariance/one.csv", "base,except,messages\nodd,,a b\n", "'odd' is not one of harmful"),
]


@pytest.mark.parametrize(("name", "content", "said"), FAULTS)
def test_a_faulty_table_is_named_with_its_row_and_without_its_text(
    name: str, content: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "changes").symlink_to(CHECKLIST / "changes")
    table = tmp_path / name
    table.parent.mkdir()
    table.write_text(content, "utf-8")
    with pytest.raises(ChecklistError, match=re.escape(said)) as raised:
        read(tmp_path)
    assert "chào" not in str(raised.value)


def test_a_conversation_keeps_its_speakers(tmp_path: Path) -> None:
    (tmp_path / "changes").symlink_to(CHECKLIST / "changes")
    (tmp_path / "harmless").mkdir()
    (tmp_path / "harmless" / "one.csv").write_text('messages,note\n"other: đi không\nchild: dạ có",x\n', "utf-8")
    (case,) = read(tmp_path)
    (submission,) = case.asks()
    assert [m.speaker for m in submission.messages] == [Speaker.OTHER, Speaker.CHILD]
    assert [m.text for m in submission.messages] == ["đi không", "dạ có"]
