"""The tags of a paper: names and aliases of the vocabulary where they stand for what the paper itself does.

A facet decides what counts. A task is taken where the paper addresses or evaluates it, a method only where the paper
proposes or uses it, a domain where it recurs, a modality from words, tasks and methods, a contribution from phrases.
What stands before the first sentence that speaks of the paper itself is background and counts less.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from builder.extract.cues import (
    ALWAYS_MEANT,
    CONTRASTIVE,
    CONTRIBUTION_PHRASE,
    IMPLIED_BY,
    IMPLIES,
    MADE,
    MADE_NOUN,
    MADE_WORDS,
    MAKING,
    METHOD_CUES,
    METHOD_MODALITIES,
    MODALITY_WORDS,
    PHRASE_WORDS,
    PHRASED,
    TASK_DOMAINS,
    TASK_MODALITIES,
    TITLE_CUES,
)
from builder.extract.names import Match, NameFinder, Tokens, tokenize
from builder.extract.sentences import Span, sentence_at
from builder.model import Benchmark, Facet, Vocabulary

_OWN = re.compile(
    r"\b(?:we|our|ours|this (?:paper|work|study|article|thesis|survey|report|research)|in this|the (?:proposed"
    r"|resulting|present)|propose[sd]?"
    r"|experiments?|experimental results|is presented|are presented)\b"
)
_PROPOSES = re.compile(
    r"\b(?:we|paper|work|study|article|thesis) (?:[a-z]{2,12} )?(?:propos|introduc|present|develop|design|stud"
    r"|investigat"
    r"|address|describ|explor|focus)\w*\b"
)
_EXAMPLE = re.compile(r"\b(?:like|such as|including|e\.g\.,?|from|across) (?:[\w-]{1,16}(?:,|,? and|,? to) ){0,5}$")
_CONTRAST = re.compile(
    r"\b(?:unlike|instead of|rather than|than|compared (?:to|with)|versus|vs|without|outperform\w*|surpass\w*"
    r"|beyond|reliance on|rely on|relies on|limitations of|drawbacks of|conventional|traditional|as opposed to"
    r"|in contrast to|beat\w*|not|over|like|beneficial (?:for|to)"
    r"|also be (?:applied|introduced|extended|generali[sz]ed|integrated|plugged|transferred) (?:in)?to)"
    r"(?: [\w-]{1,16}){0,4} $"
)
_ASIDE_TASK = re.compile(r"\b(?:auxiliary|pretext|proxy|surrogate)(?: [\w-]{1,16}){0,2} $")
_IN_TURN = re.compile(r"s?\)?(?:,? and |,? or |, |/| ?\()")
_GLUED_BEFORE, _GLUED_AFTER = re.compile(r"[A-Za-z]-$"), re.compile(r"/[A-Z]")
_CONTRAST_WINDOW = 80
_RELEASE = re.compile(  # its first letter is looked for first, which is quick
    r"[harc](?<!\w.)(?:ttps?:|(?:vailable|eleased) (?:at|on|in|here|upon|soon)\b|odes? (?:is|are|will|and|has)\b)"
)
_RELEASE_WORDS = ("http", "available", "released", "code")
_OFTEN = 3
_FIRST_WORDS = 2
_NOT_IMAGES = frozenset(("3d", "video", "audio"))
"""Kinds of data on which tasks that are mostly about images are done as well."""
_FACETS = tuple(Facet)


@dataclass(frozen=True, slots=True)
class _Found:
    """A tag's name in the abstract; `own` is whether it stands where the paper speaks of itself.

    `proposed` is whether its sentence says what the paper proposes or studies, `opens` whether the abstract begins with
    it, as with its topic.
    """

    slug: str
    own: bool
    proposed: bool
    opens: bool
    contrasted: bool


class Tagger:
    """The tags of a vocabulary, compiled; `benchmarks` are those whose tasks are known, by slug."""

    def __init__(self, vocabulary: Vocabulary, benchmarks: Mapping[str, Benchmark]) -> None:
        self._tags = vocabulary.tags
        self._benchmarks = benchmarks
        names = [(n, t.slug) for t in vocabulary.tags.values() for n in (t.name, *t.aliases)]
        self._finder = NameFinder(names, proper=False)
        self._modality_words = NameFinder(MODALITY_WORDS, proper=False)

    def __call__(
        self,
        title: str,
        abstract: str,
        spans: Sequence[Span],
        tokens: Tokens,
        benchmarks: Iterable[str],
        scored: Iterable[str],
        introduced: Iterable[str],
    ) -> tuple[str, ...]:
        """The tag slugs of a paper that evaluates `benchmarks` (slugs) and has scores on `scored`, by facet and slug.

        `spans` and `tokens` are the sentences and the tokens of the abstract, `introduced` the names of its own sets.
        """
        lowered = abstract.lower()
        first_own = _first_own(lowered, spans)
        title_tokens = tokenize(title)
        titled = {m.slug for m in self._finder.find(title, title_tokens, overlapping=True)}
        named = list(self._named(abstract, lowered, spans, tokens, first_own))
        tasks = self._tasks(titled, named, benchmarks, scored)
        methods = self._methods(titled, named)
        methods |= {"contrastive-learning"} if CONTRASTIVE.search(title.lower()) else set()
        methods |= {slug for slug, cue in METHOD_CUES.items() if cue.is_in(abstract)}
        tasks |= {IMPLIES[m] for m in methods if m in IMPLIES and IMPLIES[m] not in methods}
        found = tasks | methods | self._domains(titled, named, tasks)
        found |= {modality for method in methods for modality in METHOD_MODALITIES.get(method, ())}
        found |= self._modalities(title, abstract, lowered, spans, tokens, first_own, tasks)
        found |= _contributions(title.lower(), lowered, tokens) | _made_sets(title, introduced)
        known = [slug for slug in found if slug in self._tags and IMPLIED_BY.get(slug) not in found]
        return tuple(sorted(known, key=lambda slug: (_FACETS.index(self._tags[slug].facet), slug)))

    def tasks_in(self, text: str) -> Iterator[Match]:
        """Where a text names tasks."""
        return (m for m in self._finder.find(text, overlapping=True) if self._is(m.slug, Facet.TASK))

    def _is(self, slug: str, facet: Facet) -> bool:
        return self._tags[slug].facet is facet

    def _named(
        self, abstract: str, lowered: str, spans: Sequence[Span], tokens: Tokens, first_own: int
    ) -> Iterator[_Found]:
        last, contrasted = 0, False
        opening = len(" ".join(abstract.split(" ", _FIRST_WORDS + 1)[: _FIRST_WORDS + 1]))
        for match in self._longest_of_facet(self._finder.find(abstract, tokens, overlapping=True)):
            if _is_part_of_name(abstract, match):
                continue
            in_turn = contrasted and bool(_IN_TURN.fullmatch(lowered, last, match.start))
            last, contrasted = match.end, in_turn or self._is_contrasted(match, lowered)
            proposed = self._is(match.slug, Facet.DOMAIN) and _is_proposed(match, lowered, spans, first_own)
            yield _Found(match.slug, match.start >= first_own, proposed, match.start < opening, contrasted)

    def _longest_of_facet(self, matches: Iterable[Match]) -> Iterator[Match]:
        """Without those inside a longer one of their facet: none in a longer name."""
        ends: dict[Facet, int] = {}
        for match in matches:
            facet = self._tags[match.slug].facet
            if match.end > ends.get(facet, -1):
                ends[facet] = match.end
                yield match

    def _is_contrasted(self, match: Match, lowered: str) -> bool:
        """Whether a method is named as another's, or a task as a mere means to train for the paper's own."""
        facet = self._tags[match.slug].facet
        if facet not in (Facet.TASK, Facet.METHOD):
            return False
        before = lowered[max(0, match.start - _CONTRAST_WINDOW) : match.start]
        if facet is Facet.TASK:
            return bool(_ASIDE_TASK.search(before))
        return lowered.startswith(("-style", "-like"), match.end) or bool(_CONTRAST.search(before))

    def _tasks(
        self, titled: set[str], named: list[_Found], benchmarks: Iterable[str], scored: Iterable[str]
    ) -> set[str]:
        """Tasks of the title, the first words, the paper's own sentences and its scores; else of its benchmarks."""
        meant = [f for f in named if not f.contrasted]
        in_text = {f.slug for f in meant if f.own or f.opens} or {f.slug for f in meant}
        tasks = {slug for slug in titled | in_text if self._is(slug, Facet.TASK)}
        implied = scored if tasks else benchmarks
        return tasks | {
            t for slug in implied for t in self._benchmarks[slug].tasks if self._has_one(slug) and t in self._tags
        }

    def _has_one(self, benchmark: str) -> bool:
        return len(self._benchmarks[benchmark].tasks) == 1

    def _methods(self, titled: set[str], named: list[_Found]) -> set[str]:
        """Methods of the title, of the first and of the paper's own words, and those that they are a kind of."""
        count = Counter(f.slug for f in named if not f.contrasted)
        used = (
            titled
            | {f.slug for f in named if ((f.own or f.opens) and not f.contrasted) or f.slug in ALWAYS_MEANT}
            | {s for s, n in count.items() if n >= _OFTEN}
        )
        used |= {implied for slug, implied in IMPLIES.items() if slug in used}
        return {slug for slug in used if self._is(slug, Facet.METHOD)}

    def _domains(self, titled: set[str], named: list[_Found], tasks: set[str]) -> set[str]:
        """Domains of the title, those named twice or where the paper says what it proposes, and those of the tasks.

        `general` where there is none.
        """
        count = Counter(f.slug for f in named)
        meant = titled | {s for s, n in count.items() if n > 1} | {f.slug for f in named if f.proposed or f.opens}
        domains = {slug for slug in meant if self._is(slug, Facet.DOMAIN)}
        domains |= {TASK_DOMAINS[task] for task in tasks if task in TASK_DOMAINS}
        return domains or {"general"}

    def _modalities(
        self,
        title: str,
        abstract: str,
        lowered: str,
        spans: Sequence[Span],
        tokens: Tokens,
        first_own: int,
        tasks: set[str],
    ) -> set[str]:
        """Kinds of data: of the tasks, in the title, or named twice where the paper speaks of itself."""
        own = [span for span in spans if span[0] >= first_own]
        if any(word in lowered for word in _RELEASE_WORDS):
            own = [span for span in own if not _RELEASE.search(lowered, *span)]
        starts = [start for start, _ in own]
        said: Counter[str] = Counter()
        for match in self._modality_words.find(abstract, tokens):
            place = bisect_right(starts, match.start) - 1
            if place >= 0 and match.start < own[place][1]:
                said[match.slug] += 1
        titled = {match.slug for match in self._modality_words.find(title)}
        named = titled | {slug for slug, count in said.items() if count > 1}
        found = {modality for task in tasks for modality in TASK_MODALITIES.get(task, ())} | (named - {""})
        if "skeleton" in named and "video" not in said:
            found.discard("video")
        return found - {"image"} if "image" not in said and found & _NOT_IMAGES else found


