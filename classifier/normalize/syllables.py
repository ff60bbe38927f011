"""What can be a Vietnamese syllable, and where its tone mark stands.

Source of the inventory: the quốc ngữ spelling rules as taught in primary school (onsets, rhymes, c/k, g/gh, ng/ngh).
The tone mark stands the way most people type it: ``hòa``, ``thúy``, ``khỏe``.
"""

from __future__ import annotations

import unicodedata

from classifier.normalize.marks import without_marks

_ONSETS = ("", *"b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())  # noqa: SIM905 - a table to read
_RHYMES = (  # noqa: SIM905 - a table to read; without marks
    "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et ech enh eu i ia ich iec iem ien ieng iep iet ieu "
    "im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong oong ooc op "
    "ot u ua uan uang uat uau uay uc ue uech uen uenh uet ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy "
    "uya uych uyen uyet uynh uyt uyu y yem yen yeng yet yeu"
).split()
_FRONT = frozenset("eiy")
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_SHAPED = frozenset("ăâêôơư")
_VOWELS = frozenset("aăâeêioôơuưy")


def _fits(onset: str, rhyme: str) -> bool:
    front = rhyme[0] in _FRONT
    if onset == "c":
        return not front
    if onset == "k":
        return front
    if onset in {"gh", "ngh"}:
        return front
    if onset == "ng":
        return not front
    return onset + rhyme[0] not in {"quu", "gii"}


_SYLLABLES = frozenset(onset + rhyme for onset in _ONSETS for rhyme in _RHYMES if _fits(onset, rhyme))
LONGEST = max(map(len, _SYLLABLES))


def is_syllable(word: str) -> bool:
    """Whether ``word`` (lower case, NFC, with or without marks) is spelt like one Vietnamese syllable."""
    return len(word) <= LONGEST and without_marks(word) in _SYLLABLES


def _with_marks_as_written(rhymes: str) -> frozenset[str]:
    pairs = ((onset, rhyme) for onset in (*_ONSETS, "đ") for rhyme in rhymes.split())
    return frozenset(onset + rhyme for onset, rhyme in pairs if _fits(onset, without_marks(rhyme)))


_WRITTEN = _with_marks_as_written(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oc oi om on ong op ot "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uô uôc uôi uôm uôn uông uôt uơ up ut uy uya "
    "uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
_STOPPED = ("c", "ch", "p", "t")  # after these a syllable has sắc or nặng
_STOPPED_TONES = frozenset("\u0301\u0323")


def is_written(word: str) -> bool:
    """Whether ``word`` (lower case, NFC) is a syllable with all its marks as the spelling rules want them.

    Stricter than :func:`is_syllable`: ``tieng`` lacks its ``ê``, ``cac`` its tone.
    """
    letters, tones = _apart(word)
    if len(tones) > 1 or len(word) > LONGEST or "".join(letters) not in _WRITTEN:
        return False
    return not word.endswith(_STOPPED) or (tones in _STOPPED_TONES and bool(tones))


def _apart(word: str) -> tuple[list[str], str]:
    """Letters without tone, and the tones."""
    tones = ""
    letters = []
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        tones += "".join(part for part in parts if part in _TONES)
        letters.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)))
    return letters, tones


def place_tone(word: str) -> str:
    """Put a syllable's tone mark where most people type it: ``hoà`` becomes ``hòa``, ``đựơc`` becomes ``được``.

    What is no syllable, or carries no tone or two of them, is given back as it is. The length never changes.
    """
    letters, tones = _apart(word)
    if len(tones) != 1 or not is_syllable(word):
        return word
    return with_tone("".join(letters), tones)


def with_tone(letters: str, tone: str) -> str:
    """Put ``tone`` (a combining mark) on the letter of a toneless syllable that bears it."""
    at = _tone_place(letters)
    if at is None:
        return letters
    return letters[:at] + unicodedata.normalize("NFC", letters[at] + tone) + letters[at + 1 :]


def _tone_place(letters: str) -> int | None:
    """Index of the vowel that bears the tone, in a syllable whose own tone was taken off."""
    start = 0
    while start < len(letters) and letters[start] not in _VOWELS:
        start += 1
    following = letters[start + 1 : start + 2]
    if letters.startswith(("qu", "gi")) and following and following in _VOWELS:
        start += 1  # "qu" and "gi" are consonants: quý, giá
    end = start
    while end < len(letters) and letters[end] in _VOWELS:
        end += 1
    if start == end:
        return None
    for at in range(end - 1, start - 1, -1):
        if letters[at] in _SHAPED:
            return at
    if end < len(letters):
        return end - 1  # a closed syllable: hoàn, huỳnh
    return start + 1 if end - start > 2 else start  # noqa: PLR2004 - three vowels: the middle one (ngoài, khuỷu)
