"""The figures below which the extractors must not fall, on the abstracts that the project labelled itself."""

from __future__ import annotations

import pytest

from benchmarks import eval_extract
from builder.extract import Extractor, as_json
from builder.extract.lexicon import packaged, spellings
from builder.extract.names import tokenize
from builder.model import Benchmark, Role, Vocabulary

MINIMUM_F1 = {"benchmarks": 0.98, "results": 0.98, "boards": 0.98, "tags": 0.94, "links": 1.0}


@pytest.fixture(scope="module")
def evaluation() -> eval_extract.Evaluation:
    return eval_extract.evaluate(eval_extract.read_labels(eval_extract.LABELS), eval_extract.read_vocabulary())


@pytest.mark.parametrize("name", MINIMUM_F1)
def test_figures_hold(evaluation: eval_extract.Evaluation, name: str) -> None:
    assert evaluation.fields[name].f1 >= MINIMUM_F1[name], "\n".join(evaluation.misses)


def test_no_difference_or_amount_is_taken_for_a_score(evaluation: eval_extract.Evaluation) -> None:
    assert evaluation.false_results == 0


def test_patterns_find_most_names_that_the_vocabulary_lacks() -> None:
    papers = eval_extract.read_labels(eval_extract.LABELS)
    assert eval_extract.masked(papers, eval_extract.read_vocabulary()).f1 >= 0.8


def test_a_minimum_that_is_missed_fails_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert eval_extract.main(["--min", "links=0.5"]) == 0
    assert eval_extract.main(["--min", "links=1.1"]) == 1
    assert "below: links" in capsys.readouterr().err


def test_sentences_give_exactly_their_scores() -> None:
    """Ways of stating scores, in sentences of our own, mostly with names that nobody knows."""
    vocabulary = eval_extract.read_vocabulary()
    extract = Extractor(vocabulary, packaged())
    wrong = []
    for case in eval_extract.read_labels(eval_extract.LABELS.with_name("scores.jsonl")):
        found = as_json(extract("FooNet: An Approach", case["abstract"]), vocabulary)["results"]
        scores = [[r["benchmark"], r["metric"], r["value"]] for r in found]
        if scores != case["results"]:
            wrong.append(f"{case['abstract']}\n  expected {case['results']}\n  found    {scores}")
    assert wrong == [], "\n".join(wrong)


def test_no_two_benchmarks_of_the_lexicon_share_a_spelling() -> None:
    benchmarks = [entry.benchmark for entry in packaged()]
    owners: dict[str, str] = {}
    for spelling, slug in spellings(benchmarks):
        key = "".join(word for word, _, _ in tokenize(spelling))
        assert owners.setdefault(key, slug) == slug, f"{spelling} is {owners[key]} and {slug}"


def test_a_benchmark_whose_metrics_a_digest_lacks_is_no_corpus_to_train_on() -> None:
    librispeech = Benchmark("librispeech", "LibriSpeech")
    extract = Extractor(Vocabulary({}, {"librispeech": librispeech}, {}), packaged())
    found = extract("T", "We evaluate on LibriSpeech.")
    assert [(use.benchmark, use.role) for use in found.benchmarks] == [("librispeech", Role.EVALUATED)]


@pytest.mark.parametrize(
    ("abstract", "tag", "is_meant"),
    [
        ("We train reasoning models of 8B, 14B and 32B.", "large-language-model", True),
        ("We train a diffusion transformer with 12B parameters on text and code.", "large-language-model", False),
        ("Annotators agree. It beats GPT-4o by a margin. We parse.", "large-language-model", True),
        ("A corpus of 1.2B tokens is crawled. We count words.", "large-language-model", False),
        ("We put it into Mask R-CNN and test on CNN/DailyMail.", "cnn", False),
        ("We train a CNN.", "cnn", True),
        ("Large language models of code are costly. We prune them.", "large-language-model", True),
        ("We recognise actions in skeleton sequences. Skeleton graphs help.", "video", False),
        ("We study action recognition.", "video", True),
    ],
)
def test_tags_of_the_repository_are_found_by_more_than_their_names(abstract: str, tag: str, is_meant: bool) -> None:
    found = Extractor(eval_extract.read_vocabulary(), packaged())("A Title", abstract).tags
    assert (tag in found) is is_meant
