"""A letter as the bytes of a mail (RFC 5322, MIME): two forms of one text, and the headers that readers' programs ask.

What comes from content is on one line and without control characters before it gets near a header; the library refuses
the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from hashlib import sha256
from urllib.parse import quote, urlsplit

from builder.model import Digest
from builder.wording import cut, printable

_NAME = 100  # characters of the sender's name
_ADDRESS = re.compile(  # what HTML's <input type="email"> takes: no quotes, blanks or brackets
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,20}"
)
_LONGEST_ADDRESS = 254  # RFC 5321


class _Urls(UnstructuredHeader):
    """A list of URLs between angle brackets, one a line; the library would write long ones as encoded words."""

    max_count = 1

    def fold(self, *, policy: EmailPolicy) -> str:
        urls = str(self).replace(">, <", f">,{policy.linesep} <")
        return f"{self.name}: {urls}{policy.linesep}"  # type: ignore[attr-defined]


def _policy() -> EmailPolicy[EmailMessage]:
    registry = HeaderRegistry()
    registry.map_to_type("list-unsubscribe", _Urls)  # type: ignore[arg-type]  # it becomes a BaseHeader there
    return SMTP.clone(header_factory=registry)


_POLICY = _policy()


def is_address(text: str) -> bool:
    """Whether `text` is a mail address in ASCII, alone."""
    return len(text) <= _LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom letters come from: a name and an address. `issue` is the permanent id of what is sent."""

    digest: Digest
    address: str
    issue: str

    @property
    def name(self) -> str:
        """The digest's title: what readers subscribed to."""
        return cut(printable(self.digest.title), _NAME)


@dataclass(frozen=True, slots=True)
class Body:
    """A letter in its two forms."""

    text: str
    html: str


def unsubscribe_url(digest: Digest, sender: str, reader: str) -> str:
    """The URL that ends the subscription of `reader`: by the digest's `unsubscribe`, else a mail to the sender."""
    pattern = digest.unsubscribe or _by_mail(sender)
    return pattern.replace("{address}", quote(reader, safe=""))


def _by_mail(sender: str) -> str:
    return f"mailto:{quote(sender, safe='@')}?subject=unsubscribe%20{{address}}"


def message(sender: Sender, reader: str, subject: str, body: Body, when: datetime) -> bytes:
    """The mail to `reader`, in ASCII with CRLF. It depends on nothing but the arguments."""
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(sender.name, addr_spec=sender.address)
    mail["To"] = Address(addr_spec=reader)
    mail["Subject"] = subject
    mail["Date"] = when
    mail["Message-ID"] = f"<{_hash(sender.issue, reader)}@{sender.address.rpartition('@')[2]}>"
    mail["List-Id"] = f"<{_list_id(sender.digest)}>"
    for name, value in _unsubscribing(sender, reader):
        mail[name] = value
    mail.set_content(body.text, cte="quoted-printable")
    mail.add_alternative(body.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{_hash(body.text, body.html)}")  # the library's own is made of chance
    return mail.as_bytes()


def _unsubscribing(sender: Sender, reader: str) -> list[tuple[str, str]]:
    """The headers by which programs offer to unsubscribe; one click is for the web alone (RFC 8058)."""
    url = unsubscribe_url(sender.digest, sender.address, reader)
    if url.startswith("mailto:"):
        return [("List-Unsubscribe", f"<{url}>")]
    mail = _by_mail(sender.address).replace("{address}", quote(reader, safe=""))
    return [("List-Unsubscribe", f"<{url}>, <{mail}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]


def _list_id(digest: Digest) -> str:
    """A name for the list (RFC 2919) made of where the digest is published."""
    parts = urlsplit(digest.base_url)
    path = re.sub(r"[^a-z0-9-]+", "-", parts.path.lower()).strip("-")
    host = re.sub(r"[^a-z0-9.-]+", "-", (parts.hostname or "").lower()).strip("-")
    return ".".join(filter(None, ("issues", path[:60], host[:120])))


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]
