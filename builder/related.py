"""Which papers are about the same: cosine of TF-IDF vectors of title, abstract and tags.

Term weights are (1 + ln tf) * ln(N / df), after Salton and Buckley, "Term-weighting approaches in automatic text
retrieval" (1988). Papers are compared through an inverted index, and only where they share a telling term: a term that
many papers have tells little and is left out, which also keeps the work from growing with the square of their number.
A tag may be more frequent than a word before it is: somebody chose it.
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
_COMMON_WORD, _COMMON_TAG = 5, 2
"""A word, or a tag, that more than one in so many papers have is too common."""
_MOST_PAPERS = 200
"""And so is a term that more papers have than this, which bounds the comparisons that a term causes."""
_TERMS = 40
"""The telling terms by which a paper is compared, the heaviest."""
_LEAST_SHARED, _LEAST_LIKE = 2, 0.08
"""The terms and the cosine that two papers need. One of the terms is a tag or in a title, lest two papers be called
related for the words of their authors."""
_FEWEST = 3
"""A paper that has fewer is given others, up to this number, with which it shares a subject and maybe nothing else."""
_SHOWN = 4  # shared terms
_NO_WORDS = re.compile(r"\$[^$]*\$|https?://\S+|\\[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]\w*(?:[-\N{NON-BREAKING HYPHEN}]\w+)*")
_TECHNICAL = re.compile(r"\w[A-Z\d]|-|\N{NON-BREAKING HYPHEN}")
"""What an abbreviation, a name or a compound has, and an ordinary word has not: "ViTs", "ADE20K", "self-attention"."""
_SHORTEST = 3  # letters
# Words that stand in papers on anything.
# fmt: off
_IDLE = frozenset("""
ability able about above according achieve achieved achieves achieving across active actively actually addition
additional additionally address addresses addressing advance advances after against aim aims all allow allowing allows
along already also alternative alternatively although among amount analysis and another any application applications
applied apply approach approaches are around art aspect aspects associated assume attempt attempts available away bad
base based baseline baselines basis because become becomes becoming been before being benchmark benchmarks best better
between beyond big both bridge bring brings broad broader broadly but call called can cannot capabilities capability
capable careful carefully case cases central certain challenge challenges challenging choice choices clear clearly close
closely code combine combined combining comes common community comparable compared comparison competitive completely
complex component comprehensive computational computer concept concepts conduct conducted consider considerable
considered consistent consistently consists constraint contain contains contrast contribution contributions
corresponding cost costs could cover covering covers crucial current data dataset datasets deal deep deeper definition
definitions degree deliver delivers demonstrate demonstrated demonstrates demonstrating depend depending depends
describe described describes design designed desirable desired despite detail detailed details develop developed did
differ difference differences different difficult direct direction directions directly discuss discussed discusses
diverse does domain-specific done drop drops due during dynamic each easily easy effect effective effectively
effectiveness efficient efficiently effort efforts either emerge emerged emerging empirical empirically employ employs
enable enables enabling enhance enhanced enhancing enough ensure entire entirely equally era especially establish etc
evaluate evaluated evaluating evaluation even ever every evidence example examples exhibit exhibits existing expensive
experiment experimental experiments explicit explicitly exploit exploits explore exploring extend extended extends
extensive extensively extra extract extracted extracting facilitate facilitates fact fail fails far fast faster few
field final finally find findings first five flexible focus focusing following for form forms formulate found four
framework frequently from full fully function functions fundamental further furthermore future gain gains gap gaps
general generally give given global globally good great greatly had handle handling hard has have having heavily heavy
help hence high higher highlight highlighted highlighting highlights highly how however https idea identify impact
implement implementation implemented implicit implicitly important improve improved improvement improvements improves
improving include includes including incorporate incorporates incorporating increase increased increasing increasingly
indeed independent indicate individual inherent inherently input insight insights inspired instance instead integrate
integrated integrating interest interesting interestingly into introduce introduced introduces introducing intuitive
investigate involve involves involving issue issues its itself joint jointly key know known lack large larger latest
latter lead leading leads less level leverage leverages leveraging light like likely limitation limitations limited
little local long low lower made main mainly major make makes making manner many margin margins massive match matches
may mean means meanwhile mechanism method methods might million minimal minimize model models modern module modules more
moreover most motivated much multiple name namely natural naturally nearly necessary need needed needs nevertheless new
newly next normal not notable notably note novel now number numerous object objective observe obtain obtained obtains
obvious of off offer offers often one only open order original originally other others our out outperform outperforming
outperforms output outstanding over overall own page paper papers paradigm paradigms part particular particularly pay
per perform performance performing performs perspective perspectives piece pipeline play plays plug point points poor
popular poses possibility possible potential power powerful practical presence present presented presents prevalent
prevent previous previously primarily primary principle principled prior problem problems process produce progress
project prominent promise promising proper property propose proposed proposes prove proven provide provided provides
providing public publicly purpose quality quite range rapid rapidly rarely rather ready real real-world realistic reason
reasonable recent recently reduce reduced reduces reducing regard regarding related relatively release released relevant
reliable rely remain remains remarkable remarkably report require required requires research researchers respect
respective respectively result resulting results reveal rich richer role run running same say scenario scenarios score
scores seamless seamlessly second seek seeks separate separately series serve serves set sets setting settings several
short should show showing shown shows side sign significant significantly similar similarities similarity simple
simplicity simply simultaneously since single size sizes small so-called solution solutions solve solving some
sophisticated space spaces specific specifically split standard start state-of-the-art step steps still straightforward
strategies strategy strength strengths strict strictly strong strongly structure structures studies study substantial
substantially success successful successfully such suffer suffers sufficient suggest suggests suitable superior support
supports surpass surpasses surpassing surprisingly system systems tackle tackles tackling take taking target targets
task tasks technique techniques tend term terms test than that the their them then there therefore these they third this
thorough those though three through thus time times today together too tool top total toward towards traditional train
trained training truly try turn two type types typically ubiquitous ultimately under underlying understand unified
unique unlike until upon usage use used useful user uses using usually utilize utilized utilizes utilizing valuable
variant variants variety various versa versatile versus very via vice view want was way ways wealth well
well-established well-known were what when where whether which while who whole whose why wide widely widespread will
with within without work works worse worth would years yet yield yielding yields you your
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


