"""``lachan read``: what a screenshot says, message by message."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

if TYPE_CHECKING:
    from classifier.screenshot.page import Page, ShownMessage


_UNREADABLE = "(không đọc được chữ trên ảnh này · the text on this picture could not be read)"


def add_commands(app: typer.Typer) -> None:
    """Add ``read`` to the command line."""
    app.command("read")(read)


def read(
    images: Annotated[list[Path], typer.Argument(help="Ảnh chụp màn hình, PDF · screenshots", show_default=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="mỗi ảnh một dòng JSON · one line of JSON an image")] = False,
    together: Annotated[
        bool, typer.Option(help="các ảnh nối tiếp một cuộc trò chuyện · the images go on with one chat")
    ] = False,
    overlay: Annotated[Path | None, typer.Option(help="vẽ khung tin nhắn ra ảnh này · draw the boxes")] = None,
) -> None:
    """Đọc ảnh chụp màn hình trò chuyện · read screenshots of chats, on this machine and without the image gate.

    A file that is no picture is named with the reason, and the rest goes on; the exit status is then 1. With
    ``--together`` what two images share is told once, as in a report: one line of JSON, with the page of each message.
    """
    from classifier.screenshot.decoding import pages_of  # noqa: PLC0415 - `lachan --help` is quick
    from classifier.screenshot.reader import Reader  # noqa: PLC0415 - as above
    from classifier.screenshot.refusal import PictureRefusedError  # noqa: PLC0415 - as above

    reader, failed, drawn = Reader(), False, 0
    chat: list[Page] = []
    for path in images:
        try:
            pages = []
            for pixels in pages_of(path.read_bytes()):
                pages.append(reader.read(pixels))
                if overlay is not None:
                    _draw(pixels, pages[-1], overlay if not drawn else overlay.with_stem(f"{overlay.stem}-{drawn + 1}"))
                    drawn += 1
        except PictureRefusedError as error:
            failed = True
            typer.echo(f"{path}: {error.refusal.vi}\n{path}: {error.refusal.en}", err=True)
            continue
        except OSError:
            failed = True
            typer.echo(f"{path}: không đọc được tệp.\n{path}: the file cannot be read.", err=True)
            continue
        if together:
            chat += pages
        elif as_json:
            sys.stdout.buffer.write(orjson.dumps({"file": str(path), "messages": _plain(pages)}) + b"\n")
        else:
            _tell(path, pages)
    if chat:
        _tell_chat(images, chat, as_json=as_json)
    if failed:
        raise typer.Exit(1)


def _plain(pages: list[Page]) -> list[dict[str, Any]]:
    return [
        {**_said(message), **({"page": number} if len(pages) > 1 else {})}
        for number, page in enumerate(pages)
        for message in page.messages
    ]


def _said(message: ShownMessage) -> dict[str, Any]:
    return {
        "side": message.side.value,
        "sender": message.sender,
        "text": message.text,
        "box": [message.box.left, message.box.top, message.box.right, message.box.bottom],
        "confidence": round(message.confidence, 3),
    }


def _tell_chat(images: list[Path], pages: list[Page], *, as_json: bool) -> None:
    from classifier.screenshot.stitching import stitch  # noqa: PLC0415 - `lachan --help` is quick

    joined = stitch(pages)
    if as_json:
        messages = [{**_said(one.message), "page": one.page} for one in joined]
        sys.stdout.buffer.write(orjson.dumps({"files": [str(path) for path in images], "messages": messages}) + b"\n")
        return
    for number, page in enumerate(pages):
        if not page.readable:
            typer.echo(f"  {number + 1}: {_UNREADABLE}")
    for one in joined:
        typer.echo(f"  {_who(one.message)}: {one.message.text}")


def _tell(path: Path, pages: list[Page]) -> None:
    typer.echo(f"— {path}")
    for page in pages:
        if not page.readable:
            typer.echo(f"  {_UNREADABLE}")
        for message in page.messages:
            typer.echo(f"  {_who(message)}: {message.text}")


def _who(message: ShownMessage) -> str:
    side = {"right": "phải · right", "left": "trái · left", "comment": "bình luận · comment"}[message.side.value]
    return f"{side}, {message.sender}" if message.sender else side


def _draw(pixels: Any, page: Page, to: Path) -> None:  # noqa: ANN401 - pixels, whose type would load numpy
    from PIL import Image, ImageDraw  # noqa: PLC0415 - as above

    picture = Image.fromarray(pixels)
    pen = ImageDraw.Draw(picture)
    colours = {"right": "#0a7d32", "left": "#b3261e", "comment": "#1a5fb4"}
    for message in page.messages:
        box = (message.box.left, message.box.top, message.box.right, message.box.bottom)
        pen.rectangle(box, outline=colours[message.side.value], width=3)
    picture.save(to)
