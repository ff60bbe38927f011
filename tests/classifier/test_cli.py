from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_PROGRAM = """
import typer, classifier.cli
app = typer.Typer()
app.callback()(lambda: None)
classifier.cli.add_commands(app)
app()
"""


def run(var: Path, *arguments: str, text: bytes = b"", command: str = "score") -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, without the commands of the other packages."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _PROGRAM, command, *arguments],
        input=text,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "LACHAN_VAR": str(var)},
        timeout=120,
        check=False,
    )


LINES = (
    '{"id": "a", "messages": [{"speaker": "other", "text": "đừng nói với mẹ nhé, anh nạp thẻ cho em"}]}\n'
    '{"id": "b", "messages": []}\n'
    '{"id": "c", "messages": [{"text": "mai học tiết mấy vậy các bạn ơi"}]}\n'
).encode()


def test_scores_standard_input_and_answers_a_bad_line_in_its_place(tiny_var: Path) -> None:
    done = run(tiny_var, text=LINES)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert answers[0]["tier"] in {"P0", "P1"}
    assert answers[1]["line"] == 2
    assert answers[1]["error"]["field"] == "messages"
    assert answers[2]["tier"] == "P3"
    assert done.returncode == 1
    assert done.stderr == b""  # no bar where nobody watches


def test_scores_a_file_into_a_file(tiny_var: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(LINES.splitlines(keepends=True)[0])
    done = run(tiny_var, str(source), "--out", str(out), "--model", str(tiny_var / "models" / "tiny"))
    assert done.returncode == 0, done.stderr
    assert json.loads(out.read_bytes())["id"] == "a"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, text=LINES)
    assert done.returncode == 2
    assert b"lachan train" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_model_that_was_changed_is_refused(make_var: Callable[[], Path]) -> None:
    var = make_var()
    with (var / "models" / "tiny" / "model.joblib").open("ab") as model:
        model.write(b"!")
    done = run(var, text=LINES)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_a_missing_file_is_named(tiny_var: Path, tmp_path: Path) -> None:
    done = run(tiny_var, str(tmp_path / "absent.jsonl"))
    assert done.returncode == 2
    assert b"absent.jsonl" in done.stderr


def test_a_reader_who_has_seen_enough_ends_it_quietly(tiny_var: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(LINES.splitlines(keepends=True)[0] * 20_000)
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _PROGRAM, "score", str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "LACHAN_VAR": str(tiny_var)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(60)
    assert process.returncode == 1


def test_watching_answers_before_the_next_message_comes(tiny_var: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _PROGRAM, "watch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "LACHAN_VAR": str(tiny_var)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text, tier in (("đừng nói với mẹ nhé, anh nạp thẻ cho em", "P1"), ("tối nay lẻn ra gặp anh nhé", "P0")):
            process.stdin.write(json.dumps({"speaker": "other", "text": text}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["tier"] == tier
        process.stdin.close()
        assert process.wait(60) == 0


def test_watching_says_what_is_missing(tiny_var: Path, tmp_path: Path) -> None:
    done = run(tiny_var, str(tmp_path / "absent.jsonl"), command="watch")
    assert done.returncode == 2
    assert b"lachan watch" in done.stderr
