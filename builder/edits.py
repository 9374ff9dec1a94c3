"""Which results of a paper's file a curator made of those that its text gives: their edits are not undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.extract import Extraction
from builder.model import Paper, Result, Status
from builder.rejected import measure
from builder.wording import folded, overlap

_FIELDS = ("benchmark", "metric", "split", "task", "setting", "model")


def unseen_results(paper: Paper, found: Extraction) -> list[Result]:
    """The results of the file that are not among the found ones."""
    seen = {_score(result) for result in found.results}
    return [result for result in paper.results if _score(result) not in seen]


def split_results(
    paper: Paper, unseen: Sequence[Result], found: Iterable[Result]
) -> tuple[list[Result], list[tuple[Result, Result]]]:
    """Of `found`, the results that the file lacks, and those it has otherwise, each behind the file's own."""
    there = {_score(result) for result in paper.results}
    verified = [result for result in paper.results if result.status is Status.VERIFIED]
    lacking: list[Result] = []
    edited: list[tuple[Result, Result]] = []
    for result in found:
        if _score(result) in there or any(_is_other_value(own, result) for own in verified):
            continue
        if own := next((r for r in unseen if _is_edit(r, result)), None):
            edited.append((own, result))
        else:
            lacking.append(result)
    claimed = [own for own, _ in edited]
    rewritten = _rewritten([own for own in unseen if own not in claimed], lacking)
    told = [result for _, result in rewritten]
    return [result for result in lacking if result not in told], edited + rewritten


def _rewritten(unseen: Sequence[Result], lacking: Sequence[Result]) -> list[tuple[Result, Result]]:
    """Each of `unseen` with the one of `lacking` that it was made of by edits of several fields, the likest first."""
    alike = [(own, result) for own in unseen for result in lacking if _is_of_same_words(own, result)]
    pairs: list[tuple[Result, Result]] = []
    for own, result in sorted(alike, key=lambda pair: -_likeness(*pair)):
        if not any(own == mine or result == its for mine, its in pairs):
            pairs.append((own, result))
    return pairs


def _score(result: Result) -> tuple[object, ...]:
    """What makes two results the same statement, whatever is said of model and split."""
    return result.benchmark, result.metric, result.value


def _is_edit(own: Result, result: Result) -> bool:
    """Whether a curator made `own` of what the text gives as `result`, by one edit.

    Either its value was changed, all else agreeing, or the same number of the same words went to another board; what
    was verified in the paper needs no words.
    """
    if measure(own) != measure(result):
        checked = own.status is Status.VERIFIED and not own.evidence and own.benchmark == result.benchmark
        return own.value == result.value and (checked or overlap(own.evidence, result.evidence))
    return _is_other_value(own, result)


def _is_other_value(own: Result, result: Result) -> bool:
    """Whether the two may state one score, whatever its value."""
    return measure(own) == measure(result) and all(
        agree(getattr(own, name), getattr(result, name)) for name in ("split", "task", "setting", "model")
    )


def _is_of_same_words(own: Result, result: Result) -> bool:
    """Whether `own` quotes the words that state `result`, or was verified without any on a board that may be its."""
    if own.evidence or own.status is not Status.VERIFIED:
        return overlap(own.evidence, result.evidence)
    return _is_other_value(replace(own, model=""), result)


def _likeness(own: Result, result: Result) -> int:
    """The number of fields in which two results agree; the value counts most."""
    same = [name for name in (*_FIELDS, "evidence") if getattr(own, name) == getattr(result, name)]
    return len(same) + (len(_FIELDS) if own.value == result.value else 0)


def agree(one: str, other: str) -> bool:
    """Whether two fields say the same, however it is spelled, or one of them nothing."""
    return folded(one) == folded(other) or not (one and other)
