"""The command ``lachan``: joins the commands of classifier, training and service, nothing else."""

from __future__ import annotations

import typer

import classifier.cli
import classifier.screenshot.cli
import classifier.screenshot.hashes_cli
import service.cli
import training.cli

app = typer.Typer(
    name="lachan",
    help="Lá Chắn: đọc điều trẻ phản ánh, đưa ca gấp nhất lên trước. / The most urgent report first.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # a traceback must never print a report
)
classifier.cli.add_commands(app)
classifier.screenshot.cli.add_commands(app)
classifier.screenshot.hashes_cli.add_commands(app)
training.cli.add_commands(app)
service.cli.add_commands(app)


def main() -> None:
    """Run the command line."""
    app()
