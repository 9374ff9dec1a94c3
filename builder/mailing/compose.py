"""Letters of an issue: the longest that mail programs show whole, rendered for each reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import css_inline

from builder import ids, layout, views
from builder.assemble import assemble
from builder.catalogue import Catalogue
from builder.check import checked_content
from builder.diagnostics import Report, SheafError
from builder.feeds.items import Items
from builder.mailing.letter import MEASURES, letter
from builder.mailing.message import Body, Sender, is_address, message, unsubscribe_url
from builder.markup import Markdown
from builder.model import Digest, Issue, Site
from builder.pipeline import published_at, template_dirs
from builder.render import Renderer
from builder.wording import printable

MOST_HTML = 90_000  # bytes; Gmail cuts a letter off at 102 kB
LONGEST_READER = "a" * 64 + "@" + "b" * 189  # an address of the greatest length, for which letters are measured

_INLINER = css_inline.CSSInliner(
    load_remote_stylesheets=False, keep_at_rules=True, keep_style_tags=False, minify_css=True
)

Render = Callable[[str, object], str]


class Letters:
    """The letters of one issue from one sender; all say the same, each with its reader's way to unsubscribe."""

    def __init__(self, site: Site, issue: Issue, sender: str, template_dirs: Sequence[Path]) -> None:
        markup = Markdown()
        self._render = Renderer(site, markup, template_dirs).portable
        self._sender = Sender(site.digest, sender, ids.issue_id(site.digest, issue.day))
        self._letter = self._fitting(Catalogue(site, markup), issue)
        self.issue = issue
        self.subject = self._letter.subject

    @property
    def sender(self) -> str:
        """The address that the letters come from."""
        return self._sender.address

    def sample(self) -> bytes:
        """The mail to the sender themselves, dated by the issue: it depends on the content alone."""
        day = datetime.combine(self.issue.day, time(), ZoneInfo(self._sender.digest.timezone))
        return self.to(self.sender, day)

    def to(self, reader: str, when: datetime) -> bytes:
        """The mail to `reader`, sent at `when`."""
        return message(self._sender, reader, self.subject, self._body(reader), when)

    def _body(self, reader: str) -> Body:
        return self._rendered(self._letter, reader)

    def _rendered(self, said: views.Letter, reader: str) -> Body:
        delivery = views.Delivery(said, unsubscribe_url(self._sender.digest, self._sender.address, reader))
        text, html = (printable(self._render(f"email/letter.{kind}", delivery)) for kind in ("plain", "html"))
        return Body(text, _INLINER.inline(html))

    def _fitting(self, catalogue: Catalogue, issue: Issue) -> views.Letter:
        """The longest letter whose HTML is no larger than `MOST_HTML`."""
        items = Items(catalogue, self._render)
        for measure in MEASURES:
            said = letter(catalogue, items, issue, measure)
            if len(self._rendered(said, LONGEST_READER).html.encode()) <= MOST_HTML:
                return said
        raise SheafError(
            f"the shortest letter of {issue.day} has more than {MOST_HTML // 1000} kB of HTML",
            hint="make templates/email/ smaller",
        )


def letters_of(
    root: Path, name: str, sender: str | None, base_url: str | None, today: date, report: Report
) -> Letters | None:
    """The letters of the issue that `name` means; None where the content has errors. Raises SheafError."""
    content = checked_content(root, report, today)
    if content is None:
        return None
    site = assemble(published_at(content, base_url) if base_url else content)
    return Letters(site, issue_of(site, name), _sender(site.digest, sender), template_dirs(root))


def _sender(digest: Digest, given: str | None) -> str:
    address = given or digest.email
    if not address:
        raise SheafError("nobody to send from", hint=f"write `email` into {layout.DIGEST}, or --sender ADDRESS")
    if not is_address(address):
        raise SheafError(f"'{address}' is no mail address", hint="such as ada@example.org, a domain in ASCII (xn--)")
    return address


def issue_of(site: Site, name: str) -> Issue:
    """The issue that `name` means: its date, or `latest`. Raises SheafError."""
    if not site.issues:
        raise SheafError("there are no issues yet", hint="import a listing first")
    days = {issue.day.isoformat(): issue for issue in site.issues}
    if name == "latest":
        return site.issues[0]
    if name in days:
        return days[name]
    raise SheafError(f"there is no issue '{name}'", hint=f"write its date, or latest; the newest is {max(days)}")
