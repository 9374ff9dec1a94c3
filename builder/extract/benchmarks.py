"""Which benchmarks a text names, where, and in which role: from the vocabulary, and by pattern for new names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from builder.extract.campaigns import Campaign, campaigns
from builder.extract.introduced import introduced_names
from builder.extract.lexicon import Entry, spellings, unknown_to
from builder.extract.names import Match, NameFinder, Tokens, tokenize
from builder.extract.naming import HEAD, cleaned, is_term
from builder.extract.proposals import joined, proposed_names, speaks_of_data
from builder.extract.sentences import Span, sentence_at, sentences
from builder.model import Role, Vocabulary


@dataclass(frozen=True, slots=True)
class Mention:
    """A benchmark at text[start:end], its splits up to text[split_end]; `slug` is "" for a name that is new."""

    start: int
    end: int
    name: str
    slug: str
    role: Role
    splits: tuple[str, ...] = ()
    split_end: int = 0

    @property
    def key(self) -> str:
        """What tells benchmarks apart: the slug, else the name."""
        return self.slug or self.name


_SPLIT_WORD = (
    r"(?:test-dev|testdev|test-challenge|test-std|test-standard|minival|mini-val|val2017|val2014|test-clean|test-other"
    r"|dev-clean|dev-other|test[AB]\b|val(?:idation)?\b|dev(?:elopment)?\b|test\b)"
)
_SPLITS = re.compile(rf"{_SPLIT_WORD}(?:(?: sets?)?(?:/|,? and |, | & )(?:the )?{_SPLIT_WORD})*", re.IGNORECASE)
_SPLIT_LEADS = tuple(re.compile(rf"[ -]?(?:[a-z]{{1,14}} ){{{words}}}\(?", re.IGNORECASE) for words in range(3))
_ONE_SPLIT = re.compile(_SPLIT_WORD, re.IGNORECASE)
_SPLIT_NAMES = {
    "testdev": "test-dev",
    "validation": "val",
    "development": "dev",
    "test-standard": "test-std",
    "mini-val": "minival",
}
_VERSION = re.compile(
    r"(?:/| ?(?:and|&|,) ?)([A-Z][a-z]{1,9}(?:-(?:to-)?|→)[A-Z][a-z]{1,9}|V?\d\w{0,6}(?:\.\d)?|\+|g"
    r"|(?-i:[A-Z]\w?))(?![\w-])",
    re.IGNORECASE,
)
_VERSIONS_OF_SETS = re.compile(r" (?:(?:data ?sets?|versions?) )?(v\d(?:\.[1-9])?)(?:\.0)?(?!\w|\.\d)", re.IGNORECASE)
_VARIANT_AFTER = re.compile(
    r"^ (?:Pro|Lite|Plus|Hard|Verified|Extended|Live|Multimodal|Mini|Max|Ultra|[vV]\d(?!\.\d))\b"
)
_LONGER = re.compile(
    r"^ (?P<word>[A-Z]{2,8}\d{0,2})(?: (?:data ?sets?|benchmark|corpus|challenge)\b|(?=[,)]| and [A-Z]))"
)
_NAME_GOES_ON = re.compile(
    r"^ (?!(?:Data|Bench|Corpus|Challenge|Test|Dev|Val|Score)\w*)[A-Z][a-z]+ [A-Z][a-z]+"
    r"(?! (?:data|bench|corpus|test|chall))\b"
)
_SCHEME_AFTER = re.compile(
    r"^ (?:metrics?\b|evaluation metrics?|ontology|taxonomy|hierarchy|label space|vocabulary|class names)\b"
)
_GLUED_AFTER = re.compile(r"^-(?!based\b|scale\b|val\b|test|dev\b)[A-Za-z\d]")
_MODIFIER_AFTER = re.compile(
    r"^(?:-| )(?:pre-?trained|fine-?tuned|supervised|trained|initiali[sz]ed|pre-?training|pretraining|weights"
    r"|as unlabell?ed data|as (?:pre-?)?training data"
    r"|initiali[sz]ation)\b",
    re.IGNORECASE,
)
_MEASURED_AFTER = re.compile(r" (?:validation |test )?(?:perplexity|ppl|accuracy)\b", re.IGNORECASE)
_MEASURED_ON = re.compile(r"(?:perplexit\w{1,3}|[;,] (?:and )?|^)[Oo]n (?:the )?$")
_TRAINING_WORDS = ("rain", "ransfer", "nitiali", "dapted", "nlabel", "ntranscribed", "nannotated", "aw ")
_TRAINING_MADE = re.compile(
    r"\b(?:additional|extra|more|synthetic|artificial) training (?:data|segments|samples|examples|pairs|utterances"
    r"|material)\b[^.;]{0,80}$"
)
_FINDINGS = re.compile(r"(?:(?:The )?(?:Findings|Overview|Results) of|Overview:|Report on)\b", re.IGNORECASE)
_QUALIFIER = re.compile(
    r",(?: [a-z-]{2,16}){0,3} (?:splits?|settings?|subsets?|track|portion|partition|protocol|version)\)"
)
_HYPHEN_BEFORE = re.compile(r"\w[-‐‑]$")
_TRAINING_BEFORE = re.compile(
    r"\b(?:pre-?train(?:ed|ing)?"
    r"|(?:re)?train(?:ed|ing)(?! (?:from scratch|sets?|and test|data|examples?|samples?|images?|instances?)\b)"
    r"|transfer(?:red)? from"
    r"|initiali[sz]ed (?:on|from)|adapted from"
    r"|(?:unlabell?ed|untranscribed|unannotated|raw) (?:data|speech|audio|texts?|images|videos|examples))\b"
    r"(?: (?!on\b|evaluat|test)[\w/-]+){0,4}? (?:on|with|using|from)"
    r"(?: (?:the|large-scale|only|both|unlabeled|unlabelled))*(?: [\w-]+){0,3} $",
    re.IGNORECASE,
)
_CREATION = (
    r"\b(?:introduc|present|propos|releas|construct|creat|contribut|curat|collect|publish|assembl|build|develop"
    r"|provid|compil|launch|establish|put(?:ting)? forward|offer|design|annotat|crawl)"
    r"(?:e[sd]?|s|es|ed|ing)?\b"
)
_INTRODUCED_BEFORE = re.compile(
    _CREATION + r"(?: [\w-]+){0,1}?(?: (?:a|an|the|our|new|novel|large-scale|first|official)){0,4} $"
    r"|\b(?:called|named|dubbed|termed|namely|a new|our new|the resulting(?: publicly available)?) $"
)
_INTRODUCED_IN_BRACKETS = re.compile(_CREATION + r"[^.;()]{0,90}\b(?:corpus|dataset|benchmark|test set) \($")
_LONGEST_LEAD = 100
_NOT_OWN = re.compile(r"\b(?:introduced|presented|proposed|released) (?:in|by|at)\b", re.IGNORECASE)
_SYNONYM = re.compile(r"(?P<head> (?:challenge|dataset|data set|benchmark|corpus))? \(", re.IGNORECASE)
_OTHERS_BEFORE = re.compile(
    r"\b(?:[Ee]xisting|[Cc]urrent|[Pp]ublic|[Pp]revious|[Pp]rior|[Tt]raditional|[Pp]opular|[Ss]tandard|[Mm]ainstream"
    r"|[Mm]any|[Mm]ost"
    r"|[Oo]ther|[Ee]arlier|[Ee]stablished|[Cc]onventional|[Gg]eneral|[Ii]n contrast to|[Uu]nlike)\b[^.;]{0,50}"
    r"\b(?:benchmarks?|data ?sets?|evaluations?|frameworks?|corpora|test sets?|suites?|efforts|works?|resources|ones)\b"
    r"[^.;]{0,60}$"
    r"|\b(?:benchmarks|data ?sets|corpora|resources) (?:such as|like) [^.;]{0,60}$"
    r"|\b(?:[Uu]nlike|(?:compared|[Ii]n comparison) (?:to|with)|in contrast to|than|from|beyond|inspired by|similar to"
    r"|evaluation as)\b[^.;,]{0,40}$"
    r"|\bBenchmarks (?:of|for|such as|like)\b[^.;]{0,80}$"
)
_EVALUATES = re.compile(
    r"\b(?:we (?:also |further |then )?(?:evaluate|test|experiment|benchmark|assess|validate)|our (?:method"
    r"|model|approach)"
    r"|experiments?|outperform\w*|achiev\w*|improv\w*|state-of-the-art)\b",
    re.IGNORECASE,
)
_HEAD_BEHIND = re.compile(rf"(?<=[A-Z0-9]{{4}})\) {HEAD}\b")
_YEAR, _DIGIT = re.compile(r"(?:19|20)\d\d"), re.compile(r"\d")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]{2,}(?:Bench)?(?!\w)|[A-Z][a-z]{0,2}[A-Z][A-Za-z]{0,2}[A-Z]{2,}(?!\w)")
_LOOK_BACK = 130
_MOST = 500  # more mentions than any abstract has


class BenchmarkFinder:
    """The benchmarks of a vocabulary and of a lexicon, compiled; `known` holds both, by slug."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Iterable[Entry]) -> None:
        lexicon = tuple(lexicon)
        added = list(unknown_to(vocabulary.benchmarks, lexicon))
        self.known = {**vocabulary.benchmarks, **{entry.benchmark.slug: entry.benchmark for entry in added}}
        measured = {entry.benchmark.slug for entry in lexicon if entry.benchmark.metrics}
        # Without metrics it is a corpus to train on, unless a digest only lacks those that the lexicon knows.
        self._corpora = {slug for slug, known in self.known.items() if not known.metrics} - measured
        self._curated = frozenset(vocabulary.benchmarks)
        self._added = {entry.benchmark.slug for entry in added}
        self._wordlike = {entry.benchmark.slug for entry in added if entry.needs_context}
        self._finder = NameFinder(list(spellings(self.known.values())), proper=True)
        tag_names = [(n, t.slug) for t in vocabulary.tags.values() for n in (t.name, *t.aliases)]
        metric_names = [(n, m.slug) for m in vocabulary.metrics.values() for n in (m.name, *m.aliases)]
        self._known_words = NameFinder([*tag_names, *metric_names], proper=False)

    def find(
        self,
        title: str,
        abstract: str,
        spans: Sequence[Span],
        tokens: Tokens,
        names: Sequence[Span],
        own: set[str],
        titled: Sequence[Mention],
    ) -> list[Mention]:
        """Every mention in the abstract, in order of place; `own` are the names of the paper's method.

        What the title alone names comes first, with a negative place.
        """
        known = self._without_own(abstract, list(self._known(abstract, spans, tokens)), own)
        introduced = {name for name in map(cleaned, introduced_names(title, abstract, tokens)) if name}
        known = _without_parts(abstract, known, introduced)
        tasks = [self._campaign(campaign) for campaign in campaigns(title, abstract)]
        if _FINDINGS.match(title):  # the organisers' own task, and others' scores on it
            tasks = [replace(task, role=Role.INTRODUCED) for task in tasks]
        known = self._with_campaigns(known, tasks)
        proposals = proposed_names(title, abstract, names, introduced, own, known, self._is_common)
        proposals |= {short: role for name, role in proposals.items() for short in _short_forms(abstract, name)}
        new = [mention for name, role in proposals.items() for mention in _new_mentions(abstract, name, role)]
        new = [m for m in new if not (self._finder.lookup(m.name) if m.start < 0 else _overlaps(m, known))]
        placed = sorted((mention for mention in (*known, *new) if mention.start >= 0), key=lambda m: m.start)
        found = _without_others(abstract, spans, _without_synonyms(abstract, placed, self._added))
        keys = {mention.key for mention in found}
        unplaced = (*(replace(m, start=-1, end=-1, splits=()) for m in titled), *(m for m in new if m.start < 0))
        return [*{m.key: m for m in unplaced if m.key not in keys}.values(), *found]

    def _campaign(self, campaign: Campaign) -> Mention:
        slug = self._finder.lookup(campaign.full_name)
        name = self.known[slug].name if slug else campaign.full_name
        return Mention(campaign.start, campaign.end, name, slug, Role.EVALUATED)

    def _without_own(self, text: str, known: list[Mention], own: set[str]) -> list[Mention]:
        """Without the names of the lexicon that are what the paper calls its own method, and no data set of its own."""
        introduced = {mention.slug for mention in known if mention.role is Role.INTRODUCED}
        sure = introduced | self._curated
        return [m for m in known if m.slug in sure or text[m.start : m.end] not in own]

    def in_title(self, title: str) -> list[Mention]:
        """The known benchmarks and the tasks of campaigns that the title names."""
        known = list(self._known(title, sentences(title), tokenize(title)))
        tasks = [self._campaign(campaign) for campaign in campaigns("", title)]
        return [mention for mention in self._with_campaigns(known, tasks) if mention.role is not Role.TRAINING]

    def _with_campaigns(self, known: Sequence[Mention], tasks: Sequence[Mention]) -> list[Mention]:
        """Both, without the names of the lexicon that are a part of a dated task: WNUT 2020 in WNUT 2020 Task 1."""
        dated = [task for task in tasks if _YEAR.search(task.name)]
        kept = [m for m in known if m.slug not in self._added or not _overlaps(m, dated)]
        return [*kept, *(task for task in tasks if not _overlaps(task, kept))]

    def _is_common(self, name: str) -> bool:
        return bool(self._known_words.lookup(name))

    def _known(self, text: str, spans: Sequence[Span], tokens: Tokens) -> Iterator[Mention]:
        expanded = islice(self._expanded(text, tokens), _MOST)
        matches = _unqualified(text, [m for m in expanded if not self._names_something_else(text, m)])
        for match in self._meant(text, matches):
            yield self._mention(text, match, sentence_at(spans, match.start))

    def _meant(self, text: str, matches: list[Match]) -> list[Match]:
        """The matches without words that only look like a name: one such must stand once where data sets are named."""
        if not any(self._is_wordlike(text, m) for m in matches):
            return matches
        matches = [m for m in matches if not self._is_wordlike(text, m) or self._as_spelt(text, m)]
        sure = [not self._is_wordlike(text, m) or speaks_of_data(text, m.start, m.end) for m in matches]
        for order in (range(1, len(matches)), range(len(matches) - 2, -1, -1)):
            for i in order:
                left, right = (i - 1, i) if order.step == 1 else (i, i + 1)
                beside = sure[left] or sure[right]
                sure[i] = sure[i] or (beside and joined(text, matches[left].end, matches[right].start))
        meant = {match.slug for match, is_meant in zip(matches, sure, strict=True) if is_meant}
        return [match for match in matches if match.slug in meant]

    def _is_wordlike(self, text: str, match: Match) -> bool:
        """Whether it is written like a word that may mean something else: Kinetics, but not Kinetics-400."""
        return match.slug in self._wordlike and not _DIGIT.search(text, match.start, match.end)

    def _as_spelt(self, text: str, match: Match) -> bool:
        benchmark = self.known[match.slug]
        return text[match.start : match.end] in (benchmark.name, *benchmark.aliases)

    def _names_something_else(self, text: str, match: Match) -> bool:
        """Whether the name is a part of a longer one: COCO-DETR, Stylized-ImageNet."""
        before, after = text[max(0, match.start - 2) : match.start], text[match.end : match.end + 24]
        if _MODIFIER_AFTER.match(after):
            return False
        written = text[match.start : match.end]
        return bool(
            (written.isalpha() and written.istitle() and _NAME_GOES_ON.match(after))
            or _GLUED_AFTER.match(after)
            or _SCHEME_AFTER.match(after)
            or ((longer := _LONGER.match(after)) and not is_term(longer["word"], self._is_common))
            or _VARIANT_AFTER.match(after)
            or _HYPHEN_BEFORE.search(before)
        )

    def _mention(self, text: str, match: Match, sentence: Span) -> Mention:
        benchmark = self.known[match.slug]
        before = text[max(sentence[0], match.start - _LOOK_BACK) : match.start]
        after = text[match.end : min(sentence[1], match.end + 60)]
        role = role_of(before, after, is_corpus=benchmark.slug in self._corpora)
        splits, split_end = _splits_behind(text, match.end, sentence[1])
        return Mention(match.start, match.end, benchmark.name, benchmark.slug, role, splits, split_end)

    def _expanded(self, text: str, tokens: Tokens) -> Iterator[Match]:
        """The matches, and what a slash or a list adds: Kinetics-400/600, Something-Something V1/V2, RefCOCO/+/g."""
        end = -1
        for found in self._finder.find(text, tokens):
            if found.start < end:
                continue
            stem = text[found.start : found.end]
            match = self._versioned(text, found, stem)
            yield match
            end = match.end
            while version := _VERSION.match(text, end):
                slug = self._version_of(stem, version.group(1))
                if not slug or slug == match.slug:
                    break
                yield replace(match, slug=slug, start=version.start(1), end=version.end(1))
                end = version.end()

    def _versioned(self, text: str, match: Match, stem: str) -> Match:
        """The version of a set that stands behind the word for it: `Speech Commands dataset V2`."""
        version = _VERSIONS_OF_SETS.match(text, match.end)
        slug = self._version_of(stem, version.group(1)) if version else ""
        return replace(match, slug=slug, end=version.end()) if version and slug else match

    def _version_of(self, stem: str, version: str) -> str:
        """The benchmark whose name is that of `stem` with its last tokens, three at most, replaced by `version`."""
        tokens = tokenize(stem)
        for cut in range(4):
            if cut < len(tokens):
                head = stem[: tokens[-cut][1]] if cut else stem
                slug = self._finder.lookup(head.rstrip(" -") + (version if version in "+g" else "-" + version))
                if slug:
                    return slug
        return ""


