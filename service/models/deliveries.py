"""What is passed on, and to whom."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.keys import Owner, Sealed, sealed_for
from service.models.root import Base, id_column


class Recipient(Base):
    """Where deliveries of a school go: an address, and how it is reached."""

    __tablename__ = "recipients"

    id: Mapped[str] = id_column()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"), index=True)
    target: Mapped[str] = mapped_column(String(20))  # a words.Target
    channel: Mapped[str] = mapped_column(String(20))  # a words.Channel
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(500))  # of a webhook, or of an e-mail
    secret: Mapped[bytes | None] = mapped_column(LargeBinary())  # what a webhook is signed with, sealed
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Delivery(Base):
    """Something passed on to somebody, with the proof that it arrived."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_open", "school_id", "state"),
        Index("ix_deliveries_due", "state", "next_try_at"),
        Index("uq_deliveries_call", "case_id", "call", unique=True),  # no step of an on-call list is taken twice
    )

    id: Mapped[str] = id_column()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    target: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    reference: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")  # who confirmed, file number
    created_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # None: the service itself
    created_at: Mapped[datetime]
    channel: Mapped[str] = mapped_column(String(20))  # a words.Channel
    recipient_id: Mapped[str | None] = mapped_column(ForeignKey("recipients.id"))  # None: by hand
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]  # None: nothing sends it, a person does
    taken_until: Mapped[datetime | None]  # somebody is sending it; once that is past, another may
    give_up_at: Mapped[datetime | None]  # set by the first try: one that fails from then on was the last
    sent_at: Mapped[datetime | None]
    why: Mapped[str | None] = mapped_column(String(40))  # a words.DeliveryFailure: the last one
    call: Mapped[int | None]  # which call of the on-call list for this case, from 0; None: no such call
    marked_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    marked_at: Mapped[datetime | None]

    recipient: Mapped[Recipient | None] = relationship()
