"""What the extractors would add to the papers that are there, and what they now see differently.

Pure: `edit.py` writes. A curator's word wins: of what stands in `rejected:` nothing is said (a tag, a benchmark with
its results, `benchmark/metric` for its results of one metric, the address of a link), and nothing is put beside what
was edited or verified.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from slugify import slugify

from builder.edit import Additions
from builder.edits import split_results, unseen_results
from builder.extract import Extraction, Proposal
from builder.markup import Markdown
from builder.model import Benchmark, Content, Paper, Result, Status, Vocabulary
from builder.rejected import address, is_rejected
from builder.stated import quoted_at
from builder.stubs import extractor_for, with_stubs, within

_SHOWN = 100
"""Characters of evidence on a line."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the file says of `what`, and what its title and abstract say."""

    what: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a person should look at in one paper; only `added` is ever written.

    `evidence` is that of `added.benchmarks`, "" where their names stand nowhere as they are. `gone` are extracted
    results that are found no longer. `proposed` are names that the vocabulary lacks, and `stubs` the benchmarks of
    `added` that only the lexicon knows.
    """

    paper: Paper
    added: Additions
    evidence: tuple[str, ...]
    differs: tuple[Difference, ...]
    gone: tuple[Result, ...]
    proposed: tuple[Proposal, ...]
    stubs: tuple[Benchmark, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.differs or self.gone or self.proposed)


def suggestions(papers: Iterable[Paper], content: Content) -> Iterator[Suggestion]:
    """The suggestions for `papers`, in their order; none for a paper on which file and extractors agree."""
    extractor, markdown = extractor_for(content.vocabulary), Markdown()
    for paper in papers:
        abstract = markdown.source_text(paper.abstract)
        found = within(extractor(paper.title, abstract), content.vocabulary)
        if suggestion := compare(paper, abstract, found, content.vocabulary):
            yield suggestion


def compare(paper: Paper, abstract: str, found: Extraction, vocabulary: Vocabulary) -> Suggestion:
    """What `found` in the title and `abstract` of `paper` says beyond its file, and otherwise."""
    unseen, wanted = unseen_results(paper, found), _without(found, paper.rejected)
    results, edited = split_results(paper, unseen, wanted.results)
    replaced = _replaced(paper, wanted)
    added = _added(paper, wanted, results, {*replaced.values(), *_moved(wanted, edited)})
    claimed = [own for own, _ in edited]
    named = {use.benchmark for use in added.benchmarks} | {result.benchmark for result in added.results}
    stubs = tuple(stub for stub in found.stubs if stub.slug in named)
    known = with_stubs(vocabulary, stubs)
    gone = (r for r in unseen if r.status is Status.EXTRACTED and r not in claimed)
    return Suggestion(
        paper,
        added,
        evidence=tuple(_evidence(use.benchmark, paper, abstract, found, known) for use in added.benchmarks),
        differs=tuple(_differences(paper, wanted, replaced, edited)),
        gone=tuple(r for r in gone if not is_rejected(r, paper.rejected)),
        proposed=wanted.proposed,
        stubs=stubs,
    )


def _without(found: Extraction, rejected: Sequence[str]) -> Extraction:
    """`found` without what a curator removed."""
    addresses = {address(entry) for entry in rejected}
    return replace(
        found,
        tags=tuple(tag for tag in found.tags if tag not in rejected),
        benchmarks=tuple(use for use in found.benchmarks if use.benchmark not in rejected),
        results=tuple(result for result in found.results if not is_rejected(result, rejected)),
        links=tuple(link for link in found.links if address(link.url) not in addresses),
        proposed=tuple(proposal for proposal in found.proposed if slugify(proposal.name) not in rejected),
    )


def _added(paper: Paper, wanted: Extraction, results: Sequence[Result], edited: Collection[str]) -> Additions:
    """What of `wanted` the file lacks, without the benchmarks that were `edited` into others."""
    addresses = {address(link.url) for link in paper.links}
    used = {use.benchmark for use in paper.benchmarks}.union(edited)
    return Additions(
        links=tuple(link for link in wanted.links if address(link.url) not in addresses),
        tags=tuple(tag for tag in wanted.tags if tag not in paper.tags),
        benchmarks=tuple(use for use in wanted.benchmarks if use.benchmark not in used),
        results=tuple(results),
    )


def _replaced(paper: Paper, wanted: Extraction) -> dict[str, str]:
    """The benchmarks of the file that stand where the text has others, with those others.

    An import lists them in the order of the text, so that an edited one keeps its place among its neighbours.
    """
    own, seen = ([use.benchmark for use in uses] for uses in (paper.benchmarks, wanted.benchmarks))
    blocks = SequenceMatcher(None, own, seen, autojunk=False).get_opcodes()
    pairs = (pair for _, a, b, c, d in blocks for pair in zip(own[a:b], seen[c:d], strict=False))
    return {mine: its for mine, its in pairs if mine not in seen and its not in own}


def _moved(wanted: Extraction, edited: Iterable[tuple[Result, Result]]) -> set[str]:
    """The benchmarks all of whose scores a curator gave to other benchmarks."""
    given = {seen for own, seen in edited if own.benchmark != seen.benchmark}
    return {result.benchmark for result in given} - {r.benchmark for r in wanted.results if r not in given}


def _differences(
    paper: Paper, wanted: Extraction, replaced: Mapping[str, str], edited: Iterable[tuple[Result, Result]]
) -> Iterator[Difference]:
    """What the file says otherwise than the text; of what was verified, nothing."""
    yield from _other_words(paper, wanted)
    yield from (Difference("benchmark", own, seen) for own, seen in replaced.items())
    yield from (_difference(own, seen) for own, seen in edited if own.status is Status.EXTRACTED)


def _other_words(paper: Paper, wanted: Extraction) -> Iterator[Difference]:
    """The links and benchmarks of the file that the text gives another kind or role."""
    kinds = {address(link.url): link.kind for link in paper.links}
    roles = {use.benchmark: use.role for use in paper.benchmarks}
    for link in wanted.links:
        if (kind := kinds.get(address(link.url), link.kind)) is not link.kind:
            yield Difference(f"link {link.url}", kind, link.kind)
    for use in wanted.benchmarks:
        if (role := roles.get(use.benchmark, use.role)) is not use.role:
            yield Difference(f"benchmark {use.benchmark}", role, use.role)


def _difference(own: Result, seen: Result) -> Difference:
    if _board(own) == _board(seen):
        return Difference(f"result {_board(own)}", own.shown, seen.shown)
    if own.value == seen.value:
        return Difference(f"result {own.shown}", _board(own), _board(seen))
    return Difference("result", f"{_board(own)} {own.shown}", f"{_board(seen)} {seen.shown}")


def _board(result: Result) -> str:
    return " ".join(filter(None, (result.benchmark, result.split, result.setting, result.metric)))


def _evidence(slug: str, paper: Paper, abstract: str, found: Extraction, vocabulary: Vocabulary) -> str:
    """The words that name the benchmark `slug`: those of its first result, else those around its name."""
    if own := next((r.evidence for r in found.results if r.benchmark == slug and r.evidence), ""):
        return own
    benchmark = vocabulary.benchmarks[slug]
    names = "|".join(re.escape(name) for name in sorted((benchmark.name, *benchmark.aliases), key=len, reverse=True))
    named = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    for text in (abstract, paper.title):
        if match := named.search(text):
            return _around(text, match.start(), match.end())
    return ""


def _around(text: str, start: int, end: int) -> str:
    """Some words before and behind a place."""
    before = text[:start].split(" ")[-5:]
    behind = text[end:].split(" ")[:5]
    return f"{' '.join(before)}{text[start:end]}{' '.join(behind)}".strip()


def as_lines(suggestion: Suggestion) -> Iterator[str]:
    """A suggestion as a diff for people: `+` would be added, `~` is otherwise in the text, `?` needs a person."""
    yield suggestion.paper.location.path
    added = suggestion.added
    yield from (f"  + tag {tag}" for tag in added.tags)
    for use, evidence in zip(added.benchmarks, suggestion.evidence, strict=True):
        yield f"  + benchmark {use.benchmark} ({use.role}){_quote(evidence)}"
    yield from (f"  + result {_board(r)} {r.shown}{_quote(r.evidence, r.shown)}" for r in added.results)
    yield from (f"  + link {link.kind} {link.url}" for link in added.links)
    yield from (f"  ~ {each.what}: file {each.file}, text says {each.text}" for each in suggestion.differs)
    yield from (f"  ? result {_board(r)} {r.shown}: no longer found" for r in suggestion.gone)
    yield from (f'  ? new benchmark "{p.name}" ({p.role}){_quote(p.evidence, p.name)}' for p in suggestion.proposed)


def _quote(evidence: str, core: str = "") -> str:
    """The evidence in quotes, of a long one the part around `core`."""
    text = " ".join(evidence.split())
    start = max(0, min(quoted_at(text, core) - _SHOWN // 2, len(text) - _SHOWN))
    shown = text[start : start + _SHOWN]
    if start:
        shown = f"… {shown.partition(' ')[2]}"
    if start + _SHOWN < len(text):
        shown = f"{shown.rpartition(' ')[0]} …"
    return f'  "{shown}"' if shown else ""


def summary(added: Sequence[Additions], of: Sequence[Suggestion], *, verb: str) -> str:
    """One line with the counts of `added`, and of what there is to review in `of`."""
    counts = (
        _counted(sum(len(each.tags) for each in added), "tag"),
        _counted(sum(len(each.benchmarks) for each in added), "benchmark"),
        _counted(sum(len(each.results) for each in added), "result"),
        _counted(sum(len(each.links) for each in added), "link"),
    )
    review = (
        f"{sum(len(each.differs) for each in of)} seen differently",
        f"{sum(len(each.gone) for each in of)} no longer found",
        _counted(sum(len(each.proposed) for each in of), "new name"),
    )
    return f"{_counted(len(of), 'paper')}: {', '.join(counts)} {verb}; to review: {', '.join(review)}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_json(suggestion: Suggestion) -> dict[str, Any]:
    """The suggestion as `sheaf suggest --json` prints it."""
    added = suggestion.added
    uses = zip(added.benchmarks, suggestion.evidence, strict=True)
    return {
        "path": suggestion.paper.location.path,
        "tags": list(added.tags),
        "benchmarks": [{"benchmark": use.benchmark, "role": use.role.value, "evidence": said} for use, said in uses],
        "results": [_result_json(result) for result in added.results],
        "links": [{"kind": link.kind.value, "url": link.url} for link in added.links],
        "differs": [{"what": each.what, "file": each.file, "text": each.text} for each in suggestion.differs],
        "gone": [_result_json(result) for result in suggestion.gone],
        "proposed": [{"name": p.name, "role": p.role.value, "evidence": p.evidence} for p in suggestion.proposed],
    }


def _result_json(result: Result) -> dict[str, Any]:
    return {
        "benchmark": result.benchmark,
        "split": result.split,
        "task": result.task,
        "metric": result.metric,
        "setting": result.setting,
        "value": result.number,
        "model": result.model,
        "evidence": result.evidence,
        "assumed_metric": result.assumed_metric,
    }
