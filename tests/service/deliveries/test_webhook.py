"""Webhooks over TLS, and names that lead elsewhere than they did."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from service import clock
from service.deliveries import notice, webhook
from service.deliveries.attempt import Attempt
from service.identifiers import new_id
from service.models import School
from service.words import DeliveryFailure, Target


def certificate(folder: Path, name: str) -> Path:
    """Make a certificate for a name that vouches for itself; with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def secured(pem: Path) -> Iterator[tuple[int, list[str]]]:
    """Listen with TLS; gives the port and the host names that were asked for."""
    hosts: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hosts.append(self.headers["Host"])
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # the other side did not trust the certificate and hung up

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_port, hosts
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@pytest.fixture
def leads(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let every name lead to these addresses, one set a look-up; gives the names that were looked up."""

    def lead(*answers: str) -> list[str]:
        asked: list[str] = []
        real = socket.getaddrinfo

        def look_up(host: str, port: int, *rest: Any, **more: Any) -> Any:
            try:
                ipaddress.ip_address(host)
            except ValueError:
                asked.append(host)
                host = answers[min(len(asked), len(answers)) - 1]
            return real(host, port, *rest, **more)

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    return lead


def post(address: str, *, private: bool = True) -> Attempt:
    told = notice.of_test(new_id(), Target.POLICE, School(name="THCS Hoa Sen"))
    return webhook.post(told, address, "secret", now=clock.now(), private=private)


def trusting(pem: Path) -> Callable[[], ssl.SSLContext]:
    return lambda: ssl.create_default_context(cafile=str(pem))


def test_the_certificate_must_be_trusted_and_of_that_very_name(
    tmp_path: Path, leads: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = leads("127.0.0.1")
    pem = certificate(tmp_path, "nhan.example.vn")
    with secured(pem) as (port, hosts):
        assert post(f"https://nhan.example.vn:{port}/").why is DeliveryFailure.UNREACHABLE  # nobody vouches for it
        monkeypatch.setattr(webhook, "_certificates", trusting(pem))
        assert post(f"https://nhan.example.vn:{port}/").why is None
        assert post(f"https://khac.example.vn:{port}/").why is DeliveryFailure.UNREACHABLE
    assert hosts == [f"nhan.example.vn:{port}"]
    assert asked == ["nhan.example.vn", "nhan.example.vn", "khac.example.vn"]  # once a try


def test_a_name_that_changes_its_meaning_is_reached_where_it_was_looked_up_or_not_at_all(
    leads: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[str] = []

    def connect(_backend: object, host: str, *_: object) -> None:
        reached.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    asked = leads("8.8.8.8", "127.0.0.1")
    assert post("https://doi.example.vn/", private=False).why is DeliveryFailure.UNREACHABLE
    assert (asked, reached) == (["doi.example.vn"], ["8.8.8.8"])
    failed = post("https://doi.example.vn/", private=False)
    assert (failed.why, failed.for_good, reached) == (DeliveryFailure.FORBIDDEN, True, ["8.8.8.8"])


def test_a_name_that_leads_nowhere_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    failed = post("https://khong-co.example.vn/")
    assert (failed.why, failed.for_good) == (DeliveryFailure.UNREACHABLE, False)


def test_what_speaks_no_http_is_told_as_such() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def speak() -> None:
            line, _ = listener.accept()
            line.sendall(b"220 mail.example ESMTP\r\n")
            line.close()

        thread = threading.Thread(target=speak, daemon=True)
        thread.start()
        assert post(f"http://127.0.0.1:{listener.getsockname()[1]}/").why is DeliveryFailure.UNREACHABLE
        thread.join(5)