def _is_proposed(match: Match, lowered: str, spans: Sequence[Span], first_own: int) -> bool:
    """Whether a sentence that says what the paper proposes or studies names the domain, and not as an example."""
    start, end = sentence_at(spans, match.start)
    if start < first_own or not _PROPOSES.search(lowered, start, end):
        return False
    return not _EXAMPLE.search(lowered[max(0, match.start - _CONTRAST_WINDOW) : match.start])


def _is_part_of_name(abstract: str, match: Match) -> bool:
    """Whether an acronym is glued to a name: Mask R-CNN, CNN/DailyMail."""
    before, after = abstract[max(0, match.start - 2) : match.start], abstract[match.end : match.end + 2]
    return abstract[match.start : match.end].isupper() and bool(
        _GLUED_BEFORE.search(before) or _GLUED_AFTER.match(after)
    )


def _first_own(lowered: str, spans: Sequence[Span]) -> int:
    """Where the first sentence that speaks of the paper itself begins; 0 where none does."""
    return next((start for start, end in spans if _OWN.search(lowered, start, end)), 0)


def _made_sets(title: str, introduced: Iterable[str]) -> set[str]:
    """A data set for each name that the paper introduces; one that is in the title is what systems are compared on."""
    names = list(introduced)
    return {"dataset" for _ in names} | {"benchmark" for name in names if name in title}


def _contributions(title: str, lowered: str, tokens: Tokens) -> set[str]:
    verbs = compress(tokens, map(MAKING.__contains__, tokens.words))
    made = {slug for _, _, end in verbs for slug in _made(lowered, end)}
    begun = compress(tokens, map(PHRASE_WORDS.__contains__, tokens.words))
    phrases = (CONTRIBUTION_PHRASE.match(lowered, start) for _, start, _ in begun)
    said = {PHRASED[phrase.lastindex - 1] for phrase in phrases if phrase and phrase.lastindex}
    return made | said | {slug for slug, cue in TITLE_CUES.items() if cue.search(title)}


def _made(lowered: str, position: int) -> Iterator[str]:
    words = MADE_WORDS.match(lowered, position)
    if words:
        for noun in MADE_NOUN.finditer(lowered, position, words.end()):
            if noun.lastindex:
                yield MADE[noun.lastindex - 1]
