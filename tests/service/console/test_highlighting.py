from hypothesis import given
from hypothesis import strategies as st

from classifier.schema import Finding, Span
from classifier.taxonomy import Category, Signal
from service.console.highlighting import Piece, of_message, pieces, reasons, veiled


def finding(start: int, end: int, signal: Signal | None = Signal.MEETING, message: int = 0) -> Finding:
    return Finding(Category.GROOMING, 0.9, Span(message, start, end), "test", signal)


def test_marked_words_carry_their_reason_and_the_rest_stays_plain() -> None:
    assert pieces("tối nay gặp riêng nhé", [finding(8, 17)]) == [
        Piece("tối nay "),
        Piece("gặp riêng", ("hẹn gặp riêng",)),
        Piece(" nhé"),
    ]


def test_overlapping_findings_share_the_words_between_them() -> None:
    assert pieces("abcdef", [finding(0, 4), finding(2, 6, Signal.SECRECY)]) == [
        Piece("ab", ("hẹn gặp riêng",)),
        Piece("cd", ("hẹn gặp riêng", "dặn giữ bí mật")),
        Piece("ef", ("dặn giữ bí mật",)),
    ]


def test_the_same_reason_twice_is_said_once() -> None:
    assert pieces("abc", [finding(0, 3), finding(0, 3)]) == [Piece("abc", ("hẹn gặp riêng",))]


def test_a_finding_of_the_model_names_its_category() -> None:
    assert pieces("abc", [finding(0, 3, None)])[0].reasons == ("lời lẽ giống dụ dỗ",)


def test_offsets_beyond_the_text_are_left_out() -> None:
    assert pieces("abc", [finding(2, 99), finding(7, 9)]) == [Piece("ab"), Piece("c", ("hẹn gặp riêng",))]


def test_findings_of_other_messages_stay_with_them_and_come_in_reading_order() -> None:
    ours = [finding(5, 6), finding(0, 1, Signal.SECRECY)]
    assert of_message([*ours, finding(0, 1, message=1)], 0) == ours[::-1]
    assert reasons(of_message(ours, 0)) == ["dặn giữ bí mật", "hẹn gặp riêng"]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=6))
def test_no_character_is_ever_lost_or_added(text: str, spans: list[tuple[int, int]]) -> None:
    parts = pieces(text, [finding(start, end) for start, end in spans])
    assert "".join(part.text for part in parts) == text


@given(st.text(max_size=40))
def test_a_covered_message_holds_no_letter_of_it(text: str) -> None:
    covered = "".join(part.text for part in veiled(pieces(text, [finding(2, 9)])))
    assert len(covered) == len(text)
    assert set(covered) <= {"n", *(char for char in text if char.isspace())}
