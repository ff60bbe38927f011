"""Schools, and who works for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.keys import Owner, Sealed, sealed_for
from service.models.root import Base, id_column


class School(Base):
    """A school: the scope of every key, person, report and case."""

    __tablename__ = "schools"

    id: Mapped[str] = id_column()
    name: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime]


class ApiKey(Base):
    """A reporting system's key; only its hash is kept."""

    __tablename__ = "api_keys"

    id: Mapped[str] = id_column()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    name: Mapped[str] = mapped_column(String(200))
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class User(Base):
    """A person who signs in. Data staff and administrators may belong to no school."""

    __tablename__ = "users"

    id: Mapped[str] = id_column()
    school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    name: Mapped[str] = mapped_column(String(100), unique=True)  # lower case; what is typed to sign in
    display_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SignIn(Base):
    """One sign-in; only the token's hash is kept."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = id_column()
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class OptOut(Base):
    """A kind of harm that a person does not want to be given; they may still be shown it when nobody else is there."""

    __tablename__ = "opt_outs"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    category: Mapped[str] = mapped_column(String(20), primary_key=True)
    since: Mapped[datetime]


class SavedView(Base):
    """A filter of the queue under a name that its owner gave it."""

    __tablename__ = "saved_views"

    id: Mapped[str] = id_column()
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[Sealed] = sealed_for(Owner.USER, "user_id")
    query: Mapped[Sealed] = sealed_for(Owner.USER, "user_id")
    created_at: Mapped[datetime]


class OnCall(Base):
    """One place of a school's on-call list: who is called, and in which order, when nobody takes an urgent case."""

    __tablename__ = "on_call"
    __table_args__ = (UniqueConstraint("school_id", "position"),)

    id: Mapped[str] = id_column()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    position: Mapped[int]  # from 0
    name: Mapped[str] = mapped_column(String(200))  # as colleagues call them
    recipient_id: Mapped[str] = mapped_column(ForeignKey("recipients.id"))  # how they are reached
