"""What operators and machines hand over: lists, calendars, addresses, manifests, tables, sealed files, answers of workers."""

from __future__ import annotations

import contextlib
import csv
import io
import ipaddress
import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from classifier import bundle
from classifier.errors import BundleError
from classifier.screenshot import hash_lists, wire
from classifier.screenshot.hash_import import HashImportError, bring_in
from classifier.screenshot.looked import PictureUnreadError
from classifier.screenshot.refusal import PictureRefusedError
from service.deliveries import addresses
from service.errors import InvalidError
from service.queue import calendar_file
from service.queue.calendar import SchoolCalendar
from service.sealing.keys import DataKey, OperatorKey, SealError
from service.words import Channel
from tests.fuzz.odd_text import ODD
from tests.fuzz.target import BYTES, TEXT, Target, folder, plain
from training import corpus, manifest
from training.errors import TrainingError
from training.spreadsheet import SpreadsheetError, read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def mixed(*pieces: str | bytes, most: int = 12) -> st.SearchStrategy[Any]:
    """Join pieces of a form's own words with odd text, in any order."""
    given: st.SearchStrategy[Any] = st.sampled_from(pieces)
    if isinstance(pieces[0], bytes):
        return st.lists(given | st.binary(max_size=12), max_size=most).map(b"".join)
    return st.lists(given | ODD, max_size=most).map("".join)


HASHES = mixed(
    "pdq ",
    "sha256 ",
    "md5,sha1\n",
    "hash,type\n",
    "d41d8cd98f00b204e9800998ecf8427e",
    "00" * 32,
    "\n",
    ":",
    ",",
    ";",
    '"',
    "#",
    "\r",
    "-",
)


@contextmanager
def listing() -> Iterator[Callable[[str], None]]:
    with folder() as place:
        path, lists = place / "list.txt", place / "lists"

        def brought_in(written: str) -> None:
            path.write_bytes(written.encode("utf-8", "surrogatepass"))
            with contextlib.suppress(ValueError):
                hash_lists.read_list(path)
            try:
                bring_in(path, lists)
            except HashImportError as error:
                assert str(error)
            else:
                assert len(hash_lists.load(lists))
            shutil.rmtree(lists, ignore_errors=True)

        yield brought_in


CALENDARS = mixed(
    "weekdays = ", '["T2", "T3"]', "[", "]", "\n", "[hours]\n", 'opens = "07:00"\n', 'closes = "11:30"\n', "opens = 07:00:00\n",
    "[[breaks]]\n", 'name = "Tết"\n', "first = 2027-02-06\n", "last = 2027-02-20\n", "last = 9999-12-31\n", "first = 0001-01-01\n",
    "make_up_days = [2027-02-27]\n", "= ", '"', "'''", "{", "}", ".", "1e400", "inf", "0x", "[" * 800, "a." * 300,
)  # fmt: skip


@contextmanager
def calendar() -> Iterator[Callable[[str], None]]:
    with folder() as place:
        path, when = place / "calendar.toml", datetime(2027, 2, 5, 9, tzinfo=UTC)

        def read(written: str) -> None:
            path.write_bytes(written.encode("utf-8", "surrogatepass"))
            try:
                found = calendar_file.read(path)
            except InvalidError as error:
                assert error.errors
                return
            assert replace(SchoolCalendar(), **found).after_school_days(when, 3) > when

        yield read


ADDRESSES = mixed(
    "https://", "http://", "HTTPS://", "//", "127.0.0.1", "localhost", "[::1]", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]", "10.0.0.1",
    "0x7f.1", "2130706433", "017700000001", "169.254.169.254", "a.vn", "xn--", "%31", "%00", ":", ":0", ":65536", ":443", "@", "/", "\\",
    "?", "#", ".", "[", "]", "a@b.vn", "<", ">", '"', "\r\n", "１２７.0.0.1", "。", "8.8.8.8", "x" * 64, ".internal", "fe80::1%eth0",
    most=8,
)  # fmt: skip
_NUMERIC = frozenset("0123456789abcdefxABCDEFX.:")


def addressed(address: str) -> None:
    """No address of the inside is let through, however it is written."""
    assert addresses.check_name(address) is None or len(addresses.check_name(address).en)  # type: ignore[union-attr]
    for channel in Channel:
        for private in (True, False):
            wrong = addresses.check(channel, address, private=private)
            if wrong is not None or channel is not Channel.WEBHOOK:
                continue
            host = urlsplit(address).hostname or ""
            assert host
            if not private and set(host) <= _NUMERIC and any(char.isdigit() for char in host):
                _reaches_the_open_alone(host)


