"""Everything an operator can set, in one frozen object that is passed to ``create_app``."""

from __future__ import annotations

from datetime import date, time, timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from classifier.screenshot.refusal import MAX_BYTES


class Settings(BaseSettings):
    """Read from the environment as ``LACHAN_<NAME>``; every one has a default that works on one machine."""

    model_config = SettingsConfigDict(env_prefix="LACHAN_", frozen=True, extra="ignore")

    var: Annotated[Path, Field(description="Folder of the database, the models and the keys.")] = Path("var")
    database_url: Annotated[
        str | None,
        Field(description="SQLAlchemy address; SQLite in the var folder if unset. PostgreSQL: postgresql+psycopg://…"),
    ] = None
    database_wait_s: Annotated[
        float, Field(gt=0, description="How long a write waits for another before it answers 503.")
    ] = 10.0

    disk_reserve_mb: Annotated[
        int, Field(ge=0, description="Free room on the disk of the var folder below which /readyz says no.")
    ] = 200

    max_body_bytes: Annotated[int, Field(gt=0, description="Largest request body; more is answered 413.")] = 2_000_000
    body_timeout_s: Annotated[float, Field(gt=0, description="Time a client has to send its body.")] = 20.0
    max_files: Annotated[int, Field(gt=0, le=100, description="Files that may come with one report.")] = 10
    max_file_bytes: Annotated[
        int, Field(gt=0, le=MAX_BYTES, description="Largest file; a larger one is refused, the rest is kept.")
    ] = MAX_BYTES
    upload_timeout_s: Annotated[
        float, Field(gt=0, description="Time a client has to send a body with files, however slow its line.")
    ] = 900.0
    score_reading_timeout_s: Annotated[
        float, Field(gt=0, description="Longest wait for the pictures of one POST /v1/score to be read.")
    ] = 60.0
    sealing_key: Annotated[
        SecretStr | None,
        Field(
            description="Key that all words and files are sealed under: base64 of 32 bytes; older keys may follow it, "
            "with a space between. Made once in var/keys/sealing.key if neither this nor the next is set."
        ),
    ] = None
    sealing_key_file: Annotated[
        Path | None, Field(description="File that holds that key, and older ones behind it, in the same form.")
    ] = None

    picture_workers: Annotated[
        int, Field(ge=0, description="Processes that read pictures, about 400 MB each; 0: pictures are not read here.")
    ] = 1
    picture_memory_mb: Annotated[
        int, Field(gt=0, description="Memory that reading one file may take beside the models; more kills the process.")
    ] = 1_200
    picture_timeout_s: Annotated[
        float, Field(gt=0, description="Time that reading one file may take; longer kills the process.")
    ] = 60.0
    picture_tries: Annotated[
        int, Field(gt=0, description="How often a file is tried before it counts as unread and a person must look.")
    ] = 4
    picture_threshold: Annotated[
        float,
        Field(gt=0, le=1, description="Score from which the image model seals a picture."),
    ] = 0.5

    scoring_timeout_s: Annotated[
        float, Field(gt=0, description="Longest wait for the model in a request; then a job does it.")
    ] = 3.0
    batch_timeout_s: Annotated[
        float, Field(gt=0, description="Longest wait for the model for a batch, and in a job.")
    ] = 30.0
    scoring_threads: Annotated[int, Field(gt=0, description="Submissions that are scored side by side.")] = 2
    jobs: Annotated[
        Literal["here", "elsewhere"],
        Field(description="'elsewhere': this process leaves all background work to `lachan worker`; PostgreSQL only."),
    ] = "here"
    poll_s: Annotated[float, Field(gt=0, description="How often jobs and the model pointer are looked at.")] = 2.0
    retry_s: Annotated[float, Field(gt=0, description="First pause after a failed assessment; it doubles.")] = 5.0
    retry_most_s: Annotated[float, Field(gt=0, description="Longest pause between two tries.")] = 600.0

    blind_share: Annotated[
        float,
        Field(ge=0, le=1, description="Share of P3 cases that are drawn by chance and read early, without the score."),
    ] = 0.05
    lease_minutes: Annotated[int, Field(gt=0, description="How long a claim holds without a heartbeat.")] = 15
    undo_seconds: Annotated[
        int, Field(ge=0, le=600, description="How long a decision can be undone; nothing is sent before that.")
    ] = 10
    heavy_cases_before_break: Annotated[
        int, Field(gt=0, description="Heavy cases within two hours after which a person is asked to take a break.")
    ] = 4
    retention_days: Annotated[
        int,
        Field(ge=0, description="Days a closed case is kept after the last thing that happened to it; 0: for ever."),
    ] = 90
    session_idle_minutes: Annotated[int, Field(gt=0, description="A person is signed out after this pause.")] = 30
    session_hours: Annotated[int, Field(gt=0, description="A person is signed out after this time in any case.")] = 12
    secure_cookies: Annotated[
        Literal["auto", "always"],
        Field(description="'auto' marks cookies Secure when the request came over HTTPS; 'always' marks all of them."),
    ] = "auto"
    require_second_factor: Annotated[
        tuple[Literal["counsellor", "lead", "data", "admin"], ...],
        Field(description="Roles that must have a second factor; whoever has none sets one up before anything else."),
    ] = ()
    oidc_issuer: Annotated[
        str | None,
        Field(
            pattern=r"^(https://|http://(127\.0\.0\.1|localhost)[:/])\S+$",
            description="OpenID Connect provider that people may sign in with, as it names itself; none if unset.",
        ),
    ] = None
    oidc_client_id: Annotated[str, Field(description="Name of this service there.")] = "lachan"
    oidc_client_secret: Annotated[
        SecretStr | None, Field(description="Secret of this service there; PKCE alone if unset.")
    ] = None
    oidc_label: Annotated[
        str, Field(min_length=1, max_length=60, description="What people call the provider: it stands on the button.")
    ] = "tài khoản của trường"
    sign_in_tries: Annotated[int, Field(gt=0, description="Failed sign-ins a name and address has in 5 minutes.")] = 8
    receipt_tries: Annotated[int, Field(gt=0, description="Receipt look-ups an address has in a minute.")] = 20
    receipt_misses: Annotated[
        int, Field(gt=0, description="Wrong receipts an address has in an hour; right ones do not count.")
    ] = 100
    receipt_uses: Annotated[
        int, Field(gt=0, description="How often one receipt may be used in 10 minutes, from wherever.")
    ] = 30
    receipt_letters: Annotated[
        int, Field(gt=0, description="Letters that one receipt's holder may write in an hour.")
    ] = 20

    allowed_hosts: Annotated[
        tuple[Annotated[str, Field(pattern=r"^(\*\.)?[a-z0-9.-]+$|^\[[0-9a-f:]+\]$")], ...],
        Field(
            description="Names under which the service answers, without port; '*.' before one takes in all below it. "
            "Empty: that of LACHAN_PUBLIC_URL and this machine's own; any, if that is unset, too."
        ),
    ] = ()
    trusted_proxies: Annotated[
        tuple[IPv4Network | IPv6Network, ...],
        Field(description="Addresses or networks whose X-Forwarded-For and X-Forwarded-Proto are believed."),
    ] = (IPv4Network("127.0.0.1"), IPv6Network("::1"))
    hsts_days: Annotated[
        int,
        Field(ge=0, description="Days for which browsers that came over HTTPS are told to use nothing else; 0: none."),
    ] = 0
    header_timeout_s: Annotated[
        float, Field(gt=0, description="Time a client has to send the head of a request, and to take in an answer.")
    ] = 10.0
    connections: Annotated[int, Field(gt=0, description="Connections at once; one more is closed at once.")] = 1_000
    connections_per_address: Annotated[
        int, Field(gt=0, description="Connections at once of one address that is no trusted proxy.")
    ] = 200

    public_url: Annotated[
        str | None,
        Field(
            pattern=r"^https?://[^/\s]+/?$",
            description="Address under which people reach this service: for links and QR codes.",
        ),
    ] = None
    public_tries: Annotated[
        int, Field(gt=0, description="How often an address may send the public form in 10 minutes; a school has one.")
    ] = 60
    public_per_minute: Annotated[
        int, Field(gt=0, description="How often everybody together may send the public form in a minute.")
    ] = 120
    public_at_once: Annotated[
        int, Field(gt=0, description="Requests of reporters that are worked on at once; reporting systems go beside.")
    ] = 30
    public_pause_s: Annotated[
        float, Field(ge=0, description="How long whoever fills in the public form as only a program does has to wait.")
    ] = 3.0
    quick_exit_url: Annotated[
        str,
        Field(pattern=r"^https://[^\s\"]+$", description="Where 'Thoát nhanh' leads: a page that nobody asks about."),
    ] = "https://vnexpress.net/"
    related_most: Annotated[
        int, Field(gt=0, description="A number, account, link or picture that more cases than this share relates none.")
    ] = 20
    own_contacts: Annotated[
        tuple[str, ...],
        Field(description="The school's own telephone numbers, pages and accounts: naming them relates no cases."),
    ] = ()

    school_weekdays: Annotated[tuple[int, ...], Field(min_length=1, description="Days with lessons; 0 is Monday.")] = (
        0,
        1,
        2,
        3,
        4,
    )
    school_opens: Annotated[time, Field(description="Start of the school day, Vietnamese time.")] = time(7, 0)
    school_closes: Annotated[time, Field(description="End of the school day, Vietnamese time.")] = time(17, 0)
    school_breaks: Annotated[
        tuple[tuple[date, date], ...],
        Field(description="Holidays of the school beside the public ones: first and last day of each."),
    ] = ()

    school_calendar: Annotated[
        Path | None,
        Field(description="TOML file of the school's days and hours; what it says goes before the four above."),
    ] = None
    delivery_workers: Annotated[
        int, Field(ge=0, description="Deliveries sent side by side; 0: nothing is sent and nobody called from here.")
    ] = 4
    delivery_hours: Annotated[
        int, Field(gt=0, description="How long a delivery is tried before it counts as failed.")
    ] = 24
    private_recipients: Annotated[
        bool,
        Field(description="Whether webhooks may lead into private networks and to this machine; over http there, too."),
    ] = False
    on_call_minutes: Annotated[
        int, Field(gt=0, description="How long an urgent case may lie unclaimed before the next person is called.")
    ] = 10
    smtp_host: Annotated[str | None, Field(description="Server that takes e-mails; none are sent if unset.")] = None
    smtp_port: Annotated[int, Field(gt=0, le=65_535, description="Its port.")] = 587
    smtp_tls: Annotated[
        Literal["starttls", "tls", "none"],
        Field(description="How the line to it is secured: 'tls' from the start (465); 'none' on this machine only."),
    ] = "starttls"
    smtp_user: Annotated[str | None, Field(description="Name to log in there with; no log-in if unset.")] = None
    smtp_password: Annotated[SecretStr | None, Field(description="Password to log in there with.")] = None
    smtp_from: Annotated[
        str | None, Field(description="Address that e-mails come from; lachan@ the server's name if unset.")
    ] = None

    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Field(description="Least important line that is logged.")
    ] = "info"

    @property
    def database(self) -> str:
        """Address of the database."""
        return self.database_url or f"sqlite:///{self.var / 'lachan.db'}"

    @property
    def models(self) -> Path:
        """Folder of the bundles and of the pointer ``champion``."""
        return self.var / "models"

    @property
    def keys(self) -> Path:
        """Folder of the keys; only the service's user may read it."""
        return self.var / "keys"

    @property
    def attachments(self) -> Path:
        """Folder of the sealed files."""
        return self.var / "attachments"

    @property
    def anchors(self) -> Path:
        """File of the audit's anchors."""
        return self.var / "audit" / "anchors.tsv"

    @property
    def erasures(self) -> Path:
        """The list of what was erased; it outlives the database."""
        return self.var / "erasures.tsv"

    @property
    def hashes(self) -> Path:
        """Folder of the lists that pictures are held against."""
        return self.var / "hashes"

    @property
    def max_upload_bytes(self) -> int:
        """Largest body with files: the document, every file at its largest, and what stands between them."""
        return self.max_body_bytes + self.max_files * (self.max_file_bytes + 10_000)

    @property
    def lease(self) -> timedelta:
        """How long a claim holds."""
        return timedelta(minutes=self.lease_minutes)

    @property
    def undo(self) -> timedelta:
        """How long a decision can be undone."""
        return timedelta(seconds=self.undo_seconds)

    @property
    def session_idle(self) -> timedelta:
        """Longest pause of a signed-in person."""
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def session_length(self) -> timedelta:
        """Longest time one sign-in holds."""
        return timedelta(hours=self.session_hours)
