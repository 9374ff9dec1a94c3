"""Which papers are about the same: cosine of TF-IDF vectors of title, abstract and tags.

Term weights are (1 + ln tf) * ln(N / df), after Salton and Buckley, "Term-weighting approaches in automatic text
retrieval" (1988). Papers are compared through an inverted index, and only where they share a telling term: a term that
many papers have tells little and is left out, which also keeps the work from growing with the square of their number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import islice
from math import log, sqrt

from builder.model import Facet, Paper, Relative, Tag
from builder.wording import usual_spelling

_TITLE_WEIGHT, _TAG_WEIGHT = 4, 6
"""As often as a word of the abstract a word of the title and a tag count: they say what a paper is about."""
_LARGEST_SHARE = 5
"""A term that more than one in so many papers have is too common."""
_MOST_PAPERS = 200
"""And so is one that more papers have than this, which bounds the comparisons that a term causes."""
_TERMS = 40
"""The telling terms by which a paper is compared, the heaviest."""
_LEAST_SHARED, _LEAST_LIKE = 2, 0.08
"""The terms and the cosine that two papers need. One of the terms is a tag or in a title, lest two papers be called
related for the words of their authors."""
_SHOWN = 4  # shared terms
_NO_WORDS = re.compile(r"\$[^$]*\$|https?://\S+|\\[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]\w*(?:[-\N{NON-BREAKING HYPHEN}]\w+)*")
_SHORTEST = 3  # letters
# Words that stand in papers on anything.
# fmt: off
_IDLE = frozenset("""
ability able about above according achieve achieved achieves achieving across actually addition additional address
addresses addressing advance advances after against aim aims all allow allowing allows along already also although
among amount analysis and another any application applications applied apply approach approaches are art available
base based baseline baselines because become been before being benchmark benchmarks best better between beyond both
bring brings but call called can cannot capabilities capability capable carefully case cases challenge challenges
challenging code combine combined combining common comparable compared comparison competitive complex component
comprehensive conduct consider considered consistently consists contain contains contrast contribution contributions
corresponding could crucial current data dataset datasets demonstrate demonstrated demonstrates demonstrating design
designed despite develop developed different difficult directly does due during each easily easy effect effective
effectively effectiveness efficient efficiently either empirical empirically employ employs enable enables enabling
enhance enhanced enhancing ensure especially establish etc evaluate evaluated evaluating evaluation even every
evidence example examples existing experiment experimental experiments explore exploring extensive extensively few
field finally find findings first five focus focusing following for four framework from full fully further furthermore
gain gains general generally give given good great greatly had has have having help high higher highly how however
https idea identify impact important improve improved improvement improvements improves improving include includes
including increase increasing indicate input instead interesting interestingly into introduce introduced introduces
introducing investigate issue issues its itself key know known lack large larger lead leading leads less level
leverage leverages leveraging like limitation limitations limited low lower made main mainly make makes making manner
many may mean means meanwhile method methods might model models more moreover most much multiple namely nearly need
needed needs new not notable notably novel now number object objective observe obtain obtained obtains of off often
one only open order other others our out outperform outperforming outperforms output over overall own page paper
papers part particular particularly per perform performance performing performs popular possible potential power
powerful practical present presented presents prevent previous previously prior problem problems process produce
project promising proper property propose proposed proposes provide provided provides providing public publicly
quality quite range rather real recent recently reduce reduced reduces reducing related release released rely remain
remains remarkable report require required requires research researchers result resulting results reveal same second
seek seeks set sets setting settings several should show showing shown shows significant significantly similar simple
simply since single small solution solutions solve solving some specific specifically standard state-of-the-art still
strong studies study such suffer superior support system systems take task tasks technique techniques term terms test
than that the their them then there therefore these they third this thorough those though three through thus time
times together too tool toward towards train trained training two type types typically under understand unlike until
upon use used useful user uses using usually various very via want was way ways well were what when where whether
which while who whole whose why wide widely will with within without work works would yet you your
""".split())
# fmt: on


@dataclass(frozen=True, slots=True)
class _Index:
    """The papers, as numbers in the order of the input, by their telling terms.

    `weights` holds the weight of each such term of a paper, of a vector of length 1; `papers` the papers of a term with
    its weight there; `subjects` the tags of a paper and the terms of its title.
    """

    weights: Sequence[Mapping[str, float]]
    papers: Mapping[str, Sequence[tuple[int, float]]]
    subjects: Sequence[Set[str]]


def related(papers: Sequence[Paper], tags: Mapping[str, Tag], limit: int) -> Mapping[str, tuple[Relative, ...]]:
    """At most `limit` papers that are about the same as each paper, the likest first, with the terms they share.

    A paper without any has no key. The order of `papers` has no say but where two are equally like.
    """
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    topics = [_topics(paper, tags) for paper in papers]
    counts = [_counts(paper, topic, spellings) for paper, topic in zip(papers, topics, strict=True)]
    index = _index(counts, [_subjects(paper, topic) for paper, topic in zip(papers, topics, strict=True)])

    @cache
    def spelled(term: str) -> str:
        return usual_spelling(spellings[term].elements())

    found = (_relatives(number, index, papers, spelled, limit) for number in range(len(papers)))
    return {paper.slug: relatives for paper, relatives in zip(papers, found, strict=True) if relatives}


def _topics(paper: Paper, tags: Mapping[str, Tag]) -> Mapping[str, str]:
    """The tags of a paper as terms, with their names; that two papers both bring a data set makes them no kin."""
    found = (tags[slug] for slug in paper.tags)
    return {f"#{tag.slug}": tag.name for tag in found if tag.facet is not Facet.CONTRIBUTION}


def _counts(paper: Paper, topics: Mapping[str, str], spellings: Mapping[str, Counter[str]]) -> Counter[str]:
    """How often a paper says each term; how it is spelled is noted in `spellings`."""
    counts: Counter[str] = Counter()
    for text, weight in ((paper.title, _TITLE_WEIGHT), (paper.abstract, 1)):
        for term, word in _terms(text):
            counts[term] += weight
            spellings[term][word] += 1
    for term, name in topics.items():
        counts[term] += _TAG_WEIGHT
        spellings[term][name] += 1
    return counts


def _subjects(paper: Paper, topics: Mapping[str, str]) -> frozenset[str]:
    return frozenset((*topics, *(term for term, _ in _terms(paper.title))))


def _terms(text: str) -> Iterator[tuple[str, str]]:
    """The words of a Markdown text that can tell a subject, as (term, spelling); a plural is the singular's term."""
    for match in _WORD.finditer(_NO_WORDS.sub(" ", text)):
        word = match[0]
        folded = word.casefold()
        if len(folded) >= _SHORTEST and folded not in _IDLE:
            yield _singular(folded), word


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def _index(counts: Sequence[Counter[str]], subjects: Sequence[Set[str]]) -> _Index:
    holders = Counter(term for each in counts for term in each)
    most = max(2, min(len(counts) // _LARGEST_SHARE, _MOST_PAPERS))
    rarity = {term: log(len(counts) / number) for term, number in holders.items() if number <= most}
    weights = [_weights(each, rarity, holders) for each in counts]
    papers: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(weights):
        for term, weight in vector.items():
            papers[term].append((number, weight))
    return _Index(weights, papers, subjects)


def _weights(counts: Counter[str], rarity: Mapping[str, float], holders: Mapping[str, int]) -> dict[str, float]:
    """The weights of the telling terms that another paper has, too; those that none has count in the length alone."""
    every = {term: (1 + log(number)) * rarity[term] for term, number in counts.items() if term in rarity}
    length = sqrt(sum(weight * weight for weight in every.values()))
    shared = ((-weight, term) for term, weight in every.items() if holders[term] > 1 and weight)
    return {term: -weight / length for weight, term in nsmallest(_TERMS, shared)}


def _relatives(
    number: int, index: _Index, papers: Sequence[Paper], spelled: Callable[[str], str], limit: int
) -> tuple[Relative, ...]:
    own = index.weights[number]
    likeness: defaultdict[int, float] = defaultdict(float)
    for term, weight in own.items():
        for other, its in index.papers[term]:
            likeness[other] += weight * its
    ranked = sorted(
        (-like, papers[other].slug, other)
        for other, like in likeness.items()
        if like >= _LEAST_LIKE and other != number
    )
    likest = ((slug, other) for _, slug, other in ranked if _is_akin(number, other, index))
    return tuple(
        Relative(slug, _shared_terms(own, index.weights[other], spelled)) for slug, other in islice(likest, limit)
    )


def _is_akin(one: int, other: int, index: _Index) -> bool:
    """Whether two papers share terms enough, and one that says what either is about."""
    both = index.weights[one].keys() & index.weights[other].keys()
    return len(both) >= _LEAST_SHARED and not both.isdisjoint(index.subjects[one] | index.subjects[other])


def _shared_terms(
    own: Mapping[str, float], other: Mapping[str, float], spelled: Callable[[str], str]
) -> tuple[str, ...]:
    """The terms that make two papers alike, the heaviest first; a word that a tag among them says is not said again."""
    both = sorted((term for term in own if term in other), key=lambda term: (-own[term] * other[term], term))
    said = {part for term in both if term.startswith("#") for part, _ in _terms(spelled(term))}
    return tuple(spelled(term) for term in both if term not in said)[:_SHOWN]