def _reaches_the_open_alone(host: str) -> None:
    """Numbers are looked up without asking anybody, in every form that the system's own functions read."""
    with contextlib.suppress(OSError, addresses.AddressError):
        for found in addresses.resolved(host, 443, private=False):
            assert addresses.public(ipaddress.ip_address(found.partition("%")[0]))


MANIFESTS = st.one_of(
    st.binary(max_size=80),
    st.recursive(
        st.none() | st.integers(-1, 3) | ODD,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    (
                        "format",
                        "version",
                        "created",
                        "facts",
                        "libraries",
                        "sha256",
                        "model.joblib",
                        "../x",
                        "scikit-learn",
                    )
                ),
                inner,
                max_size=7,
            )
        ),
        max_leaves=10,
    ).map(lambda value: json.dumps(value).encode()),
)


@contextmanager
def verifying() -> Iterator[Callable[[bytes], None]]:
    with folder() as place:
        key = Ed25519PrivateKey.generate()
        (place / bundle.MODEL).write_bytes(b"no model")

        def verify(written: bytes) -> None:
            """Whatever a manifest says, signed or not, the answer is one of the bundle's own errors, or a manifest."""
            (place / bundle.MANIFEST).write_bytes(written)
            for signature, is_signed in ((key.sign(written), True), (written[:64], False)):
                (place / bundle.SIGNATURE).write_bytes(signature)
                try:
                    found = bundle.verify(place, key.public_key())
                except BundleError:
                    continue
                assert is_signed
                assert isinstance(found.version, str)
                assert all("/" not in name for name in found.sha256)
                bundle.readable_here(found)

        yield verify


CORPORA = mixed(
    'name = "x"\n', 'title = "t"\n', 'home = "h"\n', 'commit = "c"\n', 'citation = "c"\n', "[licence]\n", 'id = "MIT"\n', 'text = "t"\n',
    "redistributable_model = true\n", "[[files]]\n", 'path = "a.csv"\n', 'path = "../a"\n', "[text]\n", 'column = "text"\n', "[labels]\n",
    'columns = ["label"]\n', 'reading = "value"\n', "[labels.values]\n", '"1" = { bullying = true }\n', "shipped = true\n", "a = 1\n", "= [",
    "[[labels]]\n", "[" * 800, most=20,
)  # fmt: skip


@contextmanager
def manifests() -> Iterator[Callable[[str], None]]:
    with folder() as place:
        path = place / "x" / "manifest.toml"
        path.parent.mkdir()

        def read(written: str) -> None:
            path.write_bytes(written.encode("utf-8", "surrogatepass"))
            with contextlib.suppress(TrainingError):
                manifest.load("x", place)

        yield read


_MANIFEST = """
name = "x"\ntitle = "t"\nhome = "h"\ncommit = "c"\ncitation = "c"
[licence]\nid = "MIT"\ntext = "t"\nredistributable_model = true
[[files]]\npath = "a.csv"\non_request = "x"\nsha256 = "00"
[text]\ncolumn = "text"
[labels]\ncolumns = ["label"]\nreading = "value"
[labels.values]\n0 = { bullying = false }\n1 = { bullying = true }
"""
TABLES = st.one_of(
    st.binary(max_size=120),
    st.tuples(
        st.sampled_from(("text,label\n", "text;label\r\n", "")), st.lists(st.lists(ODD, max_size=4), max_size=5)
    ).map(lambda of: (of[0] + _table(of[1])).encode("utf-8", "surrogatepass")),
    mixed(b"text,label\n", b'"', b",", b"\n", b"\r", b"\x00", b"1", b"\xff", b"x" * 300),
)