def _is_tag(term: str) -> bool:
    return term.startswith("#")


def _index(counts: Sequence[Counter[str]], subjects: Sequence[Set[str]]) -> _Index:
    holders = Counter(term for each in counts for term in each)
    rarity = {
        term: log(len(counts) / number)
        for term, number in holders.items()
        if number <= max(2, min(len(counts) // (_COMMON_TAG if _is_tag(term) else _COMMON_WORD), _MOST_PAPERS))
    }
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
    likeness = _likeness(number, index)
    found: list[int] = []
    for others, most in (
        (_akin(number, likeness, index), limit),
        (_on_its_subjects(number, index, both=True), _FEWEST),
        (_on_its_subjects(number, index, both=False), _FEWEST),
    ):
        if len(found) < most:
            more = sorted((-likeness[other], papers[other].slug, other) for other in others if other not in found)
            found += [other for _, _, other in more[: min(most, limit) - len(found)]]
    return tuple(Relative(papers[other].slug, _shared_terms(number, other, index, spelled)) for other in found)


def _likeness(number: int, index: _Index) -> Mapping[int, float]:
    """The cosine of a paper and of each other that shares a telling term with it."""
    likeness: defaultdict[int, float] = defaultdict(float)
    for term, weight in index.weights[number].items():
        for other, its in index.papers[term]:
            likeness[other] += weight * its
    likeness.pop(number, None)
    return likeness


def _shared(one: int, other: int, index: _Index) -> Set[str]:
    return index.weights[one].keys() & index.weights[other].keys()


def _akin(number: int, likeness: Mapping[int, float], index: _Index) -> Iterator[int]:
    """The papers that are like enough and share terms enough, one of which says what either is about."""
    for other, like in likeness.items():
        if like >= _LEAST_LIKE:
            both = _shared(number, other, index)
            if len(both) >= _LEAST_SHARED and not both.isdisjoint(index.subjects[number] | index.subjects[other]):
                yield other


def _on_its_subjects(number: int, index: _Index, *, both: bool) -> Set[int]:
    """The papers that share a telling term which says what this one is about, or what `both` are."""
    return {
        other
        for term in index.subjects[number] & index.weights[number].keys()
        for other, _ in index.papers[term]
        if other != number and (not both or term in index.subjects[other])
    }


def _shared_terms(one: int, other: int, index: _Index, spelled: Callable[[str], str]) -> tuple[str, ...]:
    """The terms that make two papers alike, the heaviest first, as far as they tell a reader something.

    Those are tags, words of either title, and words that are written like a term; what a tag says is not said again.
    """
    own, its = index.weights[one], index.weights[other]
    subjects = index.subjects[one] | index.subjects[other]
    both = sorted(_shared(one, other, index), key=lambda term: (-own[term] * its[term], term))
    said = {part for term in both if _is_tag(term) for part, _ in _terms(spelled(term))}
    unsaid = ((term, spelled(term)) for term in both if term not in said)
    return tuple(islice((word for term, word in unsaid if term in subjects or _TECHNICAL.search(word)), _SHOWN))
