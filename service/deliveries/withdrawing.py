"""Taking back what a decision lined up, while nothing of it has left the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.deliveries import withdrawing_repository
from service.errors import DoneError

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal


def withdraw(session: Session, who: Principal, case_id: str, *, lined_up_at: datetime) -> None:
    """Withdraw what this person's decision of that moment lined up. Needs a ``write()`` session.

    DoneError if something of it was tried, sent or marked; what the caller changed is to be rolled back then.
    """
    if not withdrawing_repository.withdraw(session, case_id, who.user_id, lined_up_at):
        raise DoneError(
            "Nội dung đã được chuyển đi hoặc đã có người xác nhận, nên không hoàn tác được nữa.",
            "Something was passed on already, or somebody confirmed it, so it cannot be undone any more.",
        )
