"""What no file shows by itself: faults between the files of content/, and between a file's parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from pathlib import Path

from builder.dedupe import now
from builder.diagnostics import Report
from builder.load import load_content
from builder.markup import Markdown
from builder.model import Benchmark, Content, Decision, Metric, Paper, Result, Status, Tag, Verdict, Vocabulary
from builder.rejected import doubt, key_it_stands_under
from builder.stated import places, quoted_at
from builder.wording import folded, usual_spelling

_Term = Tag | Benchmark | Metric


def checked_content(root: Path, report: Report, today: date = date.max) -> Content | None:
    """The content of the digest at `root`, or None where it has errors; every fault is reported.

    What is dated after `today` is a fault. A build looks at no clock, and leaves it out. Raises SheafError where `root`
    holds no digest.
    """
    content = load_content(root, report)
    if content:
        check(content, report, today)
    return None if report.has_errors else content


def check(content: Content, report: Report, today: date = date.max) -> None:
    """Report every fault between the parts of `content`."""
    _check_names(content.papers, _to_merge(content), report)
    _check_ids(content.papers, report)
    for terms in (content.vocabulary.tags, content.vocabulary.benchmarks):
        _check_spellings([(term, {term.name, *term.aliases}) for term in terms.values()], report)
    # Their aliases may be shared: the benchmark beside a score tells which of two is meant.
    _check_spellings([(metric, {metric.name}) for metric in content.vocabulary.metrics.values()], report)
    _check_issues(content, report)
    _check_decisions(content, report)
    _check_boards(content.papers, report)
    markdown = Markdown()
    for paper in content.papers:
        _check_verification(paper, report, today)
        text = markdown.source_text(paper.abstract) if paper.results or paper.rejected else ""
        _check_evidence(paper, _squeeze(text), report)
        _check_rejected(paper, text, content.vocabulary, report)


def _to_merge(content: Content) -> set[tuple[str, str]]:
    """The entries that were decided to be another's, behind the one that stays, while both are there."""
    slugs = {paper.slug for paper in content.papers}
    same = (decision for decision in content.decisions if decision.verdict is Verdict.SAME)
    pairs = {(d.keep, slug) for d in same for slug in d.pair if slug != d.keep}
    return {pair for pair in pairs if slugs.issuperset(pair)}


def _check_names(papers: Iterable[Paper], to_merge: Set[tuple[str, str]], report: Report) -> None:
    """A slug is a paper's identity over all folders, and an alias leads to one paper.

    A merge puts aliases in before it deletes the other file, and may be interrupted between the two.
    """
    owner: dict[str, Paper] = {}
    for paper in papers:
        if other := owner.get(paper.slug):
            hint = f"rename this file; {other.location.path} has the name already"
            report.error(paper.location, "duplicate-slug", f"another paper is called '{paper.slug}'", hint)
        owner.setdefault(paper.slug, paper)
    for paper in papers:
        for alias in paper.aliases:
            other = owner.get(alias)
            if other and not to_merge & {(paper.slug, other.slug), (other.slug, paper.slug)}:
                message = f"alias '{alias}' is the name or an alias of {other.location.path}"
                report.error(paper.location, "duplicate-alias", message, "an address can lead to one paper only")
            owner.setdefault(alias, paper)


def _check_ids(papers: Iterable[Paper], report: Report) -> None:
    owner: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        for item in paper.ids.items():
            if other := owner.get(item):
                hint = f"{other.location.path} has it too: merge the two, or correct one"
                report.warning(paper.location, "same-id", f"{item[0]} '{item[1]}' is another entry's", hint)
            owner.setdefault(item, paper)


def _check_spellings(terms: Iterable[tuple[_Term, Set[str]]], report: Report) -> None:
    """A spelling that stands for two things would be read as either, by the extractors and by people."""
    owner: dict[str, _Term] = {}
    for term, spellings in terms:
        for spelling in set(map(_spelling_key, spellings)):
            if other := owner.get(spelling):
                hint = f"{other.location.path} has it too: leave it in one of the two"
                report.error(term.location, "ambiguous-alias", f"'{spelling}' stands for two things", hint)
            owner.setdefault(spelling, term)


def _spelling_key(spelling: str) -> str:
    """A spelling without case, a hyphen being a space."""
    return spelling.casefold().replace("-", " ")


