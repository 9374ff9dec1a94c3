"""A real mail server on this machine, with TLS and log-in, that refuses and hangs up as a test tells it to."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

USER, PASSWORD = "sheaf", "correct horse"


@dataclass
class MailServer:
    """What the server has taken over, and how it is to behave to each address, one reply a time and then normally.

    A reply is a line, or "drop" for a connection that breaks there. At `rcpt` a letter is not yet on its way, at `data`
    the server has the whole text. `kill` ends a process while the server has the text of the letter to an address.
    """

    controller: Controller | None = None
    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    rcpt: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, list[str]] = field(default_factory=dict)
    kill: dict[str, int] = field(default_factory=dict)
    offered: list[str] = field(default_factory=list)

    @property
    def readers(self) -> list[str]:
        """Who got a letter, in order."""
        return [reader for reader, _ in self.letters]

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Envelope, address: str, _: Any) -> str:  # noqa: N802
        self.offered.append(address)
        if replies := self.rcpt.get(address):
            return self._behave(server, replies.pop(0))
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        assert isinstance(envelope.content, bytes)
        if replies := self.data.get(address):
            return self._behave(server, replies.pop(0))
        self.letters.append((address, message_from_bytes(envelope.content, policy=policy.default)))
        if address in self.kill:
            os.kill(self.kill[address], signal.SIGKILL)
            await asyncio.sleep(0.2)
        return "250 taken over"

    def _behave(self, server: Any, reply: str) -> str:
        if reply == "drop":
            server.transport.abort()
            return "421 gone"
        return reply


@dataclass(frozen=True, slots=True)
class Certificates:
    """A certificate for this machine, and the file of the authority that vouches for it."""

    context: ssl.SSLContext
    authority: Path


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    file = tmp_path_factory.mktemp("authority") / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return Certificates(context, file)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, said: Any) -> AuthResult:
    right = isinstance(said, LoginPassword) and (said.login, said.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def start(mail: MailServer, certificates: Certificates, port: int, *, tls: bool = False) -> None:
    """Let `mail` listen at `port`: with STARTTLS and a log-in, or with `tls` from the first byte and without."""
    options: dict[str, Any] = {"tls_context": certificates.context, "require_starttls": True, "auth_required": True}
    if tls:
        options = {"ssl_context": certificates.context}
    mail.controller = Controller(mail, hostname="127.0.0.1", port=port, authenticator=_authenticate, **options)
    mail.controller.start()


def environment(certificates: Certificates, port: int, **more: str) -> dict[str, str]:
    """What `sheaf email --send` is told of the server."""
    return {
        "SHEAF_SMTP_HOST": "127.0.0.1",
        "SHEAF_SMTP_PORT": str(port),
        "SHEAF_SMTP_USER": USER,
        "SHEAF_SMTP_PASSWORD": PASSWORD,
        "SSL_CERT_FILE": str(certificates.authority),
        **more,
    }


@pytest.fixture
def mail(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A server with STARTTLS that the environment names; waiting takes no time."""
    server, port = MailServer(), free_port()
    start(server, certificates, port)
    for name, value in environment(certificates, port).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("builder.mailing.sending.sleep", lambda _: None)
    yield server
    assert server.controller
    server.controller.stop()
