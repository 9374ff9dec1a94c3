"""What Atom (RFC 4287, with RFC 5005 for archives), JSON Feed 1.1 and OPML 2.0 ask of a file, and feed readers besides.

Each function reads a file as its bytes, and returns every rule that it breaks.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
HTML = "{http://www.w3.org/1999/xhtml}"
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:[A-Za-z0-9._~/?:@!$&'()*+,;=%-]*")
_ONE = "one"
_FEED = {"id": _ONE, "title": _ONE, "updated": _ONE, "subtitle": "", "rights": "", "author": "any", "link": "any"}
_FEED |= {"entry": "any", "category": "any", "generator": "", "icon": "", "logo": "", "contributor": "any"}
_ENTRY = {"id": _ONE, "title": _ONE, "updated": _ONE, "published": "", "content": "", "summary": "", "rights": ""}
_ENTRY |= {"author": "any", "link": "any", "category": "any", "contributor": "any", "source": ""}
_CATEGORY = {"term", "label", "scheme"}
_RELATIONS = {"self", "alternate", "related", "prev-archive", "current"}
_READABLE = set("a b blockquote body br code em h3 h4 h5 h6 head hr html li ol p pre s strong ul".split())
_READABLE |= {"table", "thead", "tbody", "tr", "th", "td", "h1", "h2"}


def atom_faults(data: bytes) -> list[str]:
    """The rules that an Atom feed breaks."""
    root = ElementTree.fromstring(data)
    if root.tag != f"{ATOM}feed":
        return [f"the root is {root.tag}"]
    entries = root.findall(f"{ATOM}entry")
    faults = [*_children(root, _FEED, "feed"), *_links(root, "feed")]
    for entry in entries:
        faults += [*_children(entry, _ENTRY, "entry"), *_links(entry, "entry")]
        if not (root.findall(f"{ATOM}author") or entry.findall(f"{ATOM}author")):
            faults.append("an entry has no author")
        if (content := entry.find(f"{ATOM}content")) is not None:
            if content.get("type") != "html" or len(content):
                faults.append("content is no HTML as text")
            faults += _html_faults(content.text or "")
    for person in root.iter(f"{ATOM}author"):
        if [child.tag for child in person] != [f"{ATOM}name"] or not (person[0].text or "").strip():
            faults.append("an author is not one name")
    faults += [f"category {c.attrib}" for c in root.iter(f"{ATOM}category") if not {"term"} <= {*c.keys()} <= _CATEGORY]
    dates = [(_text(e, "published"), _text(e, "updated")) for e in entries]
    faults += _series([_text(e, "id") for e in entries], dates, _text(root, "updated"))
    if not _TAG_URI.fullmatch(_text(root, "id")):
        faults.append("the feed's id is no tag URI")
    return faults + _archive_faults(root)


def _archive_faults(root: ElementTree.Element) -> list[str]:
    """RFC 5005: an archive document says so, and leads to the feed that is read."""
    archive, current = root.find(f"{HISTORY}archive"), root.find(f"{ATOM}link[@rel='current']")
    return [] if (archive is None) == (current is None) else ["an archive does not lead to its feed"]


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def _children(element: ElementTree.Element, known: dict[str, str], what: str) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in element if not child.tag.startswith(HISTORY))
    for name in counts.keys() - known.keys():
        yield f"{what}: unknown {name}"
    for name, often in known.items():
        if (often == _ONE and counts[name] != 1) or (often == "" and counts[name] > 1):
            yield f"{what}: {counts[name]} of {name}"
    for name in ("id", "title"):
        if not _text(element, name).strip():
            yield f"{what}: empty {name}"
    for child in element:
        if child.tag in {f"{ATOM}updated", f"{ATOM}published"} and not _is_date(child.text):
            yield f"{what}: {child.tag} is {child.text}"


def _links(element: ElementTree.Element, what: str) -> Iterator[str]:
    links = element.findall(f"{ATOM}link")
    for link in links:
        if not _is_web(link.get("href")) or link.get("rel") not in _RELATIONS:
            yield f"{what}: link {link.attrib}"
    kinds = Counter((link.get("rel"), link.get("type")) for link in links)
    if any(count > 1 for (rel, _), count in kinds.items() if rel in {"alternate", "self", "prev-archive", "current"}):
        yield f"{what}: two links of one kind"
    if ("alternate", "text/html") not in kinds or (what == "feed" and ("self", "application/atom+xml") not in kinds):
        yield f"{what}: a link is missing"


def _series(ids: list[str], dates: list[tuple[str, str]], updated: str) -> list[str]:
    """Unique ids, dates that no entry contradicts, the newest first."""
    faults = [f"id {id_}" for id_ in ids if not _TAG_URI.fullmatch(id_)]
    if len(set(ids)) < len(ids):
        faults.append("an id stands twice")
    moments = [(datetime.fromisoformat(p), datetime.fromisoformat(u)) for p, u in dates]
    if any(published > changed for published, changed in moments):
        faults.append("an entry was updated before it was published")
    if [changed for _, changed in moments] != sorted((changed for _, changed in moments), reverse=True):
        faults.append("the newest is not first")
    if updated and any(changed > datetime.fromisoformat(updated) for _, changed in moments):
        faults.append("an entry is newer than the feed")
    return faults


def _html_faults(text: str) -> list[str]:
    """Whether HTML in an entry has words, links that are right anywhere, and nothing that readers take out."""
    root = html5lib.parse(f"<!doctype html><title>-</title><body>{text}", treebuilder="etree")
    words = "".join(word for body in root.iter(f"{HTML}body") for word in body.itertext())
    faults = [] if words.strip() else ["content is empty"]
    for node in root.iter():
        name = node.tag.removeprefix(HTML) if isinstance(node.tag, str) else ""
        if name not in _READABLE | {"title"}:
            faults.append(f"content: <{name}>")
        if set(node.keys()) - {"href", "start"}:
            faults.append(f"content: attributes {sorted(node.keys())}")
        if name == "a" and not _is_web(node.get("href"), "mailto"):
            faults.append(f"content: link {node.get('href')}")
    return faults


def json_faults(data: bytes) -> list[str]:
    """The rules that a JSON Feed breaks."""
    feed: dict[str, Any] = json.loads(data)
    items = feed.get("items", [])
    known = "version title home_page_url feed_url description language authors items next_url".split()
    faults = [f"unknown {key}" for key in feed.keys() - set(known)]
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
        faults.append("no version or no title")
    faults += [f"{key} is {feed.get(key)}" for key in ("home_page_url", "feed_url") if not _is_web(feed.get(key))]
    if not isinstance(feed.get("items"), list):
        faults.append("items is no list")
    for item in items:
        known = "id url external_url title content_html date_published date_modified authors tags".split()
        faults += [f"unknown {key}" for key in item.keys() - set(known)]
        faults += [f"{key} is {item[key]}" for key in ("url", "external_url") if key in item and not _is_web(item[key])]
        faults += [f"{key} is {item[key]}" for key in ("date_published", "date_modified") if not _is_date(item[key])]
        faults += _html_faults(item["content_html"])
        if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
            faults.append("a tag is no text")
    for authors in (feed.get("authors"), *(item["authors"] for item in items if "authors" in item)):
        if not authors or not all(author["name"] for author in authors):
            faults.append("an author has no name")
    dates = [(item["date_published"], item["date_modified"]) for item in items]
    return faults + _series([item["id"] for item in items], dates, "")


def opml_faults(data: bytes) -> list[str]:
    """The rules that a list of feeds breaks."""
    root = ElementTree.fromstring(data)
    faults = [] if (root.tag, root.get("version")) == ("opml", "2.0") else ["no OPML 2.0"]
    if [child.tag for child in root] != ["head", "body"] or not root.findtext("head/title"):
        faults.append("head or body is missing")
    for outline in root.iter("outline"):
        if not outline.get("text"):
            faults.append("an outline has no text")
        if len(outline):
            continue
        if outline.get("type") != "rss" or not all(_is_web(outline.get(key)) for key in ("xmlUrl", "htmlUrl")):
            faults.append(f"outline {outline.attrib}")
    return faults


def _is_date(text: str | None) -> bool:
    return bool(text and _DATE.fullmatch(text))


def _is_web(url: str | None, *others: str) -> bool:
    parts = urlsplit(url or "")
    return (parts.scheme in {"http", "https"} and bool(parts.netloc)) or parts.scheme in others