def _table(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    with contextlib.suppress(csv.Error):
        csv.writer(written).writerows(rows)
    return written.getvalue()


@contextmanager
def tables() -> Iterator[Callable[[bytes], None]]:
    with folder() as place:
        (place / "x").mkdir()
        (place / "x" / "manifest.toml").write_text(_MANIFEST, "utf-8")
        of, path = manifest.load("x", place), place / "x" / "a.csv"

        def read(written: bytes) -> None:
            path.write_bytes(written)
            found = corpus.read(of, place)
            assert len(found.texts) == len(found.labels) == len(found.groups)
            assert all(str(fault) for fault in found.faults)
            with contextlib.suppress(SpreadsheetError):
                list(read_sheet(written))

        yield read


@contextmanager
def opening() -> Iterator[Callable[[bytes], None]]:
    key, operator = DataKey.fresh(), OperatorKey(bytes(32))
    whole = key.seal(b"noi dung", "r/a")
    wrapped = operator.wrap(key, "r")

    def open_(noise: bytes) -> None:
        """What was changed anywhere does not open, and says so in one way."""
        at = noise[0] % len(whole) if noise else 0
        for good, read in (
            (whole, lambda sealed: key.open(sealed, "r/a")),
            (wrapped, lambda sealed: operator.unwrap(sealed, "r")),
        ):
            for changed in (noise, good[:at] + noise[1:4] + good[at + len(noise[1:4]) :]):
                try:
                    read(changed)
                except SealError:
                    assert changed != good
                else:
                    assert changed == good

    yield open_


HEADS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD | st.sampled_from(("png", "left", "broken", "known_hash", "00")),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(("kind", "sha256", "sealed", "pages", "refusal", "unread", "messages", "text", "side", "box", "left", "top", "right",
                         "bottom", "confidence", "sender", "width", "height", "readable")), inner, max_size=8),
    max_leaves=16,
)  # fmt: skip
MESSAGE = st.fixed_dictionaries(
    {"text": ODD, "side": st.sampled_from(("left", "right", "x")), "confidence": st.floats() | st.none(), "sender": st.none() | ODD,
     "box": st.fixed_dictionaries(dict.fromkeys(("left", "top", "right", "bottom"), st.integers() | st.floats()))}
)  # fmt: skip
ANSWERS = (
    HEADS
    | st.fixed_dictionaries(
        {"kind": st.just("png"), "sha256": st.just("00" * 32), "sealed": st.none() | st.tuples(st.just("known_hash"), st.floats() | st.none()),
         "pages": st.lists(st.fixed_dictionaries({"width": st.integers() | st.floats(), "height": st.integers(), "readable": st.booleans(),
                                                  "messages": st.lists(MESSAGE, max_size=2)}), max_size=2)})
).map(lambda head: json.dumps(head).encode())  # fmt: skip


def answered(head: bytes) -> None:
    """A worker that a hostile picture has taken over answers what it likes: it is unread, refused, or plain values."""
    for parts in ([head, b"a copy"], [head], [head, *[b""] * 3], []):
        try:
            looked = wire.taken_up(parts)
        except (PictureUnreadError, PictureRefusedError):
            continue
        for page in looked.pages:
            for message in page.messages:
                assert 0 <= message.confidence <= 1
                assert (message.sender or "").encode() is not None  # none of it that could not be stored
                assert message.text.encode() or not message.text


def received(sent: bytes) -> None:
    with contextlib.suppress(EOFError):
        wire.receive(io.BytesIO(sent))


LENGTHS = st.lists(st.integers(0, 9).map(lambda n: n.to_bytes(8, "big")) | st.binary(max_size=12), max_size=6).map(
    b"".join
)

TARGETS = (
    Target("hash list", HASHES, listing, 250, 150, TEXT, ("classifier.screenshot.hash_import", "csv")),
    Target("calendar", CALENDARS, calendar, 250, 150, TEXT, ("service.queue.calendar_file", "tomllib")),
    Target(
        "recipient's address",
        ADDRESSES,
        plain(addressed),
        700,
        300,
        TEXT,
        ("service.deliveries.addresses", "urllib.parse"),
    ),
    Target("bundle's manifest", MANIFESTS, verifying, 200, 150, BYTES, ("classifier.bundle",)),
    Target("corpus' manifest", CORPORA, manifests, 200, 150, TEXT, ("training.manifest",)),
    Target("corpus' table", TABLES, tables, 200, 150, BYTES, ("training.corpus", "training.spreadsheet", "zipfile")),
    Target("sealed content", st.binary(max_size=60), opening, 500, 300, BYTES, ("service.sealing.keys",)),
    Target("worker's answer", ANSWERS, plain(answered), 450, 200, BYTES, ("classifier.screenshot.wire",)),
    Target("worker's pipe", LENGTHS, plain(received), 700, 300, BYTES, ("classifier.screenshot.wire",)),
)
