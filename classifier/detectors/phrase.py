"""A small language for phrases, and the regular expressions it becomes.

A phrase is words in order: ``"đừng ~2 (nói|kể|@tell) ~3 @parents"``.

=============  =======================================================================================
``word``       that word
``(a b|c)``    one of several; each may be several words; ``@group`` is allowed inside
``@group``     one of the words of :data:`classifier.detectors.vocabulary.GROUPS`
``~3``         up to three words may stand in between, no comma among them
``~~3``        the same, over commas too
``x?``         may be missing (never first)
``#``          a number
``[ảnh]``      a placeholder that reporters' texts carry in place of content
``^`` ``$``    the message begins, ends here
=============  =======================================================================================

Words never cross a full stop, and a comma only where ``~~`` allows it, so that two thoughts are not read as one. Every repetition is bounded and possessive:
the time to search grows with the length of the text, never faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.detectors.vocabulary import AMBIGUOUS_BARE, GROUPS
from classifier.normalize import without_marks

_PART = re.compile(r"\([^)]*\)\??|\[[^\]]*\]\??|~~?\d+|\S+")
_WORD = re.compile(r"\w+")
_APART = r"[^\w.,;:!?\n\[]{1,4}+"
_APART_OVER_COMMAS = r"[^\w.!?\n\[]{1,4}+"
_ANY = r"\[?+\w++"  # one word to pass over, also the first of a placeholder

# Syllables so frequent that looking for them would wake a phrase on every message.
_FREQUENT = frozenset(
    """
    con cho cô mà em đi rồi tui ai mình có thì t nhà là tớ mẹ ba nay lớp nha không học bài cả được ra làm hai ơi cái
    ăn với qua một đừng ở về nói của để hết lại coi nào nhé cháu bố thầy r này nghe mới thi xong chưa mi tau bà mua
    gửi lên xin má còn bạn thôi trong cậu hỏi chi giờ sinh lắm quá như đó hay mấy mai tới hông hôm nó anh chơi ni
    bảo nhóm xe bị chạy người sau vô nhớ phải ngồi đứa sao nữa vào chị viết từ biết đang đấy gì k thấy chỉ nhắn a e m
    chú bác ông mày tao tụi bọn hắn nếu thích nào ảnh hình clip video tiền quà
    """.split(),
)
_FREQUENT_BARE = frozenset(without_marks(word) for word in _FREQUENT)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase: where to look, and the words without which looking is useless."""

    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]  # of each set, the message holds at least one word
    key: frozenset[str]  # the rarest of those sets; empty: look in every message


def _alternatives(part: str) -> list[str]:
    body = part[1:-1] if part.startswith("(") else part
    found: list[str] = []
    for alternative in body.split("|"):
        if alternative.startswith("@"):
            found += GROUPS[alternative[1:]].split("|")
        else:
            found.append(alternative)
    return found


def _literal(words: str) -> str:
    if words.startswith("["):
        return r"\[\s{0,2}" + r"\s{1,2}".join(map(re.escape, words[1:-1].split())) + r"\s{0,2}\]"
    if words == "#":
        return r"(?<!\w)\d{1,6}+(?!\w)"
    return r"(?<!\w)" + _APART.join(map(re.escape, words.split())) + r"(?!\w)"


def _rarest(words: str, frequent: frozenset[str]) -> str:
    return max(_WORD.findall(words), key=lambda word: (word not in frequent, len(word)))


def _ambiguous(words: str) -> bool:
    """Whether two words or fewer would mean something else without their marks."""
    parts = words.split()
    return len(parts) <= 2 and not AMBIGUOUS_BARE.isdisjoint(parts)  # noqa: PLR2004 - longer ones are clear together


def compile_phrase(source: str, *, bare: bool = False) -> Phrase | None:
    """Compile a phrase; ``bare`` for the view without Vietnamese marks, where ambiguous words are left out.

    ``None`` if a bare phrase is left without one of its parts.

    Raises ``KeyError`` for an unknown group and ``ValueError`` for a phrase without any word to look for.
    """
    frequent = _FREQUENT_BARE if bare else _FREQUENT
    needs: list[frozenset[str]] = []
    pattern, gap, apart, first = "", 0, _APART, True
    for part in _PART.findall(source):
        if part.startswith("~"):
            apart = _APART_OVER_COMMAS if part.startswith("~~") else _APART
            gap = int(part.lstrip("~"))
            continue
        if part == "^":
            pattern += r"\A[^\w\[]*+"
            continue
        if part == "$":
            pattern += r"(?=[^\w\[]*+\Z)"
            continue
        optional = part.endswith("?") and len(part) > 1
        words = _alternatives(part[:-1] if optional else part)
        if bare:
            words = [without_marks(word) for word in words if not _ambiguous(word)]
            if not words and optional:
                continue
            if not words:
                return None
        words = sorted(set(words), key=lambda word: (-len(word), word))
        piece = "(?:" + "|".join(map(_literal, words)) + ")"
        between = "" if first else apart + (rf"(?:{_ANY}{apart}){{0,{gap}}}?" if gap else "")
        pattern += f"(?:{between}{piece})?" if optional else between + piece
        if not optional and "#" not in words:
            needs.append(frozenset(_rarest(word, frequent) for word in words))
        gap, apart, first = 0, _APART, False
    if not needs:
        raise ValueError(f"no word to look for in {source!r}")
    key = min(needs, key=lambda words: sum(20 if word in frequent else 1 for word in words))
    return Phrase(re.compile(pattern), tuple(needs), key)