def _unqualified(text: str, matches: list[Match]) -> list[Match]:
    """Without a name that only says which part of the one before is meant: `POPE (COCO, adversarial split)`."""
    return [
        match
        for before, match in zip((None, *matches), matches, strict=False)
        if not (before and _is_in_brackets_of(text, before, match) and _QUALIFIER.match(text, match.end))
    ]


def _is_in_brackets_of(text: str, before: Match, match: Match) -> bool:
    return bool(_SYNONYM.fullmatch(text, before.end, match.start))


def _without_parts(text: str, known: list[Mention], introduced: Iterable[str]) -> list[Mention]:
    """Without the names that end a longer one that the paper introduces: RewardBench in Personalized RewardBench."""
    longer = [span for name in introduced if " " in name for span in occurrences(name, text)]
    return [m for m in known if not any(start < m.start and m.end == end for start, end in longer)]


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(other.start < mention.end and mention.start < other.end for other in others)


def _short_forms(text: str, name: str) -> Iterator[str]:
    """The acronym in the brackets behind a new name."""
    for _, end in occurrences(name, text):
        opening = _SYNONYM.match(text, end)
        short = _ACRONYM.match(text, opening.end()) if opening else None
        if short and text.startswith(")", short.end()):
            yield short.group()


def _new_mentions(text: str, name: str, role: Role) -> list[Mention]:
    """Where a new name stands; a negative place where it stands in the title alone."""
    places = list(occurrences(name, text)) or [(-1, -1)]
    return [Mention(start, end, name, "", _role_at(text, start, end, role)) for start, end in places]


