"""The words by which a paper shows what it contributes and on what kind of data it works.

These are ways of speaking, matched in lower-case text; the names of things stand in content/tags/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MAKING = re.compile(
    r"\b(?:introduc|present|releas|construct|creat|contribut|curat|collect|publish|assembl|build|develop|crawl|compil"
    r"|annotat|propos|put forward|design|devis|publicly avail)(?:e|es|ed|s|ing|able)?\b"
)
"""The verbs by which a paper says what it made."""

_WORDS = r"(?: (?!(?:on|for|from|using|with|to|of|in|results)\b)[\w(),/'-]{1,24}){0,8}? "
MADE: Mapping[str, re.Pattern[str]] = {
    slug: re.compile(_WORDS + words)
    for slug, words in {
        "dataset": r"(?:datasets?|data sets?|corpus|corpora)\b(?! (?:quantization|distillation|condensation))",
        "benchmark": r"(?:benchmark|leaderboard|test ?(?:set|suite|bed)|shared task|evaluation suite|challenge set)\b",
        "framework": r"(?:framework|pipeline|paradigm)\b",
        "model": r"(?:(?:model|network|transformer|architecture|backbone|encoder|decoder)s?|approach|method|module)\b",
        "toolkit": r"(?:toolkit|toolbox)\b",
        "metric": r"metrics?\b",
    }.items()
}
"""By contribution tag, what follows such a verb: a few words, none of them a preposition, and a noun."""

CONTRIBUTION_PHRASES: Mapping[str, re.Pattern[str]] = {
    "survey": re.compile(
        r"\b(?:(?:in )?this survey|we survey|we review|literature review|a (?:comprehensive "
        r"|systematic )?(?:survey|review) (?:of|on|that))\b"
    ),
    "thesis": re.compile(r"\b(?:this|the|my|doctoral|phd|master'?s) (?:thesis|dissertation)\b"),
    "benchmark": re.compile(r"\ba new benchmark\b"),
    "toolkit": re.compile(r"\b(?:open-source|python|software) (?:toolkit|library|package|toolbox)\b"),
    "analysis": re.compile(
        r"\b(?:(?:paper|work|study|article) (?:\w+ )?(?:analy[sz]es?|investigates?|study|studies|examines?"
        r"|assess(?:es)?)"
        r"|(?:empirical|comprehensive|systematic) (?:study|analysis|assessment))\b"
    ),
}
"""By contribution tag, a phrase that shows it by itself."""

TITLE_CUES: Mapping[str, re.Pattern[str]] = {
    "survey": re.compile(r"\b(?:survey|review|overview)\b"),
    "dataset": re.compile(r"\b(?:dataset|corpus|corpora|data set)\b(?! (?:distillation|quantization|condensation))"),
    "benchmark": re.compile(r"\b(?:benchmark|leaderboard|challenge)\b(?!s and)"),
    "framework": re.compile(r"\bframework\b"),
    "toolkit": re.compile(r"\b(?:toolkit|library|toolbox)\b"),
}
"""By contribution tag, what in the title shows it."""

_MODALITY_WORDS = {
    "image": r"images?|visual recognition|computer vision|vision tasks?|visual (?:representation|backbone)s?|imagery"
    r"|photo(?:graph)?s?",
    "video": r"videos?",
    "text": r"text|texts|textual|sentences?|documents?|language models?|llms?|nlp|natural language|captions?|linguistic"
    r"|passages?",
    "speech": r"speech(?! tag)|spoken|utterances?",
    "audio": r"audio|sounds?|acoustic",
    "code": r"source code-|programs|programming languages?|source code (?:understanding|and|classification)"
    r"|code (?:search|generation|snippets?|completion|repair|review|language models?|retrieval)",
    "tabular": r"tables|tabular|spreadsheets?|table (?:data|understanding|qa|tasks?)",
    "3d": r"3d|three-dimensional|point clouds?|lidar",
    "skeleton": r"skeletons?",
    "multispectral": r"multi-?spectral|hyperspectral|spectral (?:images?|bands?|data)",
    "time-series": r"time[- ]series",
    "multimodal": r"multi-?modal|cross-modal|vision[- ](?:and[- ])?language|image-(?:text|caption)|audio-visual",
}
MODALITIES = tuple(_MODALITY_WORDS)
MODALITY_WORDS = re.compile(r"\b(?:" + "|".join(f"({words})" for words in _MODALITY_WORDS.values()) + r")(?![a-z])")
"""The words for a kind of data; group N stands for the Nth of `MODALITIES`."""


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
    **_each("audio-classification", "audio"),
    **_each("table-understanding", "tabular"),
    **_each("time-series-forecasting", "time-series"),
}
"""What kind of data a task is about."""

TASK_DOMAINS: Mapping[str, str] = {
    "medical-image-analysis": "medical",
    "remote-sensing-scene-classification": "remote-sensing",
    "code-classification": "software-engineering",
    "code-search": "software-engineering",
    "program-repair": "software-engineering",
    "software-issue-resolution": "software-engineering",
    "robotic-manipulation": "robotics",
}
"""The domain a task belongs to."""

IMPLIES: Mapping[str, str] = {"test-time-adaptation": "domain-adaptation"}
"""A method that is a way to address a task."""

IMPLIED_BY: Mapping[str, str] = {"transformer": "vision-transformer"}
"""A general tag and the special one that stands for it too."""