def _check_issues(content: Content, report: Report) -> None:
    listed: Mapping[str, Paper] = {paper.slug: paper for paper in content.papers}
    days = {paper.listed for paper in content.papers} | set(content.unread.values())
    for notes in content.issues:
        if notes.day not in days:
            report.warning(notes.location, "empty-issue", f"no paper is listed on {notes.day}; the page is not made")
        for slug in dict.fromkeys((*notes.highlights, *notes.order)):
            if slug not in content.unread and listed[slug].listed != notes.day:
                message = f"'{slug}' is listed on {listed[slug].listed}, not in this issue"
                report.error(notes.location, "other-issue", message, "take it out, or name one of this issue's papers")


def _check_decisions(content: Content, report: Report) -> None:
    names = {name: paper.slug for paper in reversed(content.papers) for name in paper.aliases}
    names |= {paper.slug: paper.slug for paper in content.papers}
    answered = {now(d.pair, names) for d in content.decisions if d.verdict is not Verdict.REVIEW}
    answered |= {(slug, slug) for slug in names.values()}  # one paper by now
    seen: set[tuple[str, str]] = set()
    for decision in content.decisions:
        if not decision.pair[0] or decision.pair[0] == decision.pair[1]:
            report.error(decision.location, "pair", "a pair names two entries", "write pair: [one-slug, other-slug]")
            continue
        if content.unread.keys().isdisjoint(decision.pair):
            _check_decision(decision, names, report)
            if names.keys() >= {*decision.pair} and now(decision.pair, names) not in answered:
                _warn_of_open(decision, report)
        if decision.pair in seen:
            report.error(decision.location, "repeated", f"the pair {_pair(decision)} stands here twice", "delete one")
        seen.add(decision.pair)
    _check_order([decision for decision in content.decisions if decision.pair[0]], report)
    _check_agreement(content.decisions, names, report)


def _warn_of_open(decision: Decision, report: Report) -> None:
    seen = f": {decision.why}" if decision.why else ""
    hint = "decide it with: sheaf dedupe --resolve"
    report.warning(decision.location, "open-pair", f"{_pair(decision)} may be one paper{seen}", hint)


def _check_order(decisions: Iterable[Decision], report: Report) -> None:
    """Items in the order of their pairs, and slugs in theirs, so that two branches add the same pair at one place."""
    last: Decision | None = None
    for decision in decisions:
        if not decision.in_order:
            message = "the two slugs of a pair stand in alphabetical order"
            report.warning(decision.location, "unsorted", message, f"write pair: [{', '.join(decision.pair)}]")
        if last and decision.pair < last.pair:
            message = f"the pair {_pair(decision)} stands below {_pair(last)}"
            report.warning(decision.location, "unsorted", message, "sort the items by their pairs")
        else:
            last = decision


def _check_agreement(decisions: Sequence[Decision], names: Mapping[str, str], report: Report) -> None:
    """No two entries are one paper by some decisions and different by another."""
    one: dict[str, str] = {}  # each entry leads to another of its paper, the last of them to itself

    def end(slug: str) -> str:
        while one.get(slug, slug) != slug:
            slug = one[slug]
        return slug

    named = [decision for decision in decisions if len({*decision.pair} - {""}) > 1]
    pairs = [(decision, [names.get(slug, slug) for slug in decision.pair]) for decision in named]
    for decision, (first, second) in pairs:
        if decision.verdict is Verdict.SAME:
            one[end(first)] = end(second)
    for decision, (first, second) in pairs:
        if decision.verdict is Verdict.DIFFERENT and end(first) == end(second):
            message = f"{_pair(decision)} are different here, and one paper by other decisions"
            report.error(decision.location, "contradiction", message, "correct one of them, or delete this one")


def _check_decision(decision: Decision, names: Mapping[str, str], report: Report) -> None:
    here = decision.location
    # An import records a pair to review before it makes the entries, and may be interrupted between the two.
    tell = report.warning if decision.verdict is Verdict.REVIEW else report.error
    for slug in decision.pair:
        if slug not in names:
            tell(here, "unknown-paper", f"there is no paper '{slug}'", "delete the item, or restore the entry")
    if decision.verdict is Verdict.SAME:
        _check_merge(decision, names, report)
    lacking = [key for key in ("by", "why") if not getattr(decision, key)]
    if lacking and decision.verdict is not Verdict.REVIEW:
        message = f"what was decided of {_pair(decision)} lacks {' and '.join(map(repr, lacking))}"
        report.warning(here, "undocumented", message, "say by whom it was decided, and why")