def _role_at(text: str, start: int, end: int, role: Role) -> Role:
    before = text[max(0, start - _LOOK_BACK) : max(0, start)]
    trained_on = _MODIFIER_AFTER.match(text[end : end + 24]) or _is_trained_on(before)
    return Role.TRAINING if role is Role.EVALUATED and trained_on else role


def _splits_behind(text: str, position: int, end: int) -> tuple[tuple[str, ...], int]:
    """The splits named right behind a benchmark, with a word or two between, and where they end."""
    for words in (0, 1, 2):
        lead = _SPLIT_LEADS[words].match(text, position, end)
        if lead and (splits := splits_at(text, lead.end(), end))[0]:
            return splits
    return (), 0


def splits_at(text: str, position: int, end: int) -> tuple[tuple[str, ...], int]:
    """The splits that an enumeration at `position` names (`test-clean/test-other`), and where it ends."""
    match = _SPLITS.match(text, position, end)
    if match is None:
        return (), 0
    names = (name.lower() for name in _ONE_SPLIT.findall(match.group()))
    return tuple(_SPLIT_NAMES.get(name, name) for name in names), match.end()


def _without_synonyms(text: str, mentions: list[Mention], added: Container[str]) -> list[Mention]:
    """`Penn Treebank (PTB)` is one benchmark: what stands in brackets right behind a name is another name for it.

    A known name wins over a new one, and of two new ones the acronym; but short forms are often those of other things
    too, so that one from the lexicon (a slug in `added`) only wins where a word like `dataset` stands beside it.
    """
    same: dict[str, Mention] = {}
    for first, second in pairwise(mentions):
        between = _SYNONYM.fullmatch(text, first.end, second.start)
        if not between or not text.startswith(")", second.end) or first.key == second.key:
            continue
        headed = between["head"] or first.name.endswith("Challenge") or _HEAD_BEHIND.match(text, second.end)
        is_usual = headed or second.slug not in added if second.slug else _ACRONYM.fullmatch(second.name)
        if not first.slug and is_usual:
            same[first.key] = second
        elif not second.slug or second.slug in added:
            same[second.key] = first
    return [_as_named(mention, same.get(mention.key)) for mention in mentions]


