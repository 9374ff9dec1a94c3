"""The walk through the pairs that may be one paper: a person decides each, and the files follow at once.

Each decision is written before the next question is asked, so that whoever stops loses nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder import dedupe, layout
from builder.contrast import contrast
from builder.diagnostics import Report
from builder.files import told, write_whole
from builder.load import load_again, load_decisions
from builder.merge import merge
from builder.model import Content, Decision, Paper, Verdict
from builder.wording import cut

_CHOICES = "1 same, keep the first; 2 same, keep the second; d different; s skip; q quit > "
_NO_REASON = "no reason given"
_LONGEST = 2_000
"""Characters of a reason."""
_WIDEST = 100
"""Columns of a paragraph on a wide terminal."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A pair that is open, by its slugs; `surely` where the search is sure of it; `note` is what its item says."""

    pair: tuple[str, str]
    reason: str
    score: int | None = None
    surely: bool = False
    note: str = ""


@dataclass(slots=True)
class _Walk:
    """The digest as it is by now, and what was done. `names` leads from aliases to papers."""

    root: Path
    content: Content
    say: Callable[[str], None]
    report: Report
    papers: dict[str, Paper]
    names: dict[str, str]
    decisions: Sequence[Decision]
    merged: int = 0
    different: int = 0


def resolve(
    root: Path,
    content: Content,
    found: Iterable[dedupe.Pair],
    report: Report,
    *,
    ask: Callable[[str], str],
    say: Callable[[str], None],
) -> None:
    """Merge what was decided to be one paper, then ask about each open pair: those `found`, and those of the file.

    `ask` shows a prompt and returns a line; at its EOFError, and at Ctrl-C, the walk ends.
    """
    papers = {paper.slug: paper for paper in content.papers}
    names = {alias: paper.slug for paper in content.papers for alias in paper.aliases if alias not in papers}
    walk = _Walk(root, content, say, report, papers, names, content.decisions)
    try:
        for decision in content.decisions:
            if decision.verdict is Verdict.SAME:
                _merge(walk, decision)
        questions = _open(walk, _questions(walk, found))
        for number, question in enumerate(questions, start=1):
            if _open(walk, [question]) and not _put(walk, question, f"{number} of {len(questions)}", ask):
                break
    except (EOFError, KeyboardInterrupt):
        say("")
    left = _open(walk, _questions(walk, found))
    unmerged = sum(_of_two(walk, d) is not None for d in walk.decisions if d.verdict is Verdict.SAME)
    rest = f"; {unmerged} decided to be the same and not merged" if unmerged else ""
    say(f"{walk.merged} merged, {walk.different} different, {len(left)} open{rest}")


def _questions(walk: _Walk, found: Iterable[dedupe.Pair]) -> list[_Question]:
    """The pairs to ask about, by what they are called today; of one that is on file, too, what was found is shown."""
    on_file = {dedupe.now(d.pair, walk.names): d for d in walk.content.decisions if d.verdict is Verdict.REVIEW}
    recorded = {pair: _Question(pair, d.why, note=_note(d, d.why)) for pair, d in on_file.items()}
    searched = {}
    for pair in found:
        ids = (pair.a, pair.b)
        note = _note(on_file[ids], pair.reason) if ids in on_file else ""
        searched[ids] = _Question(ids, pair.reason, pair.score, surely=pair.verdict is dedupe.Verdict.SAME, note=note)
    return [question for _, question in sorted((recorded | searched).items())]


def _note(on_file: Decision, reason: str) -> str:
    """What an open item says beside `reason`: who asks, and why."""
    why = "" if on_file.why == dedupe.one_line(reason) else on_file.why
    if not on_file.by:
        return f"asked before: {why}" if why else ""
    return f"{on_file.by} asked: {why or on_file.why}".rstrip(": ")


def _open(walk: _Walk, questions: Iterable[_Question]) -> list[_Question]:
    """Those whose papers are both there, are two, and nobody has decided about."""
    settled = {dedupe.now(d.pair, walk.names) for d in walk.decisions if d.verdict is not Verdict.REVIEW}
    pairs = ((question, dedupe.now(question.pair, walk.names)) for question in questions)
    return [q for q, pair in pairs if pair[0] != pair[1] and walk.papers.keys() >= {*pair} and pair not in settled]