def _check_merge(decision: Decision, names: Mapping[str, str], report: Report) -> None:
    """Of two entries that are one paper, one stays, and the other's name is its alias."""
    here = decision.location
    if decision.keep not in decision.pair:
        report.error(here, "keep", "'keep' does not say which of the two stays", f"one of {_pair(decision)}")
        return
    gone = next(slug for slug in decision.pair if slug != decision.keep)
    if names.get(gone) == gone and names.get(decision.keep) not in {gone, None}:
        hint = "merge them with: sheaf dedupe --resolve"
        report.warning(here, "unmerged", f"{_pair(decision)} are one paper, and both are here", hint)
    elif {gone, decision.keep} <= names.keys() and names[gone] != names[decision.keep]:
        message = f"there is no paper '{gone}', and it is no alias of '{names[decision.keep]}'"
        report.error(here, "unknown-paper", message, f"it is an alias of '{names[gone]}': correct the pair")


def _pair(decision: Decision) -> str:
    return " and ".join(f"'{slug}'" for slug in decision.pair)


def _check_boards(papers: Iterable[Paper], report: Report) -> None:
    """A split or a setting that is spelled in two ways is on one board all the same; it should not need that."""
    written: defaultdict[tuple[str, str, str], list[tuple[str, Result]]] = defaultdict(list)
    for result in (result for paper in papers for result in paper.results):
        for name, text in (("split", result.split), ("setting", result.setting)):
            written[result.benchmark, name, folded(text)].append((text, result))
    for (_, name, _), uses in written.items():
        usual = usual_spelling(text for text, _ in uses)
        for text, result in uses:
            if text != usual:
                message = f"the {name} '{text}' of {result.benchmark} is '{usual}' elsewhere"
                report.warning(result.location, "spelling", message, f"write '{usual}', as most results do")


def _check_evidence(paper: Paper, abstract: str, report: Report) -> None:
    """An extracted score can be checked by anyone: its evidence quotes the abstract and holds the number."""
    for result in paper.results:
        what = f"{result.benchmark} {result.metric} {result.shown}"
        if result.evidence and quoted_at(abstract, _squeeze(result.evidence)) < 0:
            report.warning(result.location, "evidence", f"the evidence of {what} is no quote from the abstract")
        if result.evidence and result.value is not None and not places(result.value, result.evidence):
            report.warning(result.location, "evidence", f"the evidence of {what} does not hold that number")


def _check_rejected(paper: Paper, text: str, vocabulary: Vocabulary, report: Report) -> None:
    """What a curator removed has gone, and has a name that somebody would propose."""
    for entry in paper.rejected:
        if key := key_it_stands_under(paper, entry):
            message = f"'{entry}' is rejected, and stands under '{key}'"
            report.warning(paper.location, "rejected", message, "delete it there, or take it out of 'rejected'")
        elif (hint := doubt(paper, entry, text, vocabulary)) is not None:
            message = f"'{entry}' is rejected, and nobody proposes that"
            report.warning(paper.location, "rejected", message, hint or "delete it, or correct its spelling")


def _check_verification(paper: Paper, report: Report, today: date) -> None:
    """A verified score can be checked by anyone: it says who found it when, and where in the paper."""
    for result in paper.results:
        said = result.verified
        if result.status is Status.VERIFIED and not (said and said.where):
            lacks = "where in the paper it stands" if said else "by whom, when, and where in the paper"
            hint = "write it as verified: {by: ada, date: 2025-03-20, where: Table 2}"
            report.warning(result.location, "verification", f"is verified, and does not say {lacks}", hint)
        if said and said.day > today:
            message = f"is verified on {said.day}, a day that is still to come"
            report.warning(result.location, "verification", message, "correct the date")
        if result.verified and result.status is not Status.VERIFIED:
            message = f"is verified by {result.verified.by}, but its status is '{result.status}'"
            report.error(result.location, "status", message, "set status: verified, or delete the key 'verified'")


def _squeeze(text: str) -> str:
    return " ".join(text.split())
