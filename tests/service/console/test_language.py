"""The console speaks Vietnamese until somebody asks for English."""

import subprocess
import sys
from pathlib import Path

from tests.service.desk import Desk

ROOT = Path(__file__).parents[3]


def test_everything_that_the_pages_say_is_there_in_english() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, ROOT / "scripts" / "catalogue", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_page_is_vietnamese_until_english_is_chosen_and_back(small_desk: Desk) -> None:
    client = small_desk.client
    assert '<html lang="vi">' in client.get("/dang-nhap").text
    chosen = client.post("/ngon-ngu", data={"language": "en"}, headers={"Referer": "http://x/dang-nhap"})
    assert '<html lang="en">' in chosen.text
    assert client.post("/ngon-ngu", data={"language": "fr"}).status_code == 422
    client.post("/ngon-ngu", data={"language": "vi"})
    assert '<html lang="vi">' in client.get("/dang-nhap").text


def test_the_way_back_never_leads_to_another_site(small_desk: Desk) -> None:
    for referer in ("//bad.example/x", "http://bad.example//bad.example", "javascript:alert(1)", ""):
        answer = small_desk.client.post(
            "/ngon-ngu", data={"language": "vi"}, headers={"Referer": referer}, follow_redirects=False
        )
        assert answer.headers["location"].startswith("/")
        assert not answer.headers["location"].startswith("//")
