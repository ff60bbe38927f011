"""What is fuzzed: a name, the inputs that are tried, and what must hold of each."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from hypothesis.strategies import SearchStrategy


@dataclass(frozen=True, slots=True)
class Form:
    """How an input is written as bytes, so that a fuzzer which watches branches can change it bit by bit."""

    read: Callable[[bytes], Any]
    write: Callable[[Any], bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """One entrance. ``check`` raises whatever must not happen; what may happen it catches itself."""

    name: str
    inputs: SearchStrategy[Any]
    begin: Callable[[], AbstractContextManager[Callable[[Any], None]]]  # loads what it takes and gives the check
    share: int  # of the long run's inputs, in ten-thousandths or so: by what one costs
    small: int = 300  # inputs in the tests
    form: Form | None = None  # None: coverage does not guide, for most of the time goes into C or into one long input
    watched: tuple[str, ...] = ()  # packages whose branches guide


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


BYTES = Form(bytes, bytes)
TEXT = Form(_text, lambda text: text.encode("utf-8", "surrogatepass"))


def plain(check: Callable[[Any], None]) -> Callable[[], AbstractContextManager[Callable[[Any], None]]]:
    """Begin a check that needs nothing."""
    return lambda: nullcontext(check)


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder until the end of the block; in memory where there is such a place, for it is written all the time."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=memory if memory.is_dir() else None) as made:
        yield Path(made)
