"""What is left of a case whose content was erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse

from service.console.rendering import page
from service.retention import remains

if TYPE_CHECKING:
    from service.console.door import Visitor


def remains_page(visitor: Visitor, case_id: str) -> HTMLResponse | None:
    """Show what is left of a case; ``None`` if it was not erased."""
    with visitor.context.database.read() as session:
        left = remains.of_case(session, visitor.who, case_id)
    if left is None:
        return None
    return HTMLResponse(page("erased.html", visitor.request, left=left), 410)
