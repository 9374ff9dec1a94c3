"""One connection to a mail server, always encrypted, and one letter over it (RFC 5321, RFC 3207, RFC 8314).

`smtplib` sends a letter in one call that does not tell whether its text had left when the connection broke. Here the
steps are taken one by one: who sends must know whether a letter may have arrived.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from builder.diagnostics import SheafError
from builder.wording import cut, printable

_TLS_PORT, _STARTTLS_PORT = 465, 587
_TIMEOUT = 60.0  # seconds
_REPLY = 200  # characters of a server's reply that are shown
_CLOSING = 421  # the server ends the connection (RFC 5321, 3.8)


class Lost(Exception):  # noqa: N818 (what happened; whoever asked decides whether it is an error)
    """The connection broke; `doubtful` says that the server had the whole text and had not answered."""

    def __init__(self, why: str, *, doubtful: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.doubtful = doubtful


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: its code, and its words on one line."""

    code: int
    text: str

    @property
    def understood(self) -> bool:
        """Whether the code is one that SMTP has."""
        return 200 <= self.code < 600

    @property
    def accepted(self) -> bool:
        """Whether the server took the letter over."""
        return 200 <= self.code < 300

    @property
    def temporary(self) -> bool:
        """Whether the server might answer otherwise later."""
        return 400 <= self.code < 500

    def __str__(self) -> str:
        return f"{self.code} {self.text}".rstrip()


