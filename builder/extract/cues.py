"""The words by which a paper shows what it contributes and on what kind of data it works.

These are ways of speaking, matched in lower-case text; the names of things stand in content/tags/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_MAKING_STEMS = """introduc present releas construct creat contribut curat collect publish assembl build develop crawl
    compil annotat propos design devis""".split()
MAKING = frozenset(stem + ending for stem in _MAKING_STEMS for ending in ("", "e", "es", "ed", "s", "ing"))
MAKING |= {"forward"}  # put forward
"""The verbs by which a paper says what it made, in all their forms."""

MADE_WORDS = re.compile(r"(?: (?!(?:on|for|from|using|with|to|of|in|results)\b)[\w(),/'-]{1,24}){0,10}")
"""What may stand between such a verb and the noun that says what was made: a few words, none of them a preposition."""

_MADE = {
    "dataset": r"(?:datasets?|data sets?|corpus|corpora)\b(?! (?:quantization|distillation|condensation))",
    "benchmark": r"(?:benchmark|leaderboard|test ?(?:set|suite|bed)|shared task|evaluation suite|challenge set)\b",
    "framework": r"framework\b",
    "model": r"(?:(?:model|network|transformer|architecture|backbone|encoder|decoder)s?)\b",
    "toolkit": r"(?:toolkit|toolbox)\b",
    "metric": r"metrics?\b",
}
MADE = tuple(_MADE)
MADE_NOUN = re.compile(r" (?:" + "|".join(f"({noun})" for noun in _MADE.values()) + ")")
"""The nouns, group N for the Nth contribution tag of `MADE`."""

_CONTRIBUTION_PHRASES = {
    "survey": r"this survey|we survey|we review|literature review|a (?:comprehensive |systematic )?(?:survey|review)"
    r" (?:of|on|that)",
    "thesis": r"(?:this|the|my|doctoral|phd|master'?s) (?:thesis|dissertation)",
    "benchmark": r"a new benchmark",
    "toolkit": r"(?:open-source|python|software) (?:toolkit|library|package|toolbox)",
    "analysis": r"(?:paper|work|study|article) (?:\w+ )?(?:analy[sz]es?|investigates?|study|studies|examines?"
    r"|assess(?:es)?)|(?:empirical|comprehensive|systematic) (?:study|analysis|assessment)",
}
PHRASED = tuple(_CONTRIBUTION_PHRASES)
CONTRIBUTION_PHRASE = re.compile(r"\b(?:" + "|".join(f"({p})" for p in _CONTRIBUTION_PHRASES.values()) + r")\b")
"""A phrase that shows a contribution by itself, group N for the Nth tag of `PHRASED`."""

PHRASE_WORDS = frozenset(
    """this we literature a the my doctoral phd master open python software paper work study article empirical
    comprehensive systematic""".split()
)
"""The words that such a phrase begins with."""

TITLE_CUES: Mapping[str, re.Pattern[str]] = {
    "survey": re.compile(r"\b(?:survey|review|overview)\b"),
    "dataset": re.compile(r"\b(?:dataset|corpus|corpora|data set)\b(?! (?:distillation|quantization|condensation))"),
    "benchmark": re.compile(r"\b(?:benchmark|leaderboard)\b(?!s and)|\bchallenge:"),
    "framework": re.compile(r"\bframework\b"),
    "toolkit": re.compile(r"\b(?:toolkit|library|toolbox)\b"),
    "analysis": re.compile(
        r"\?$|\b(?:reassess|stress test|(?:controlled|empirical|case|systematic) (?:study|analysis|comparison)"
        r"|lessons learned|audit)"
    ),
}
"""By contribution tag, what in the title shows it."""

CONTRASTIVE = re.compile(
    r"\bcontrastive\b(?! (?:decoding|explanation|rationale|re-?attention|summari[sz]ation|evaluation))"
)
"""In the title, what shows contrastive learning."""

_MODALITY_WORDS = {
    "image": """image, facial expression, face recognition, fingerprint, scene text, face detection, visual
        recognition, computer vision, vision task, visual representation, visual backbone, imagery, photo,
        photograph""",
    "video": "video, visual tracking, object tracking, visual tracker",
    "text": """text, textual, sentence, document, language model, llm, nlp, natural language, caption, linguistic,
        passage, coreference, anaphora, grammatical error, news article, tweet, essay, word embedding, named entity""",
    "speech": """speech, spoken, utterance, speaker verification, speaker recognition, speaker embedding, speaker
        identification, voice""",
    "audio": "audio, acoustic, acoustics",
    "code": """source code-, programs, programming language, source code understanding, source code and, source code
        classification, code search, code generation, code snippet, code completion, code repair, code review, code
        language model, code retrieval""",
    "tabular": "tables, tabular, spreadsheet, table data, table understanding, table qa, table task",
    "3d": "3D, 3d, three-dimensional, point cloud, lidar",
    "skeleton": "skeleton",
    "multispectral": "multispectral, hyperspectral, spectral image, spectral band, spectral data",
    "time-series": "time series, eeg, ecg, electroencephalogram, electrocardiogram, physiological signal",
    "multimodal": """multimodal, multi-modal, cross-modal, vision-language, vision and language, image-text,
        image-caption, audio-visual""",
    "": "part-of-speech, speech tag, speech tagging, speech tagger",
}
MODALITY_WORDS = [
    (" ".join(word.split()), slug) for slug, words in _MODALITY_WORDS.items() for word in words.split(",")
]
"""The words for a kind of data, and its tag; "" for words that only look like one (part-of-speech tagging)."""


def _each(slugs: str, *modalities: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(slugs.split(), modalities)


TASK_MODALITIES: Mapping[str, tuple[str, ...]] = {
    **_each(
        "image-classification object-detection instance-segmentation semantic-segmentation panoptic-segmentation",
        "image",
    ),
    **_each("depth-estimation image-retrieval image-generation image-editing image-tokenization", "image"),
    **_each("semantic-correspondence remote-sensing-scene-classification medical-image-analysis", "image"),
    **_each("person-re-identification change-detection", "image"),
    **_each(
        "video-classification video-understanding video-instance-segmentation temporal-action-localization", "video"
    ),
    **_each("text-classification sentiment-analysis semantic-textual-similarity sentence-embeddings", "text"),
    **_each(
        "information-retrieval retrieval-augmented-generation question-answering natural-language-inference", "text"
    ),
    **_each("named-entity-recognition pos-tagging dependency-parsing semantic-role-labeling", "text"),
    **_each("relation-and-definition-extraction text-segmentation argument-mining stance-detection", "text"),
    **_each("machine-translation summarization fact-checking language-modeling math-reasoning text-to-sql", "text"),
    **_each("code-search code-classification code-generation software-issue-resolution program-repair", "code"),
    **_each("speech-recognition speech-synthesis speaker-diarization keyword-spotting", "speech"),
    **_each("cross-modal-retrieval visual-grounding visual-question-answering", "image", "text", "multimodal"),
    **_each("visual-reasoning gui-agents gui-grounding", "image", "text", "multimodal"),
    **_each("hallucination-detection reranking", "text"),
    **_each("action-recognition", "video"),
    **_each("pose-estimation", "image"),
    **_each("audio-classification", "audio"),
    **_each("table-understanding", "tabular"),
    **_each("time-series-forecasting", "time-series"),
}
"""What kind of data a task is about."""

METHOD_MODALITIES: Mapping[str, tuple[str, ...]] = {
    "large-language-model": ("text",),
    "vision-language-model": ("image", "text", "multimodal"),
}
"""What kind of data a method works on by its nature."""

TASK_DOMAINS: Mapping[str, str] = {
    "medical-image-analysis": "medical",
    "remote-sensing-scene-classification": "remote-sensing",
    "code-classification": "software-engineering",
    "code-search": "software-engineering",
    "code-generation": "software-engineering",
    "program-repair": "software-engineering",
    "software-issue-resolution": "software-engineering",
    "robotic-manipulation": "robotics",
}
"""The domain a task belongs to."""

IMPLIES: Mapping[str, str] = {
    "test-time-adaptation": "domain-adaptation",
    "chain-of-thought": "large-language-model",
}
"""A method that is a way to address a task, or that only works with another."""

IMPLIED_BY: Mapping[str, str] = {"transformer": "vision-transformer"}
"""A general tag and the special one that stands for it too."""

ALWAYS_MEANT = frozenset({"large-language-model"})
"""The methods that a paper is about wherever it names one, be it as background or to compare with."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What shows a tag without its name: the abstract has `shown` and a word of `beside`, and nothing of `unless`."""

    shown: re.Pattern[str]
    beside: re.Pattern[str]
    unless: re.Pattern[str]

    def is_in(self, abstract: str) -> bool:
        """Whether the abstract shows it."""
        return bool(self.shown.search(abstract) and self.beside.search(abstract) and not self.unless.search(abstract))


METHOD_CUES: Mapping[str, Cue] = {
    "large-language-model": Cue(
        shown=re.compile(
            r"\d(?:\.\d)?B(?:[ -](?:parameters?|models?|language|variant|reasoning|decoder)|,? (?:and|to|or) \d+B\b)"
        ),
        beside=re.compile(r"\b(?:[Ll]anguage|LLMs?|reason\w*|instruct\w*|chat|agents?|code)\b"),
        unless=re.compile(r"\b[Dd]iffusion\b"),
    ),
}
"""By method tag, what in the abstract shows it without its name: models of 7B and 70B are large language models."""
