"""A corpus is placed whole and checked, or not at all; tried against a real HTTP server."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from training.errors import CorpusError, FetchError, LicenceError
from training.fetch import fetch
from training.manifest import File, Licence, Manifest, load

CONTENT = "text,label\nchào cậu,0\ngọi 0912345678,1\n".encode()
PREPARED = "text,label\nchào cậu,0\ngọi <PHONE>,1\n".encode()
DIGEST = hashlib.sha256(PREPARED).hexdigest()


class Home(BaseHTTPRequestHandler):
    """A corpus' home with every way a home can fail."""

    def do_GET(self) -> None:
        match self.path:
            case "/moved.csv":
                self.send_response(302)
                self.send_header("Location", "/good.csv")
                self.end_headers()
            case "/round.csv":
                self.send_response(302)
                self.send_header("Location", "/round.csv")
                self.end_headers()
            case "/cut.csv":
                self.send_response(200)
                self.send_header("Content-Length", str(len(CONTENT) + 10))
                self.end_headers()
                self.wfile.write(CONTENT)
            case "/good.csv":
                self.send_response(200)
                self.send_header("Content-Length", str(len(CONTENT)))
                self.end_headers()
                self.wfile.write(CONTENT)
            case "/huge.csv":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"x" * 2_000_000)
            case _:
                self.send_error(404)

    def log_message(self, *_: Any) -> None:
        """Say nothing on the test's screen."""


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Home)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def corpus(url: str, sha256: str = DIGEST, **more: Any) -> Manifest:
    return Manifest(
        name="toy",
        title="Toy",
        home=url,
        commit="0",
        citation="Someone 2025",
        licence=Licence("research-only", "for research purposes only", redistributable_model=False),
        files=(File("a.csv", url=url, keep=("text", "label"), sha256=sha256, **more),),
        folder=Path(),
    )


def nothing_is_left(to: Path) -> bool:
    return not [path for path in to.rglob("*") if path.is_file()]


def test_a_good_file_is_placed_with_telephone_numbers_masked(home: str, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int | None]] = []
    placed = fetch(corpus(f"{home}/good.csv"), tmp_path, accept_licence=True, progress=lambda *now: heard.append(now))
    assert placed == [tmp_path / "toy" / "a.csv"]
    assert placed[0].read_bytes() == PREPARED
    assert heard[-1] == ("a.csv", len(CONTENT), len(CONTENT))
    assert [path.name for path in (tmp_path / "toy").iterdir()] == ["a.csv"]


def test_a_home_that_moved_is_followed(home: str, tmp_path: Path) -> None:
    assert fetch(corpus(f"{home}/moved.csv"), tmp_path, accept_licence=True)[0].read_bytes() == PREPARED


def test_without_the_licence_nothing_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(LicenceError, match="research purposes only") as caught:
        fetch(corpus("http://127.0.0.1:1/never"), tmp_path, accept_licence=False)
    assert "--accept-licence" in str(caught.value)
    assert "không đem tặng" in str(caught.value)
    assert nothing_is_left(tmp_path)


def test_a_wrong_digest_keeps_nothing_and_says_both(home: str, tmp_path: Path) -> None:
    wrong = "0" * 64
    with pytest.raises(FetchError) as caught:
        fetch(corpus(f"{home}/good.csv", wrong, verified=True), tmp_path, accept_licence=True)
    for words in (caught.value.vi, caught.value.en):
        assert wrong in words
        assert DIGEST in words
        assert "--trust" not in words
    assert nothing_is_left(tmp_path)


def test_a_home_never_checked_may_be_trusted_by_digest(home: str, tmp_path: Path) -> None:
    unchecked = corpus(f"{home}/good.csv", "0" * 64, note="Never compared.")
    with pytest.raises(FetchError, match=f"--trust {DIGEST}") as caught:
        fetch(unchecked, tmp_path, accept_licence=True)
    assert "Never compared." in caught.value.en
    assert fetch(unchecked, tmp_path, accept_licence=True, trust=[DIGEST])[0].read_bytes() == PREPARED


@pytest.mark.parametrize("path", ["missing.csv", "cut.csv", "round.csv", "huge.csv"])
def test_a_home_that_fails_leaves_what_was_there(home: str, tmp_path: Path, path: str) -> None:
    old = tmp_path / "toy" / "a.csv"
    old.parent.mkdir()
    old.write_bytes(b"older")
    with pytest.raises(FetchError):
        fetch(corpus(f"{home}/{path}"), tmp_path, accept_licence=True, most_bytes=1_000_000)
    assert old.read_bytes() == b"older"
    assert [found.name for found in old.parent.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/a.csv", "ftp://example.org/a.csv", "http://[/a.csv"])
def test_a_home_out_of_reach_is_said(tmp_path: Path, url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(corpus(url), tmp_path, accept_licence=True)
    assert url in caught.value.en
    assert nothing_is_left(tmp_path)


def test_a_file_that_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    there = tmp_path / "toy" / "a.csv"
    there.parent.mkdir()
    there.write_bytes(PREPARED)
    assert fetch(corpus("http://127.0.0.1:1/never"), tmp_path, accept_licence=True) == [there]


def test_a_corpus_on_request_says_whom_to_ask(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="luannt@uit") as caught:
        fetch(load("victsd"), tmp_path, accept_licence=True)
    assert str(tmp_path / "victsd" / "train.csv") in caught.value.en


def test_the_seed_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nothing to fetch"):
        fetch(load("seed"), tmp_path, accept_licence=True)
