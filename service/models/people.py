"""Schools, and who works for them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
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
    verbs: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))  # its scope; None: all of it
    expires_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]  # since then a newer key of this name is there
    used_on: Mapped[date | None]  # last day of use in Viet Nam; neither when nor from where
    revoked_at: Mapped[datetime | None]


class User(Base):
    """A person who signs in. Data staff and administrators may belong to no school."""

    __tablename__ = "users"

    id: Mapped[str] = id_column()
    school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    name: Mapped[str] = mapped_column(String(100), unique=True)  # lower case; what is typed to sign in
    display_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))  # "": signs in through the provider alone
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    second_factor: Mapped[SecondFactor | None] = relationship()


class SecondFactor(Base):
    """A person's authenticator app. Its secret is sealed with the operator's key."""

    __tablename__ = "second_factors"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)  # in force; asked for at every sign-in
    since: Mapped[datetime | None]
    used_step: Mapped[int | None] = mapped_column(BigInteger)  # half minute of the last code; none works twice
    drafted: Mapped[bytes | None] = mapped_column(LargeBinary)  # shown, and not yet confirmed by a code
    drafted_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One of ten codes that stand in for a lost telephone, each once; only its keyed hash is kept."""

    __tablename__ = "recovery_codes"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]


class Link(Base):
    """Whom the sign-in provider means by a subject: set by hand, never by what the provider says about a person."""

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    issuer: Mapped[str] = mapped_column(String(500))
    subject: Mapped[str] = mapped_column(String(255))  # as long as OpenID Connect lets one be
    created_at: Mapped[datetime]


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