def _put(walk: _Walk, question: _Question, place: str, ask: Callable[[str], str]) -> bool:
    """Ask one question and do what the answer says; False where the person wants to stop."""
    pair = dedupe.now(question.pair, walk.names)
    _decided(walk, Decision(pair, Verdict.DIFFERENT, by=_NO_REASON, why=_NO_REASON))  # raises before anything is typed
    score = "" if question.score is None else f", score {question.score}"
    walk.say(f"\n{place}: {'surely' if question.surely else 'perhaps'} one paper{score}: {question.reason}")
    if question.note:
        walk.say(f"  {question.note}")
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    walk.say("\n".join(contrast(walk.papers[pair[0]], walk.papers[pair[1]], width)))
    choice = ask(_CHOICES).strip().lower()
    while choice not in {"1", "2", "d", "s", "q"}:
        choice = ask(_CHOICES).strip().lower()
    if choice in {"s", "q"}:
        return choice == "s"
    keep = pair[int(choice) - 1] if choice in {"1", "2"} else ""
    why = _reason(ask) or (question.reason if keep else _NO_REASON)  # likeness is no reason to keep two apart
    why = "; ".join(filter(None, (why, question.note)))  # what stands in the item gives way to it
    verdict = Verdict.SAME if keep else Verdict.DIFFERENT
    _decide(walk, Decision(pair, verdict, keep=keep, by=_curator(walk.root), why=cut(why, _LONGEST)))
    return True


def _reason(ask: Callable[[str], str]) -> str:
    """What the person says of a decision; the end of the input says nothing, and the decision stands."""
    try:
        return dedupe.one_line(ask("Why, in one line? > "))
    except EOFError:
        return ""


def _decide(walk: _Walk, decision: Decision) -> None:
    with told("write the decision"):
        write_whole(walk.root, layout.DUPLICATES, _decided(walk, decision).encode())
    walk.decisions = (*walk.decisions, decision)
    if decision.verdict is Verdict.SAME:
        _merge(walk, decision)
    else:
        walk.different += 1


def _decided(walk: _Walk, decision: Decision) -> str:
    """The text of the file of decisions with one more. Raises SheafError where its layout has no place for it."""
    file = walk.root / layout.DUPLICATES
    before = file.read_bytes().decode() if file.exists() else ""
    return dedupe.record_decision(before, decision)


def _merge(walk: _Walk, decision: Decision) -> None:
    """Make the two papers one file, unless they are one already."""
    two = _of_two(walk, decision)
    if two is None:
        return
    keep, gone = two
    # A file may have been edited while the question was on the screen.
    vocabulary = walk.content.vocabulary
    stays, goes = (load_again(walk.root, walk.papers[slug], vocabulary, walk.report) for slug in (keep, gone))
    merged = merge(walk.root, stays, goes, vocabulary, walk.report) if stays and goes else None
    if merged is None:
        return
    walk.merged += 1
    walk.say("\n".join([f"merged {gone} into {keep}", *(f"  {note}" for note in merged.notes)]))
    aliases = (gone, *walk.papers.pop(gone).aliases)
    walk.papers[keep] = merged.paper
    walk.names |= dict.fromkeys(aliases, keep)
    walk.decisions = load_decisions(walk.root, Report())


def _of_two(walk: _Walk, decision: Decision) -> tuple[str, str] | None:
    """The paper to keep and the other one that a decision calls the same; None where they are one file already."""
    pair = dedupe.now(decision.pair, walk.names)
    keep = walk.names.get(decision.keep, decision.keep)
    gone = pair[1] if pair[0] == keep else pair[0]
    return (keep, gone) if gone != keep and walk.papers.keys() >= {keep, gone} else None


def _curator(root: Path) -> str:
    """Who decides: the name that Git would write into a commit, else the user's."""
    git = shutil.which("git")
    command = [git or "git", "config", "user.name"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False) if git else None  # noqa: S603 (no shell, own arguments)
    name = (done.stdout if done else "").strip() or os.environ.get("USER", "")
    return cut(name, 500)
