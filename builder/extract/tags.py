"""The tags of a paper: names and aliases of the vocabulary where they stand for what the paper itself does.

A facet decides what counts. A task is taken where the paper addresses or evaluates it, a method only where the paper
proposes or uses it, a modality from words, tasks and benchmarks, a domain from its words, a contribution from phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.extract.names import Match, NameFinder
from builder.extract.sentences import Span, sentences
from builder.model import Facet, Vocabulary

_OWN = re.compile(
    r"\b(?:we|our|ours|this (?:paper|work|study|article|thesis|survey|report)|in this|here,|the (?:proposed|resulting|present|current)|experiments?|results|results:|evaluat\w*|"
    r"extensive|empirical\w*|specifically|notably|particularly|achieves?|demonstrate[sd]?|outperform\w*|code is|propos\w+)\b",
    re.IGNORECASE,
)
_CONTRAST_BEFORE = re.compile(
    r"\b(?:unlike|instead of|rather than|than|compared (?:to|with)|versus|vs\.?|without|outperform\w*|surpass\w*|beyond|as opposed to|in contrast to|beat\w*|not|over|such as|like)"
    r"(?: [\w-]{1,16}){0,4} $",
    re.IGNORECASE,
)
_CONTRIBUTIONS: Mapping[str, re.Pattern[str]] = {
    "survey": re.compile(
        r"\b(?:in this survey|this survey|we survey|a (?:comprehensive |systematic )?(?:survey|review) (?:of|on|that)|we review|literature review)\b",
        re.IGNORECASE,
    ),
    "thesis": re.compile(r"\b(?:this|the|my|doctoral|phd|master'?s) (?:thesis|dissertation)\b", re.IGNORECASE),
    "dataset": re.compile(
        r"\b(?:we|paper|work|study|also|and|to)\b[^.;]{0,40}\b(?:introduc|present|releas|construct|creat|contribut|curat|collect|publish|assembl|build|develop|crawl|provid|compil|annotat|put forward)(?:e|es|ed|s|ing)?\b[^.;]{0,70}?\b(?:dataset|data set|corpus|corpora|datasets)\b",
        re.IGNORECASE,
    ),
    "benchmark": re.compile(
        r"\b(?:we|paper|work|study|also|and|to|is)\b[^.;]{0,40}\b(?:introduc|present|releas|construct|creat|contribut|curat|publish|assembl|build|develop|provid|propos|establish)(?:e|es|ed|s|ing)?\b[^.;]{0,70}?\b(?:benchmark|leaderboard|challenge|test ?set|test suite|shared task|testbed|evaluation suite|track)\b|\ba new benchmark\b",
        re.IGNORECASE,
    ),
    "framework": re.compile(
        r"\b(?:propos|introduc|present|develop|design|devis)(?:e|es|ed|s|ing)?\b[^.;]{0,90}?\b(?:framework|pipeline|paradigm)\b",
        re.IGNORECASE,
    ),
    "model": re.compile(
        r"\b(?:propos|introduc|present|develop|design|train|releas|devis)(?:e|es|ed|s|ing)?\b[^.;]{0,90}?\b(?:models?|networks?|transformers?|architectures?|backbones?|encoders?|approach|method|decoders?|attention|module)\b",
        re.IGNORECASE,
    ),
    "toolkit": re.compile(
        r"\b(?:open-source|python|software) (?:toolkit|library|package|toolbox)|\bwe (?:release|present|introduce)[^.;]{0,60}\b(?:toolkit|library|toolbox)\b",
        re.IGNORECASE,
    ),
    "metric": re.compile(
        r"\b(?:propos|introduc|present|develop|design)(?:e|es|ed|s|ing)?\b[^.;]{0,60}?\b(?:metrics?|measures?)\b",
        re.IGNORECASE,
    ),
    "analysis": re.compile(
        r"\b(?:we|this (?:paper|work|study|article)|paper) (?:\w+ )?(?:analy[sz]es?|investigates?|study|studies|examines?|explores?|assess(?:es)?|revisits?|compares?)\b|\bempirical(?:ly)? (?:study|analysis|evaluation|investigation)|\bwe (?:conduct|perform|provide) (?:an? )?(?:\w+[ -]){0,3}(?:analysis|study|evaluation)",
        re.IGNORECASE,
    ),
}
_TITLED_CONTRIBUTIONS: Mapping[str, re.Pattern[str]] = {
    "survey": re.compile(r"\b(?:survey|review|overview)\b", re.IGNORECASE),
    "dataset": re.compile(
        r"\b(?:dataset|corpus|corpora|data set)\b(?! (?:distillation|quantization|condensation))", re.IGNORECASE
    ),
    "benchmark": re.compile(r"\b(?:benchmark|leaderboard|challenge)\b", re.IGNORECASE),
    "framework": re.compile(r"\bframework\b", re.IGNORECASE),
    "toolkit": re.compile(r"\b(?:toolkit|library|toolbox)\b", re.IGNORECASE),
}
_MODALITY_WORDS: Mapping[str, re.Pattern[str]] = {
    "image": re.compile(
        r"\b(?:images?|visual recognition|computer vision|vision tasks?|pixels?|visual (?:representation|backbone)s?|imagery|RGB|photo(?:graph)?s?)\b",
        re.IGNORECASE,
    ),
    "video": re.compile(r"\bvideos?\b", re.IGNORECASE),
    "text": re.compile(
        r"\b(?:text(?:ual|s)?|sentences?|documents?|language models?|LLMs?|NLP|natural language|words?|corpus|corpora|captions?|linguistic|questions?|passages?|queries)\b",
        re.IGNORECASE,
    ),
    "speech": re.compile(r"\b(?:speech|spoken|utterances?|speakers?)\b", re.IGNORECASE),
    "audio": re.compile(r"\b(?:audio|sounds?|acoustic)\b", re.IGNORECASE),
    "code": re.compile(
        r"\b(?:source code|program(?:s|ming)|code (?:search|generation|snippets?|completion|repair|review)|functions? from)\b",
        re.IGNORECASE,
    ),
    "tabular": re.compile(r"\b(?:tables?|tabular|spreadsheets?)\b", re.IGNORECASE),
    "3d": re.compile(r"\b(?:3D|three-dimensional|point clouds?|LiDAR)\b", re.IGNORECASE),
    "skeleton": re.compile(r"\bskeletons?\b", re.IGNORECASE),
    "multispectral": re.compile(
        r"\b(?:multi-?spectral|hyperspectral|spectral (?:images?|bands?|data))\b", re.IGNORECASE
    ),
    "time-series": re.compile(r"\btime[- ]series\b", re.IGNORECASE),
    "multimodal": re.compile(
        r"\b(?:multi-?modal\w*|cross-modal\w*|vision[- ](?:and[- ])?language|image-(?:text|caption)|audio-visual|modalities)\b",
        re.IGNORECASE,
    ),
}
_IMAGE, _TEXT, _VIDEO = ("image",), ("text",), ("video",)
_TASK_MODALITIES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        "image-classification object-detection instance-segmentation semantic-segmentation panoptic-segmentation depth-estimation image-retrieval image-generation "
        "image-editing image-tokenization semantic-correspondence remote-sensing-scene-classification medical-image-analysis person-re-identification".split(),
        _IMAGE,
    ),
    **dict.fromkeys(
        "video-classification video-understanding video-instance-segmentation temporal-action-localization".split(),
        _VIDEO,
    ),
    **dict.fromkeys(
        "text-classification sentiment-analysis semantic-textual-similarity sentence-embeddings information-retrieval retrieval-augmented-generation question-answering "
        "natural-language-inference named-entity-recognition pos-tagging dependency-parsing semantic-role-labeling relation-and-definition-extraction text-segmentation "
        "argument-mining stance-detection machine-translation summarization fact-checking language-modeling math-reasoning text-to-sql".split(),
        _TEXT,
    ),
    **dict.fromkeys(
        "code-search code-classification code-generation software-issue-resolution program-repair".split(), ("code",)
    ),
    **dict.fromkeys("speech-recognition speech-synthesis speaker-diarization keyword-spotting".split(), ("speech",)),
    "cross-modal-retrieval": ("image", "text", "multimodal"),
    "visual-grounding": ("image", "text", "multimodal"),
    "visual-question-answering": ("image", "text", "multimodal"),
    "audio-classification": ("audio",),
    "table-understanding": ("tabular",),
    "time-series-forecasting": ("time-series",),
}
_FACETS = tuple(Facet)


class Tagger:
    """The tags of a vocabulary, compiled."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._tags = vocabulary.tags
        self._benchmarks = vocabulary.benchmarks
        self._finder = NameFinder(
            [(n, t.slug) for t in vocabulary.tags.values() for n in (t.name, *t.aliases)], plural=True
        )

    def __call__(self, title: str, abstract: str, benchmarks: Sequence[str]) -> tuple[str, ...]:
        """The tag slugs of a paper that uses `benchmarks`, by facet and slug."""
        spans = sentences(abstract)
        own = _own_spans(abstract, spans)
        found = set(self._named(title, abstract, own))
        tasks = {slug for slug in found if self._tags[slug].facet is Facet.TASK}
        found |= self._modalities(title, abstract, tasks, own)
        found |= _contributions(title, abstract)
        if not any(self._tags[slug].facet is Facet.DOMAIN for slug in found if slug in self._tags):
            found.add("general")
        known = [slug for slug in found if slug in self._tags]
        return tuple(sorted(known, key=lambda slug: (_FACETS.index(self._tags[slug].facet), slug)))

    def tasks_in(self, text: str) -> Iterator[Match]:
        """Where a text names tasks."""
        return (m for m in self._finder.find(text, overlapping=True) if self._tags[m.slug].facet is Facet.TASK)

    def _named(self, title: str, abstract: str, own: Sequence[Span]) -> Iterator[str]:
        """Tasks, methods and domains that the paper names as its own."""
        for match in self._finder.find(title, overlapping=True):
            if self._tags[match.slug].facet in (Facet.TASK, Facet.METHOD, Facet.DOMAIN):
                yield match.slug
        for start, end in own:
            sentence = abstract[start:end]
            for match in self._finder.find(sentence, overlapping=True):
                if self._counts(match, sentence):
                    yield match.slug

    def _counts(self, match: Match, sentence: str) -> bool:
        facet = self._tags[match.slug].facet
        if facet is Facet.DOMAIN or facet is Facet.TASK:
            return True
        return facet is Facet.METHOD and not _CONTRAST_BEFORE.search(sentence, max(0, match.start - 80), match.start)

    def _modalities(self, title: str, abstract: str, tasks: Iterable[str], own: Sequence[Span]) -> set[str]:
        found = {modality for task in tasks for modality in _TASK_MODALITIES.get(task, ())}
        said = " ".join([title, *(abstract[start:end] for start, end in own)])
        return found | {modality for modality, words in _MODALITY_WORDS.items() if words.search(said)}


def _own_spans(abstract: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences from the first on that speaks of the paper itself: what stands before is background."""
    for index, (start, end) in enumerate(spans):
        if _OWN.search(abstract, start, end):
            return list(spans[index:])
    return list(spans)


def _contributions(title: str, abstract: str) -> set[str]:
    said = {slug for slug, cue in _CONTRIBUTIONS.items() if cue.search(abstract)}
    return said | {slug for slug, cue in _TITLED_CONTRIBUTIONS.items() if cue.search(title)}
