"""The tokenizer, cut to the pieces that the learning texts use: nine tenths of the encoder's weights are its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Replace
from tokenizers.normalizers import Sequence as Steps
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from classifier.normalize.syllables import is_syllable

MOST_PIECES = 48  # a text is cut there: longer ones are one in twenty, and cost the most
_START, _PAD, _END, _UNKNOWN = range(4)  # numbers of the first pieces, as XLM-RoBERTa has them
_SPECIAL = 4
_SPACE = "▁"  # begins a piece that begins a word
_SELDOM = 3  # a piece that is used less often keeps its first, untaught place: it goes


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """Build XLM-RoBERTa's tokenizer (Unigram: Kudo 2018) over ``pieces``; the first four are the special ones."""
    built = Tokenizer(Unigram(list(pieces), unk_id=_UNKNOWN, byte_fallback=False))
    built.normalizer = Steps([NFKC(), Replace(Regex(r"\s+"), " ")])
    built.pre_tokenizer = Metaspace(replacement=_SPACE, prepend_scheme="always")
    start, end = pieces[_START][0], pieces[_END][0]
    built.post_processor = TemplateProcessing(single=f"{start} $A {end}", special_tokens=[(start, _START), (end, _END)])
    built.enable_truncation(MOST_PIECES)
    return built


def used(pieces: Sequence[tuple[str, float]], texts: Sequence[str], *, syllables: bool = False) -> list[int]:
    """Give the numbers of the pieces that ``texts`` use three times or more, ascending, the special ones first.

    With ``syllables`` every whole Vietnamese syllable stays as well: few texts use few of them, and what the pretrained
    network knows of the others is what an unseen message needs.
    """
    whole = tokenizer(pieces)
    counts = Counter(number for coded in whole.encode_batch(list(texts)) for number in coded.ids)
    kept = {number for number, times in counts.items() if times >= _SELDOM}
    if syllables:
        kept |= {number for number, (piece, _) in enumerate(pieces) if piece[:1] == _SPACE and is_syllable(piece[1:])}
    return [*range(_SPECIAL), *sorted(number for number in kept if number >= _SPECIAL)]
