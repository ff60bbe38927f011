"""A real server in its own process that fails on purpose, with the words of a report in the message; for tests only.

While ``break-scoring`` is in the folder the model fails, while ``break-database`` is there nothing can be inserted into
the table of reports, while ``break-writing`` is there into none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from classifier.engine import Classifier
from service.app import create_app
from service.edge.server import server
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from classifier.schema import Assessment, Submission


class Failing(Classifier):
    """The real one, until ``break-scoring`` is there."""

    folder = Path()

    def assess_many(self, submissions: Sequence[Submission]) -> list[Assessment]:
        if (self.folder / "break-scoring").exists():
            raise ValueError(" ".join(message.text for one in submissions for message in one.messages))
        return super().assess_many(submissions)


def main(folder: Path, port: int) -> None:
    Failing.folder = folder
    app = create_app(Settings())
    context = app.state.context
    context.scorer.champion.look()
    context.scorer.champion._classifier = Failing(context.scorer.champion.classifier.model, "failing")

    @event.listens_for(context.database.engine, "before_cursor_execute")
    def fail(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        of_reports = statement.lstrip().startswith("INSERT INTO reports")
        if of_reports and (folder / "break-database").exists():
            raise RuntimeError(f"{statement} {parameters}")
        if statement.lstrip().startswith("INSERT") and (folder / "break-writing").exists():
            raise RuntimeError(f"{statement} {parameters}")

    server(app, "127.0.0.1", port).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