@dataclass(frozen=True, slots=True)
class Account:
    """How to reach a mail server; `tls` is TLS from the first byte, else STARTTLS. Without a user nobody logs in."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)


def account_from(environ: Mapping[str, str]) -> Account:
    """The account that `SHEAF_SMTP_…` in the environment describe. Raises SheafError."""
    host, user, password = (environ.get(f"SHEAF_SMTP_{name}", "") for name in ("HOST", "USER", "PASSWORD"))
    if not host:
        raise SheafError("no mail server is named", hint="set SHEAF_SMTP_HOST in the environment")
    if not f"{user}{password}".isascii():
        raise SheafError("SHEAF_SMTP_USER or SHEAF_SMTP_PASSWORD is not ASCII", hint="choose another password")
    if bool(user) != bool(password):
        raise SheafError("SHEAF_SMTP_USER and SHEAF_SMTP_PASSWORD go together", hint="set both or none")
    security = environ.get("SHEAF_SMTP_SECURITY", "") or "starttls"
    if security not in {"starttls", "tls"}:
        raise SheafError(
            f"SHEAF_SMTP_SECURITY is '{security}'", hint="write starttls or tls; mail is never sent in clear"
        )
    tls = security == "tls"
    return Account(host, _port(environ.get("SHEAF_SMTP_PORT", ""), tls=tls), tls, user, password)


def _port(text: str, *, tls: bool) -> int:
    if not text:
        return _TLS_PORT if tls else _STARTTLS_PORT
    if text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 65_536:
        return int(text)
    raise SheafError(f"SHEAF_SMTP_PORT is '{text}'", hint="write a number from 1 to 65535")


class Connection:
    """A connection to a mail server that is made when a letter needs it, and made anew after it broke."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._server: smtplib.SMTP | None = None
        self.reached = False
        """Whether the server was ever there."""

    def open(self) -> None:
        """Connect, encrypt and log in, once. Raises Lost, and SheafError where trying again is no use."""
        if self._server is not None:
            return
        server = self._connected()
        try:
            self._encrypt(server)
            if self._account.user:
                server.login(self._account.user, self._account.password)
        except (smtplib.SMTPException, OSError) as error:
            server.close()
            raise self._fault(error) from error
        self._server = server
        self.reached = True

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        try:
            if account.tls:
                context = ssl.create_default_context()
                return smtplib.SMTP_SSL(account.host, account.port, timeout=_TIMEOUT, context=context)
            return smtplib.SMTP(account.host, account.port, timeout=_TIMEOUT)
        except UnicodeError:
            raise SheafError(f"SHEAF_SMTP_HOST is '{account.host}'", hint="write the name of a host") from None
        except (smtplib.SMTPException, OSError) as error:
            raise self._fault(error) from error

    def _encrypt(self, server: smtplib.SMTP) -> None:
        if not self._account.tls:
            server.starttls(context=ssl.create_default_context())
        server.ehlo_or_helo_if_needed()

    def _fault(self, error: Exception) -> Exception:
        """What a failure to connect means: a fault of the set-up, or something that may pass."""
        what = f"the mail server {self._account.host}:{self._account.port}"
        if isinstance(error, smtplib.SMTPAuthenticationError):
            reply = _reply(error.smtp_code, error.smtp_error)
            if not reply.temporary:
                return SheafError(f"{what} refused the user or the password: {reply}", hint="check SHEAF_SMTP_USER")
            return Lost(f"{what} refused the log-in for now: {reply}")
        if isinstance(error, smtplib.SMTPNotSupportedError):
            hint = "set SHEAF_SMTP_SECURITY=tls and its port; mail is never sent in clear"
            return SheafError(f"{what} offers no STARTTLS, or no log-in", hint=hint)
        if isinstance(error, ssl.SSLCertVerificationError):
            return SheafError(f"{what} has a certificate that does not hold: {error.verify_message}")
        if isinstance(error, smtplib.SMTPResponseException):
            return Lost(f"{what} answered {_reply(error.smtp_code, error.smtp_error)}")
        return Lost(f"cannot reach {what}: {getattr(error, 'strerror', None) or error}")

    def send(self, sender: str, reader: str, data: bytes, departing: Callable[[], None]) -> Reply:
        """Offer a letter to the server, and give its last reply; `departing` is called before the text sets out.

        Raises Lost where the connection broke.
        """
        self.open()
        reply = self._offered(sender, reader)
        if reply.code != 354:  # RFC 5321, 3.3: "start mail input"
            return self._left(reply)
        try:
            departing()
            return self._left(self._delivered(data))
        except BaseException:  # also Ctrl-C: half a text is no place to say good-bye in
            self._drop()
            raise

    def _offered(self, sender: str, reader: str) -> Reply:
        """The reply to the envelope: 354 where the text may follow."""
        reply = self._asked("MAIL", f"FROM:<{sender}>")
        if reply.accepted:
            reply = self._asked("RCPT", f"TO:<{reader}>")
        return self._asked("DATA") if reply.accepted else reply

    def _asked(self, command: str, arguments: str = "") -> Reply:
        assert self._server  # noqa: S101 (`send` opened it)
        try:
            reply = _reply(*self._server.docmd(command, arguments))
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise Lost(f"the connection broke: {error}") from error
        if not reply.understood:
            self._drop()
            raise Lost(f"the server's answer to {command} makes no sense: {reply}")
        return reply

    def _delivered(self, data: bytes) -> Reply:
        """The reply to the text. What did not go out to its end has no end mark, and no server delivers it."""
        assert self._server  # noqa: S101
        gone = False
        try:
            self._server.send(_dotted(data))
            gone = True
            reply = _reply(*self._server.getreply())
        except (smtplib.SMTPException, OSError) as error:
            raise Lost(f"the connection broke: {error}", doubtful=gone) from error
        if not reply.understood or (reply.code < 400 and not reply.accepted):
            raise Lost(f"the server's answer makes no sense: {reply}", doubtful=True)
        return reply

    def _left(self, reply: Reply) -> Reply:
        """Leave the connection ready for another letter, or closed."""
        if reply.code == _CLOSING:
            self.close()
        elif not reply.accepted:
            with suppress(Lost):  # the next letter connects again
                self._asked("RSET")
        return reply

    def _drop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def close(self) -> None:
        """Take leave of the server, if it is still there."""
        server, self._server = self._server, None
        if server is not None:
            try:
                server.quit()
            except (smtplib.SMTPException, OSError):
                server.close()


def _reply(code: int, words: bytes | str) -> Reply:
    text = words if isinstance(words, str) else words.decode("utf-8", "replace")
    return Reply(code, cut(printable(text), _REPLY))


def _dotted(data: bytes) -> bytes:
    """The text with its end mark, and no line before that looks like it; lines end in CRLF already."""
    body = data.replace(b"\r\n.", b"\r\n..")
    end = b".\r\n" if body.endswith(b"\r\n") else b"\r\n.\r\n"
    return body + end
