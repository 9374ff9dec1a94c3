"""The command `sheaf`. Results go to stdout, diagnostics to stderr; only here does the program exit.

Exit codes: 0 fine, 1 the content has errors, 2 usage or environment.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from zoneinfo import ZoneInfo

import click

from builder import __version__, layout
from builder.diagnostics import Report, Severity, SheafError
from builder.jsonlines import ENCODING, ERRORS, read_objects
from builder.reporting import formatted
from builder.wording import counted

if TYPE_CHECKING:
    from builder.mailing.compose import Letters
    from builder.model import Content, Paper


@dataclass(frozen=True, slots=True)
class Settings:
    """The options before the command's name."""

    root: Path
    quiet: bool
    verbose: bool

    def say(self, text: str) -> None:
        """A result on stdout, unless --quiet."""
        if not self.quiet:
            click.echo(text)


class _Sheaf(click.Group):
    """Turns the one user-error type into a line on stderr and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SheafError as error:
            _fail(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            sys.stderr.close()  # whoever read the output has seen enough
            ctx.exit(0)


@click.group(cls=_Sheaf, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sheaf")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The digest's folder (default: here).",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what is wrong.")
@click.option("--verbose", "-v", is_flag=True, help="Say more of what is done.")
@click.pass_context
def main(context: click.Context, root: Path, quiet: bool, verbose: bool) -> None:
    """Listings of research papers in, a curated digest with leaderboards out."""
    context.obj = Settings(root, quiet, verbose)


@main.command("import")
@click.argument("listings", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "format_name", metavar="FORMAT", help="The listings' format (default: by their content).")
@click.option("--date", "given", metavar="YYYY-MM-DD", help="The day the papers are listed on.")
@click.option("--dry-run", is_flag=True, help="Say what would be created, and create nothing.")
@click.pass_obj
def import_(
    settings: Settings, listings: tuple[Path, ...], format_name: str | None, given: str | None, dry_run: bool
) -> None:
    """Bring the new papers of saved listings into content/.

    Files are only created; running it again changes nothing.

    Example: sheaf import content/listings/2025-03-14-hf-papers.txt
    """
    from builder.importing import Request, import_listings  # noqa: PLC0415 (each command loads what it needs)

    report = Report()
    request = Request(settings.root, _today(settings.root), _day(given), format_name, dry_run)
    for imported in import_listings(listings, request, report):
        settings.say(
            f"{imported.file}: {imported.listing.format}, listed on {imported.day} (from {imported.day_from}): "
            f"{len(imported.listing.entries)} {'entry' if len(imported.listing.entries) == 1 else 'entries'}, "
            f"{len(imported.created)} {'to create' if dry_run else 'new'}, "
            f"{imported.standing} here already"
        )
        for stub in imported.stubs:
            settings.say(f"  new benchmark to complete: {layout.BENCHMARKS}/{stub.slug}.md")
        if imported.created or settings.verbose or dry_run:
            for title, pair in imported.repeats.items():
                settings.say(f"  here already: {title!r}: {pair.a} and {pair.b}: {pair.reason}")
        for pair in imported.reviews:
            settings.say(f"  may be one paper: {pair.a} and {pair.b}: {pair.reason}")
        if settings.verbose or dry_run:
            for paper in imported.created:
                settings.say(f"  {layout.paper(paper.listed, paper.slug)}")
    _finish(report, settings)


@main.command()
@click.argument("file", type=click.File(encoding=ENCODING, errors=ERRORS), default="-")
@click.pass_obj
def extract(settings: Settings, file: TextIO) -> None:
    """Add tags, benchmarks, results and links to JSON lines of {title, abstract}.

    Example: sheaf extract papers.jsonl > extracted.jsonl
    """
    from builder.extract import as_json  # noqa: PLC0415
    from builder.load import load_vocabulary  # noqa: PLC0415
    from builder.stubs import extractor_for  # noqa: PLC0415

    report = Report()
    vocabulary = load_vocabulary(settings.root, report)
    if not vocabulary.tags and not vocabulary.benchmarks:
        raise SheafError(f"there is no vocabulary in {settings.root}", hint="choose a digest's folder with --root DIR")
    extractor = extractor_for(vocabulary)
    for line in read_objects(file, _name(file), report, required=("title",)):
        item = line.item
        found = extractor(str(item["title"]), str(item.get("abstract") or ""))
        click.echo(json.dumps(item | as_json(found, vocabulary), ensure_ascii=False))
    _finish(report, settings)


@main.command()
@click.argument("file", type=click.File(encoding=ENCODING, errors=ERRORS), required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--resolve", is_flag=True, help="Ask about each open pair, remember the answer, merge what is one.")
@click.pass_obj
def dedupe(settings: Settings, file: TextIO | None, as_json: bool, resolve: bool) -> None:
    """Find near-duplicates in content/, or among JSON lines of {id, title, abstract?, authors?, year?, venue?, ids?}.

    Example: sheaf dedupe --json
    """
    from builder import dedupe as near  # noqa: PLC0415
    from builder.check import checked_content  # noqa: PLC0415
    from builder.pairs import open_pairs  # noqa: PLC0415

    if resolve and (file or as_json):
        raise SheafError("--resolve asks about the papers of content/", hint="leave FILE and --json out")
    report = Report()
    if file is None:
        content = checked_content(settings.root, report)
        pairs = open_pairs(content) if content else ()
        if content and resolve:
            _resolve(settings, content, pairs)
            return
    else:
        read = read_objects(file, _name(file), report, required=("id", "title"))
        pairs = near.find_pairs(near.records_of(read, report))
    for pair in pairs:
        click.echo(_pair_json(pair) if as_json else f"{pair.verdict}: {pair.a} and {pair.b}: {pair.reason}")
    _finish(report, settings)


def _resolve(settings: Settings, content: Content, pairs: Iterable[Any]) -> None:
    from builder.resolve import resolve  # noqa: PLC0415

    report = Report()  # what `check` warned of before is what the walk is about
    resolve(settings.root, content, pairs, report, ask=_line, say=click.echo)
    _finish(report, settings)


def _line(prompt: str) -> str:
    """A line of stdin."""
    try:
        return input(prompt)
    except UnicodeDecodeError:
        raise SheafError("the input is no text in the terminal's encoding", hint="type it as UTF-8") from None


def _name(file: TextIO) -> str:
    return str(getattr(file, "name", "<stdin>"))


def _pair_json(pair: Any) -> str:
    fields = {"a": pair.a, "b": pair.b, "score": pair.score, "reason": pair.reason, "verdict": pair.verdict}
    return json.dumps(fields, ensure_ascii=False)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Add what is absent to the files; nothing in them is changed or removed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one for each paper.")
@click.pass_obj
def suggest(settings: Settings, files: tuple[Path, ...], write: bool, as_json: bool) -> None:
    """Show what the extractors would add to the papers in content/, or to those of FILES, and now see differently.

    Example: sheaf suggest --write
    """
    from builder import suggest as suggesting  # noqa: PLC0415
    from builder.check import checked_content  # noqa: PLC0415
    from builder.edit import write_additions  # noqa: PLC0415
    from builder.stubs import with_stubs  # noqa: PLC0415

    report = Report()
    content = checked_content(settings.root, report, _today(settings.root))
    shown = list(suggesting.suggestions(_papers(content, files, settings.root), content)) if content else []
    added = [each for each in shown if each.added]
    if write and content:
        known = with_stubs(content.vocabulary, [stub for each in added for stub in each.stubs])
        added = [s for s in added if write_additions(settings.root, s.paper, s.added, known, s.stubs, report)]
    for each in shown:
        if as_json:
            click.echo(json.dumps(suggesting.as_json(each), ensure_ascii=False))
        else:
            settings.say("\n".join(suggesting.as_lines(each)))
    if content and not as_json:
        settings.say(suggesting.summary([s.added for s in added], shown, verb="added" if write else "to add"))
    _finish(report, settings)


def _papers(content: Content, files: Iterable[Path], root: Path) -> Iterable[Paper]:
    """The papers of `files`, in the order of the digest; all of them where no file is given."""
    by_file = {(root / paper.location.path).resolve(): paper for paper in content.papers}
    wanted = {file.resolve() for file in files} or by_file.keys()
    if strange := min(wanted - by_file.keys(), default=None):
        raise SheafError(f"{strange} is no paper of this digest", hint=f"choose files below {layout.PAPERS}/")
    return [paper for file, paper in by_file.items() if file in wanted]


@main.command()
@click.option("--format", "style", type=click.Choice(["text", "github", "json"]), default="text", help="How to tell.")
@click.pass_obj
def check(settings: Settings, style: str) -> None:
    """Validate all of content/. Nothing is written.

    Example: sheaf check --format github
    """
    from builder.check import checked_content  # noqa: PLC0415
    from builder.pairs import warn_of_open_pairs  # noqa: PLC0415

    report = Report()
    content = checked_content(settings.root, report, _today(settings.root))
    if content:
        warn_of_open_pairs(content, report)
    _finish(report, settings, style)
    if style == "text" and content:
        settings.say(f"content/ is fine: {counted(len(content.papers), 'paper')}, {_counted(report, Severity.WARNING)}")


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where the site goes (default: site/).")
@click.option("--base-url", metavar="URL", help="Where the site is published (default: as digest.yaml says).")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes that render (default: by the number of pages).")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep what an earlier build made.")
@click.option("--no-search", is_flag=True, help="Leave the search index out.")
@click.pass_obj
def build(
    settings: Settings, out: Path | None, base_url: str | None, jobs: int | None, no_cache: bool, no_search: bool
) -> None:
    """Build the site from content/.

    Example: sheaf build --base-url https://example.org/digest/
    """
    from builder.pipeline import build as build_site  # noqa: PLC0415

    out = out or settings.root / layout.SITE
    report = Report()
    built = build_site(
        settings.root,
        out,
        base_url=_checked_base(base_url),
        jobs=jobs,
        use_cache=not no_cache,
        with_search=not no_search,
        report=report,
    )
    _finish(report, settings)
    if built:
        files = built.published
        settings.say(
            f"{out}: {counted(built.pages, 'page')} of {counted(built.papers, 'paper')}, {files.size / 1e6:.1f} MB in "
            f"{counted(files.written + files.unchanged, 'file')}: "
            f"{files.written} written, {files.unchanged} unchanged, {files.removed} removed"
        )


@main.command()
@click.argument("issue")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.eml", help="Write the letter.")
@click.option("--send", is_flag=True, help="Send it to each reader who has not got it, by SHEAF_SMTP_HOST and so on.")
@click.option("--dry-run", is_flag=True, help="Say what --send would send, and send nothing.")
@click.option("--to", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE", help="The readers.")
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Who got what.")
@click.option("--sender", metavar="ADDRESS", help="Whom it comes from (default: email in digest.yaml).")
@click.option("--rate", type=click.IntRange(1, 6000), default=60, show_default=True, help="Letters a minute at most.")
@click.option("--base-url", metavar="URL", help="Where the site is published (default: as digest.yaml says).")
@click.pass_obj
def email(
    settings: Settings,
    issue: str,
    out: Path | None,
    send: bool,
    dry_run: bool,
    to: Path | None,
    ledger: Path | None,
    sender: str | None,
    rate: int,
    base_url: str | None,
) -> None:
    """Make a letter of ISSUE, which is its date or `latest`; send it to the readers on a list.

    Example: sheaf email latest --out letter.eml
    """
    from builder.files import told, write_anywhere  # noqa: PLC0415
    from builder.mailing.compose import letters_of  # noqa: PLC0415

    if not (out or send or dry_run):
        raise SheafError("there is nothing to do", hint="choose --out FILE.eml, --send or --dry-run")
    if (send or dry_run) and not to:
        raise SheafError("nobody to send it to", hint="name the list of readers with --to FILE")
    report = Report()
    letters = letters_of(settings.root, issue, sender, _checked_base(base_url), _today(settings.root), report)
    if letters and out:
        with told(f"write {out}"):
            write_anywhere(out, letters.sample())
        settings.say(f"{out}: {letters.subject}")
    if letters and to and (send or dry_run):
        _deliver(settings, letters, to, ledger or to.with_name(f"{to.name}.ledger"), None if dry_run else rate, report)
    _finish(report, settings)


def _deliver(settings: Settings, letters: Letters, to: Path, ledger: Path, rate: int | None, report: Report) -> None:
    """Send the letters at `rate` a minute; without one, say what would be sent."""
    from builder.mailing import ledger as ledgers  # noqa: PLC0415
    from builder.mailing import sending, smtp  # noqa: PLC0415
    from builder.mailing.readers import read_readers, require_private  # noqa: PLC0415

    readers = read_readers(to, settings.root, report)
    require_private(ledger, settings.root)
    day, tally = letters.issue.day, sending.Tally()
    if rate is None:
        due = sending.due(readers, ledgers.read_ledger(ledger, day), report, tally)
        for reader in due:
            settings.say(f"{reader.location}: to send")
        settings.say(f"{letters.subject}: {counted(len(due), 'letter')} to send, {sending.others(tally)}")
        return
    connection = smtp.Connection(smtp.account_from(os.environ))
    with ledgers.open_ledger(ledger, day) as opened:
        heard = settings.say if settings.verbose else lambda _: None
        run = sending.Run(letters, connection, opened, report, sending.Pace(rate), heard, tally)
        try:
            sending.send(sending.due(readers, opened, report, tally), run)
        except SheafError:
            _tell(report, settings, "text")  # what was found out before
            raise
        finally:
            settings.say(f"{letters.subject}: {counted(tally.sent, 'letter')} sent, {sending.others(tally)}")


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
@click.pass_obj
def serve(settings: Settings, port: int) -> None:
    """Build the site, show it on this machine, and rebuild and reload on every change.

    Example: sheaf serve --port 8080
    """
    from builder.serve import Voice  # noqa: PLC0415
    from builder.serve import serve as serve_site  # noqa: PLC0415

    serve_site(settings.root, port, Voice(settings.say, lambda report: _tell(report, settings, "text"), _fail))


def _checked_base(base_url: str | None) -> str | None:
    """What --base-url says."""
    from builder.schema import base_url_fault  # noqa: PLC0415

    if base_url and (fault := base_url_fault(base_url)):
        raise SheafError(fault[0], hint=fault[1])
    return base_url


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # Python reads other forms of ISO 8601, too
        raise SheafError(f"'{text}' is no date", hint="write --date YYYY-MM-DD, such as 2025-03-14")
    return day


def _today(root: Path) -> date:
    """The day it is where the digest is made: the one place that looks at the clock."""
    from builder.load import load_digest  # noqa: PLC0415

    digest = load_digest(root, Report())
    return datetime.now(ZoneInfo(digest.timezone) if digest else UTC).date()


def _finish(report: Report, settings: Settings, style: str = "text") -> None:
    """Print the diagnostics; end the command where one is an error."""
    _tell(report, settings, style)
    if report.has_errors:
        raise click.exceptions.Exit(1)


def _tell(report: Report, settings: Settings, style: str) -> None:
    shown = [d for d in report if not (settings.quiet and d.severity is Severity.NOTICE)]
    text = formatted(shown, style)
    if text:
        click.echo(text, err=style == "text")
    if report.has_errors and style == "text":
        click.echo(f"sheaf: {_counted(report, Severity.ERROR)}, {_counted(report, Severity.WARNING)}", err=True)


def _fail(error: SheafError) -> None:
    hint = f"; {error.hint}" if error.hint else ""
    click.echo(f"sheaf: {error.message}{hint}", err=True)


def _counted(report: Report, severity: Severity) -> str:
    return counted(report.count(severity), severity)