def _without_others(text: str, spans: Sequence[Span], mentions: list[Mention]) -> list[Mention]:
    """A paper that introduces a benchmark names others too, to say what they lack: those it does not evaluate on."""
    if not any(mention.role is Role.INTRODUCED for mention in mentions):
        return mentions
    used = {m.key for m in mentions if m.role is not Role.EVALUATED or not _is_contrast(text, m, spans)}
    return [mention for mention in mentions if mention.key in used]


def _is_contrast(text: str, mention: Mention, spans: Sequence[Span]) -> bool:
    """Whether a sentence names the benchmark as another one, and tells of no evaluation on it."""
    sentence = sentence_at(spans, mention.start)
    if not _OTHERS_BEFORE.search(text, sentence[0], mention.start):
        return False
    return not _EVALUATES.search(text, *sentence)


def _as_named(mention: Mention, other: Mention | None) -> Mention:
    return replace(mention, name=other.name, slug=other.slug) if other else mention


def role_of(before: str, after: str, *, is_corpus: bool) -> Role:
    """The role of a mention, from the words on both sides; a corpus that nobody reports scores on is for training."""
    if _MODIFIER_AFTER.match(after) or _is_trained_on(before):
        return Role.TRAINING
    if _is_introduced(before.lower()) and not _NOT_OWN.match(after.strip()):
        return Role.INTRODUCED
    measured = not is_corpus or _MEASURED_AFTER.match(after) or _MEASURED_ON.search(before)
    return Role.EVALUATED if measured else Role.TRAINING


def _is_introduced(before: str) -> bool:
    """Whether the words before a name, in lower case, say that the paper makes it."""
    if before.endswith(" (") and _INTRODUCED_IN_BRACKETS.search(before):
        return True
    return bool(_INTRODUCED_BEFORE.search(before, max(0, len(before) - _LONGEST_LEAD)))


def _is_trained_on(before: str) -> bool:
    if not any(word in before for word in _TRAINING_WORDS):
        return False
    return bool(_TRAINING_BEFORE.search(before) or _TRAINING_MADE.search(before))


def occurrences(name: str, text: str) -> Iterator[Span]:
    """Where a name stands as a whole word."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        word_before = text[start - 1 : start].isalnum() or text[start - 1 : start] == "-"
        if not word_before and not text[end : end + 1].isalnum() and text[end : end + 1] != "-":
            yield start, end
        start = text.find(name, end)
