"""The extractors rule by rule, on sentences made up for the purpose, with a small vocabulary of their own."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.extract import Extraction, Extractor, as_json
from builder.extract.kinds import NumberKind
from builder.extract.links import links
from builder.extract.numbers import numbers
from builder.extract.sentences import sentences
from builder.model import Benchmark, Direction, Facet, Metric, Tag, Vocabulary


def _benchmark(slug: str, name: str, metrics: str, tasks: str = "", aliases: tuple[str, ...] = ()) -> Benchmark:
    return Benchmark(slug, name, aliases, tuple(tasks.split()), tuple(metrics.split()))


BENCHMARKS = (
    _benchmark("imagenet-1k", "ImageNet-1K", "top-1-accuracy", "image-classification", ("ImageNet",)),
    _benchmark("imagenet-22k", "ImageNet-22K", "", "image-classification"),
    _benchmark("imagenet-v2", "ImageNet-V2", "top-1-accuracy", "image-classification"),
    _benchmark("coco", "COCO", "box-ap mask-ap", "object-detection instance-segmentation", ("MS COCO",)),
    _benchmark("ade20k", "ADE20K", "miou", "semantic-segmentation"),
    _benchmark("kinetics-400", "Kinetics-400", "top-1-accuracy", "video-classification"),
    _benchmark("kinetics-600", "Kinetics-600", "top-1-accuracy", "video-classification"),
    _benchmark("refcoco", "RefCOCO", "accuracy"),
    _benchmark("refcoco-plus", "RefCOCO+", "accuracy"),
    _benchmark("refcocog", "RefCOCOg", "accuracy"),
    _benchmark("drop", "DROP", "f1 exact-match"),
    _benchmark("mmlu", "MMLU", "accuracy"),
    _benchmark("gsm8k", "GSM8K", "accuracy"),
    _benchmark("librispeech", "LibriSpeech", "wer"),
)
METRICS = (
    Metric("accuracy", "Accuracy", Direction.HIGHER, ("acc", "accuracies"), "%"),
    Metric("top-1-accuracy", "Top-1 accuracy", Direction.HIGHER, (), "%"),
    Metric("box-ap", "Box AP", Direction.HIGHER, ("AP_box",), "%"),
    Metric("mask-ap", "Mask AP", Direction.HIGHER, (), "%"),
    Metric("miou", "mIoU", Direction.HIGHER, (), "%"),
    Metric("f1", "F1", Direction.HIGHER, ("F1 score",), "%"),
    Metric("exact-match", "Exact match", Direction.HIGHER, ("EM",), "%"),
    Metric("wer", "WER", Direction.LOWER, ("word error rate",), "%"),
    Metric("pq", "PQ", Direction.HIGHER, (), "%"),
)
TAGS = (
    Tag("image-classification", "Image classification", Facet.TASK),
    Tag("object-detection", "Object detection", Facet.TASK, ("object detector",)),
    Tag("instance-segmentation", "Instance segmentation", Facet.TASK),
    Tag("image", "Image", Facet.MODALITY),
    Tag("text", "Text", Facet.MODALITY),
    Tag("speech", "Speech", Facet.MODALITY),
    Tag("transformer", "Transformer", Facet.METHOD),
    Tag("vision-transformer", "Vision transformer", Facet.METHOD, ("ViT",)),
    Tag("pruning", "Pruning", Facet.METHOD, ("prune",)),
    Tag("general", "General", Facet.DOMAIN),
    Tag("legal", "Legal", Facet.DOMAIN, ("court",)),
    Tag("survey", "Survey", Facet.CONTRIBUTION),
    Tag("dataset", "Dataset", Facet.CONTRIBUTION),
    Tag("model", "Model", Facet.CONTRIBUTION),
)
VOCABULARY = Vocabulary(
    {tag.slug: tag for tag in TAGS}, {b.slug: b for b in BENCHMARKS}, {metric.slug: metric for metric in METRICS}
)
EXTRACT = Extractor(VOCABULARY)


def extract(abstract: str, title: str = "Falcon: A Backbone for Everything") -> Extraction:
    return EXTRACT(title, abstract)


def scores(abstract: str) -> list[tuple[str, str, str]]:
    return [(r.benchmark, r.metric, str(r.value)) for r in extract(abstract).results]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Ours obtains 84.0 top-1 accuracy on ImageNet.", [("imagenet-1k", "top-1-accuracy", "84.0")]),
        (
            "Falcon does detection (58.7 box AP and 51.1 mask AP on COCO test-dev).",
            [("coco", "box-ap", "58.7"), ("coco", "mask-ap", "51.1")],
        ),
        (
            "It reaches 82.9/84.8 top-1 accuracy on Kinetics-400/600.",
            [("kinetics-400", "top-1-accuracy", "82.9"), ("kinetics-600", "top-1-accuracy", "84.8")],
        ),
        (
            "We achieve accuracies of 60.7% and 81.9% on MMLU and GSM8K, respectively.",
            [("mmlu", "accuracy", "60.7"), ("gsm8k", "accuracy", "81.9")],
        ),
        ("Falcon gets 60.7% on MMLU, 81.9% on GSM8K.", [("mmlu", "accuracy", "60.7"), ("gsm8k", "accuracy", "81.9")]),
        (
            "On ImageNet-1K dataset for images, GC ViT models with 51M and 90M parameters achieve 84.3% and 84.9%.",
            [("imagenet-1k", "top-1-accuracy", "84.3"), ("imagenet-1k", "top-1-accuracy", "84.9")],
        ),
        (
            "On ImageNet-1K, models with 51M and 90M parameters achieve 84.3% and 84.9% top-1 accuracy.",
            [("imagenet-1k", "top-1-accuracy", "84.3"), ("imagenet-1k", "top-1-accuracy", "84.9")],
        ),
        (
            "State-of-the-art results on both ADE20K (53.5% mIoU) and MMLU (71.0%).",
            [("ade20k", "miou", "53.5"), ("mmlu", "accuracy", "71.0")],
        ),
        ("Falcon obtains 88.2% ImageNet-1K accuracy.", [("imagenet-1k", "top-1-accuracy", "88.2")]),
        (
            "It achieves 52.3/86.4 EM/F1 on DROP.",
            [("drop", "exact-match", "52.3"), ("drop", "f1", "86.4")],
        ),
        ("We evaluate on DROP. Falcon obtains an F1 of 81.5.", [("drop", "f1", "81.5")]),
        ("We reach a WER of 2.1% on LibriSpeech test-clean.", [("librispeech", "wer", "2.1")]),
        ("We push the accuracy on MMLU from 61.0% to 65.5%.", [("mmlu", "accuracy", "65.5")]),
        ("It beats Swin by 4% mIoU (50.1 vs. 46.1) for segmentation on ADE20K.", [("ade20k", "miou", "50.1")]),
        (
            "It outperforms other state-of-the-art models with an accuracy of 86.9% and 97.4% on MMLU and GSM8K.",
            [("mmlu", "accuracy", "86.9"), ("gsm8k", "accuracy", "97.4")],
        ),
        (
            "On DROP it has an exact match of 52.3 and F1 score of 86.4.",
            [("drop", "exact-match", "52.3"), ("drop", "f1", "86.4")],
        ),
        (
            "Falcon reaches a mean F1 score of 81.5 on DROP, and a WER of 2.1 on LibriSpeech.",
            [("drop", "f1", "81.5"), ("librispeech", "wer", "2.1")],
        ),
        (
            "It obtains 46.8/38.6 box/mask AP with a small and 48.1/39.9 box/mask AP with a large backbone on COCO.",
            [
                ("coco", "box-ap", "46.8"),
                ("coco", "mask-ap", "38.6"),
                ("coco", "box-ap", "48.1"),
                ("coco", "mask-ap", "39.9"),
            ],
        ),
        (
            "It yields 84.3/57.8 box APs and 50.9/51.3 mask APs on COCO.",
            [
                ("coco", "box-ap", "84.3"),
                ("coco", "box-ap", "57.8"),
                ("coco", "mask-ap", "50.9"),
                ("coco", "mask-ap", "51.3"),
            ],
        ),
        ("Falcon attains an accuracy of up to 91.2% on MMLU.", [("mmlu", "accuracy", "91.2")]),
        ("With GPT-4 and 75.9% on MMLU, it leads.", [("mmlu", "accuracy", "75.9")]),
        (
            "We evaluate on DROP. We train for long. A large model obtains an F1 of 86.4 in the end.",
            [("drop", "f1", "86.4")],
        ),
        (
            "On DROP, it reaches an F1 of 89.3 and on MMLU one of 92.1.",
            [("drop", "f1", "89.3"), ("mmlu", "f1", "92.1")],
        ),
        (
            "It achieves an F1 of 0.839 and 80.6% accuracy on MMLU.",
            [("mmlu", "f1", "0.839"), ("mmlu", "accuracy", "80.6")],
        ),
        (
            "Using exact match and the F1 score, it achieves 73.9% and 75.1% on DROP.",
            [("drop", "exact-match", "73.9"), ("drop", "f1", "75.1")],
        ),
        (
            "On MMLU it loses only 1% of accuracy (68.4% -> 67.4%).",
            [("mmlu", "accuracy", "67.4")],
        ),
        (
            "We test on three datasets (Sintel, MMLU and Kestrel). It has an accuracy of 61.2%, 70.1% and 80.5%.",
            [("mmlu", "accuracy", "70.1")],
        ),
        ("Our best agent can complete 30.6% of GSM8K's problems.", [("gsm8k", "accuracy", "30.6")]),
        ("We reach over 86% accuracy on MMLU.", [("mmlu", "accuracy", "86")]),
        ("On MMLU accuracy rises from 96.66$\\pm$1.10% to 97.24$\\pm$0.90%.", [("mmlu", "accuracy", "97.24")]),
        (
            "With 50 training examples on DROP, and an F1 of 86.4 with all of them, it leads.",
            [("drop", "f1", "86.4")],
        ),
        (
            "It is first on MMLU and second on the GSM8K board with 63.9 and 64.9 accuracy, respectively.",
            [("mmlu", "accuracy", "63.9"), ("gsm8k", "accuracy", "64.9")],
        ),
        (
            "It attains a 55.8% exact match and 30.8% F1 on DROP, and a 46.8% accuracy and 17.0% F1 on MMLU.",
            [
                ("drop", "exact-match", "55.8"),
                ("drop", "f1", "30.8"),
                ("mmlu", "accuracy", "46.8"),
                ("mmlu", "f1", "17.0"),
            ],
        ),
        (
            "On MMLU we achieve scores between 97.8% and 98.8%.",
            [("mmlu", "accuracy", "97.8"), ("mmlu", "accuracy", "98.8")],
        ),
        ("It reaches up to 99.8% accuracy on MMLU.", [("mmlu", "accuracy", "99.8")]),
        ("It has 79.8% clean accuracy on MMLU.", [("mmlu", "accuracy", "79.8")]),
        (
            "We have 86.4% accuracy in the reduced-data setting and 89.2% with all of it on MMLU.",
            [("mmlu", "accuracy", "86.4"), ("mmlu", "accuracy", "89.2")],
        ),
    ],
)
def test_scores_are_paired_with_their_benchmark_and_metric(abstract: str, expected: list[tuple[str, str, str]]) -> None:
    assert scores(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We reach a WER of 2.1% on LibriSpeech test-clean.", ["test-clean"]),
        ("We reach 1.9%/3.9% WER on LibriSpeech test-clean/test-other.", ["test-clean", "test-other"]),
        ("On LibriSpeech, a WER of 2.1% and 4.3% is had on test-clean and test-other.", ["", ""]),
        ("On LibriSpeech, we get 2.1% and 4.3% WER on test-clean and test-other.", ["test-clean", "test-other"]),
        ("It reaches 85.0/91.2 EM/F1 on the DROP dev set.", ["dev", "dev"]),
        ("It reaches 58.7 box AP on COCO val2017 and test-dev.", [""]),
        ("We get 53.5 mIoU on ADE20K val and 54.1 on the test set.", ["val", "test"]),
    ],
)
def test_each_score_has_its_split(abstract: str, expected: list[str]) -> None:
    assert [result.split for result in extract(abstract).results] == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "It has 51.3% and 45.4% mIoU for object detection and instance segmentation on COCO.",
            ["object-detection", "instance-segmentation"],
        ),
        ("It has 51.3 box AP and 45.4 mask AP on COCO.", ["object-detection", "instance-segmentation"]),
        ("In object detection it reaches 51.3% on COCO.", ["object-detection"]),
    ],
)
def test_each_score_has_its_task(abstract: str, expected: list[str]) -> None:
    assert [result.task for result in extract(abstract).results] == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("In the zero-shot setting we reach 76.2% on ImageNet, and 88.1% after fine-tuning.", ["zero-shot", ""]),
        ("We reach 76.2% and 81.0% zero-shot accuracy on MMLU and GSM8K.", ["zero-shot", "zero-shot"]),
        ("With linear probing it has 71.0% on ImageNet and 45.2 mIoU on ADE20K.", ["linear-probing", ""]),
        ("We report 5-shot accuracy of 61.2% on MMLU.", ["5-shot"]),
    ],
)
def test_a_setting_belongs_to_the_scores_beside_it(abstract: str, expected: list[str]) -> None:
    assert [result.setting for result in extract(abstract).results] == expected


@pytest.mark.parametrize(
    "abstract",
    [
        "Falcon improves ImageNet top-1 accuracy by 1.3%.",
        "It gains +2.7 box AP on COCO.",
        "We see up to 6% better accuracy on MMLU.",
        "Falcon outperforms prior work on ADE20K by a margin of 3.2 mIoU.",
        "Improvements of 3%-20% on MMLU are obtained.",
        "Falcon surpasses the previous best result of 80.1% on ImageNet.",
        "Compared with 80.1% of Swin on ImageNet, it is cheaper.",
        "It needs only 60% of the training data on ImageNet.",
        "Falcon saves 86.8% GPU memory on ImageNet.",
        "It is 2.8x faster with 0.5G FLOPs on ImageNet.",
        "We train on images of 1,536x1,536 from COCO.",
        "Even the best models achieve only 12.5% on MMLU.",
        "Falcon obtains 41.1% on Moments in Time, after work on MMLU.",
        "We achieve 87.8% panoptic quality.",
        "Since 2012, ImageNet has grown.",
        "The panoptic model sets a record (58.2 PQ) with weights known from MMLU.",
        "On MMLU we show that it is complementary with wav2vec 2.0 in every setting.",
        "We get better results than LLaVA on most tasks of MMLU, e.g., Alpha (76.7 vs. 70.7).",
        "On LibriSpeech it is intelligible to 97% of the listeners.",
        "We evaluate on DROP. We train for long. It obtains 86.4 in the end.",
        "Previous methods achieve 84.5% accuracy on ImageNet.",
        "It is close to the 48.1% of GPT-4 on MMLU.",
        "We train on 10% of ImageNet.",
        "On MMLU the accuracy for the first answer drops to 49.5%.",
        "It matches MMLU results with only 3% of the pretraining tokens.",
        "On MMLU we find 53.5% of the errors to be slips.",
        "It has an absolute improvement in accuracy of up to 30% on MMLU.",
        "Most notably, o1-mini achieves 76.2% accuracy on MMLU.",
        "Even with the best framework and end-to-end model achieving 51.7% and 20.9% accuracy on MMLU, much is open.",
        "It beats AlphaNet-7B (50.6%) and BetaNet-3B (50.1%) on MMLU.",
        "We gain 5.2% on the old part of GSM8K, 5.9% on MMLU.",
        "An improvement of 1.8% in recall and 1.3% in accuracy is had on MMLU.",
        "It attains BEq@1 scores of 40.5% on MMLU.",
        "It has a cosine error of 0.11 on ImageNet.",
        "It takes fewer steps (27.8 vs. 14.3) on MMLU.",
        "We evaluate on MMLU. In our user study, it has 2.6% accuracy.",
        "Falcon is fast. Falcon is small. OtherNet2 has 81.9% on MMLU.",
        "On MMLU the relative reductions amount to 0.9% and 3.7%.",
        "On MMLU it beats the initial model, whose accuracy is 55.5%.",
        "On MMLU it is fast, and the winning team had 89.2%.",
        "On MMLU ours is ahead of OtherNet (29.4%).",
        "On MMLU it lowers hallucination scores by an average of 24.5%.",
        "On MMLU we see that 43% of the cases have no label.",
        "On MMLU 39% and 36% of the entries, respectively, have wrong labels.",
        "It has an accuracy between 0.4 and 0.8 and a 1.2-3.6x lift on MMLU.",
        "It outperforms the supervised fine-tuning (SFT) accuracy of 35.9% on MMLU.",
        "On MMLU ours is robust, whereas Swin had an accuracy of 52.4%.",
        "It keeps coverage ($\\geq 90%) on MMLU.",
        "The cost on MMLU drops to USD 5.58.",
        "On MMLU we use a rank of the AR(1) process and $\\tau=0.8487$.",
        "On MMLU it has 95.7% quality retention.",
        "It reduces leakage on MMLU from 34.0% to 9.9%.",
        "Recent agents achieving over 90% on MMLU leave little room.",
        "It underperforms the base model (accuracy: 30.3) on MMLU.",
        "We achieve scores such as 79.1% (GPT-4) on MMLU.",
        "We introduce the MMLU benchmark. Models achieve an accuracy of 60.3%.",
        "We outperform others by 21.9 percent on the 2013 part of GSM8K (hard), 5.9 percent on MMLU.",
    ],
)
def test_what_is_no_score_of_the_paper_is_left_out(abstract: str) -> None:
    assert scores(abstract) == []


def test_a_paper_has_scores_of_its_own_on_a_benchmark_that_it_introduces() -> None:
    text = "We introduce the MMLU benchmark. Our model achieves an accuracy of 60.3%, GPT-4 one of 71.0%."
    assert scores(text) == [("mmlu", "accuracy", "60.3")]


def test_a_score_in_brackets_stays_with_the_name_before_them() -> None:
    assert scores("We achieve results on MMLU (60.7%), Flower (98.8%) and others.") == [("mmlu", "accuracy", "60.7")]


def test_a_metric_that_the_text_leaves_out_is_marked_as_assumed() -> None:
    (stated,) = extract("Falcon gets an accuracy of 60.7% on MMLU.").results
    (assumed,) = extract("Falcon gets 60.7% on MMLU.").results
    assert not stated.assumed_metric
    assert assumed.assumed_metric


def test_a_result_says_split_task_setting_model_and_evidence() -> None:
    abstract = "We propose Falcon. For object detection, Falcon-L obtains a zero-shot box AP of 58.70 on COCO test-dev."
    (result,) = extract(abstract).results
    assert (result.split, result.task, result.setting, result.model) == (
        "test-dev",
        "object-detection",
        "zero-shot",
        "Falcon-L",
    )
    assert result.value == Decimal("58.70")
    assert str(result.value) == "58.70"
    assert result.evidence == "box AP of 58.70 on COCO test-dev"


@pytest.mark.parametrize(
    ("abstract", "models"),
    [
        (
            "We propose Falcon. Falcon-T, Falcon-S and Falcon-B obtain 82.6%, 84.0% and 84.7% on ImageNet.",
            ["Falcon-T", "Falcon-S", "Falcon-B"],
        ),
        ("We propose Falcon. Falcon-T/S obtains 82.6/84.0 top-1 accuracy on ImageNet.", ["Falcon-T", "Falcon-S"]),
        (
            "We propose Falcon. On ImageNet, Falcon models with 5M and 90M parameters achieve 74.3% and 84.9%.",
            ["Falcon (5M)", "Falcon (90M)"],
        ),
        (
            "We propose Falcon. On COCO it has 46.8 box AP using ResNet50-FPN, and 48.1 box AP using ResNet101-FPN.",
            ["Falcon (ResNet50-FPN)", "Falcon (ResNet101-FPN)"],
        ),
        (
            "We propose Falcon. It obtains 46.8% without ensembling and 48.1% with an external language model on MMLU.",
            ["Falcon (without ensembling)", "Falcon (with external language model)"],
        ),
        ("We propose Falcon. Falcon-T and Falcon-S obtain 82.6%, 84.0% and 84.7% on ImageNet.", ["Falcon-S"] * 3),
        ("We propose Falcon. Falcon obtains 82.6% on MMLU and 84.0% on ImageNet.", ["Falcon", "Falcon"]),
    ],
)
def test_scores_of_several_variants_go_to_their_own(abstract: str, models: list[str]) -> None:
    assert [result.model for result in extract(abstract).results] == models


def test_a_phrase_before_a_colon_is_no_model() -> None:
    text = "It obtains 82.6% on MMLU."
    assert extract(text, "Lines that Leak: Finding Faults").results[0].model == ""
    assert extract(text, "LeakFinder: Finding Faults").results[0].model == "LeakFinder"
    assert extract(f"Focal Lines work. {text}", "Focal Lines: Finding Faults").results[0].model == "Focal Lines"


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We evaluate on ImageNet.", {"imagenet-1k": "evaluated"}),
        ("We evaluate on ImageNet-V2.", {"imagenet-v2": "evaluated"}),
        (
            "Results on RefCOCO/+/g improve.",
            {"refcoco": "evaluated", "refcoco-plus": "evaluated", "refcocog": "evaluated"},
        ),
        ("Results on MSCOCO and MS-COCO improve.", {"coco": "evaluated"}),
        ("The network is pre-trained on ImageNet and works.", {"imagenet-1k": "training"}),
        ("With ImageNet-22K pre-training, results on COCO improve.", {"imagenet-22k": "training", "coco": "evaluated"}),
        ("An ImageNet-pretrained model is tuned.", {"imagenet-1k": "training"}),
        ("Pre-trained on COCO alone, it does well on COCO.", {"coco": "evaluated"}),
        ("We introduce the DROP benchmark.", {"drop": "introduced"}),
        ("We drop the last layer.", {}),
        ("We compare with COCO-DETR.", {}),
        ("Stylized-ImageNet is a different set.", {}),
        ("We tune it by Librispeech Monkey Optimization.", {}),
    ],
)
def test_benchmarks_are_known_by_name_with_their_role(abstract: str, expected: dict[str, str]) -> None:
    assert {use.benchmark: use.role.value for use in extract(abstract).benchmarks} == expected


@pytest.mark.parametrize(
    ("abstract", "title", "expected"),
    [
        ("We test on the AlphaQA and BetaQA datasets.", "T", {"AlphaQA": "evaluated", "BetaQA": "evaluated"}),
        ("Benchmarks such as AlphaQA, MMLU and Beta-2 are used.", "T", {"AlphaQA": "evaluated", "Beta-2": "evaluated"}),
        ("Tasks include speech recognition (Corpus9, TalkSet).", "T", {"Corpus9": "evaluated", "TalkSet": "evaluated"}),
        ("We introduce GammaBench, a benchmark for agents.", "T", {"GammaBench": "introduced"}),
        ("Agents are hard to judge.", "GammaBench: A Benchmark for Agents", {"GammaBench": "introduced"}),
        ("We ran in SemEval 2019 - Task 6.", "T", {"SemEval-2019 Task 6": "evaluated"}),
        ("At WNUT 2020 we won.", "Us at WNUT-2020 Shared Task-1", {"WNUT-2020 Task 1": "evaluated"}),
        ("We describe our system.", "Us at WNUT-2020 Shared Task-1", {"WNUT-2020 Task 1": "evaluated"}),
        ("We join the TREC 2018 Incident Streams track.", "T", {"TREC 2018 Incident Streams": "evaluated"}),
        ("Our solution for the RecSys Challenge 2022 won.", "T", {"RecSys Challenge 2022": "evaluated"}),
        ("The gain comes from UltraAct, our large-scale, clean dataset.", "T", {"UltraAct": "introduced"}),
        ("When pre-training on the OpenMath corpus, it learns more.", "T", {"OpenMath": "training"}),
        ("It has 83.7% accuracy over 112 languages on Tatoeba, which is good.", "T", {"Tatoeba": "evaluated"}),
        ("We test on the Multi-Aspect Polarity (MAPO) dataset.", "T", {"MAPO": "evaluated"}),
        ("Monocular depth estimation (MDE) is hard; MDE models are tested on MDE benchmarks.", "T", {}),
        ("Models fail on GammaBench.", "GammaBench: A Benchmark for Agents", {"GammaBench": "introduced"}),
        ("We propose Falcon, a network. Falcon uses the English dataset.", "T", {}),
        ("We test on the Chinese Treebank corpus.", "T", {"Chinese Treebank": "evaluated"}),
        ("Results on Kestrel and AlphaQA improve.", "T", {"Kestrel": "evaluated", "AlphaQA": "evaluated"}),
        ("On the test set of Kestrel it leads.", "T", {"Kestrel": "evaluated"}),
        ("On Kestrel, a benchmark for birds, it leads.", "T", {"Kestrel": "evaluated"}),
        ("It leads five AlphaQA tasks.", "T", {"AlphaQA": "evaluated"}),
        ("Tasks are QA (AlphaQA) and NLI (BetaNLI).", "T", {"AlphaQA": "evaluated", "BetaNLI": "evaluated"}),
        ("It solves 40% of AlphaCode tasks.", "T", {"AlphaCode": "evaluated"}),
        (
            "It excels in AlphaQA, our new, large benchmark, and on BetaQA.",
            "T",
            {"AlphaQA": "introduced", "BetaQA": "evaluated"},
        ),
        ("The result is a new benchmark, the Bird Song Benchmark (BSB).", "T", {"BSB": "introduced"}),
        ("On several KBQA datasets it is comparable to models such as FooTTS (5.21%).", "T", {}),
        ("Search (Summary Tree and Question Tree) is fast on the Jetson Orin.", "T", {}),
        ("It gains 4.2% in AURC.", "T", {}),
        ("We present Falcon, a framework that treats logs as a corpus.", "T", {}),
        ("We present Falcon, an open dataset generator.", "T", {}),
        ("We present Owl-1 and Owl-2, two corpora.", "T", {"Owl-1": "introduced", "Owl-2": "introduced"}),
        ("It is near FooRank (39.7) on ImageNet.", "T", {}),
        ("It reaches 84.7 F1 (OtherNER: 81.2) on ImageNet.", "T", {}),
    ],
)
def test_new_names_are_proposed_and_kept_off_the_boards(abstract: str, title: str, expected: dict[str, str]) -> None:
    found = extract(abstract, title)
    assert {p.name: p.role.value for p in found.proposed} == expected
    assert all(p.evidence in (abstract, title) or p.evidence in abstract for p in found.proposed)
    assert not {use.benchmark for use in found.benchmarks} & set(expected)


def test_what_a_new_benchmark_is_compared_with_is_none_of_the_paper() -> None:
    found = extract("Existing benchmarks, such as MMLU, are saturated. We introduce the DROP benchmark.")
    assert [use.benchmark for use in found.benchmarks] == ["drop"]


def test_scores_on_a_new_name_stay_with_the_proposal() -> None:
    found = extract("Falcon achieves 71.5% accuracy on the AlphaQA dataset.")
    assert found.results == ()
    assert [(r.benchmark, r.value) for r in found.proposed[0].results] == [("AlphaQA", Decimal("71.5"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Code: https://github.com/a/b.", [("code", "https://github.com/a/b")]),
        ("at~https://gitlab.com/a/b/).", [("code", "https://gitlab.com/a/b/")]),
        ("future work.https://github.com/a/b", [("code", "https://github.com/a/b")]),
        ("See (https://a.github.io/b/).", [("project", "https://a.github.io/b/")]),
        ("https://huggingface.co/datasets/a/b,", [("data", "https://huggingface.co/datasets/a/b")]),
        ("https://huggingface.co/a/b-v1.", [("model", "https://huggingface.co/a/b-v1")]),
        ("https://en.wikipedia.org/wiki/A_(b)", [("project", "https://en.wikipedia.org/wiki/A_(b)")]),
        ("The dataset is at https://example.org/x", [("data", "https://example.org/x")]),
        ("Our code is at https://example.org/x", [("code", "https://example.org/x")]),
        ("https://github.com/a/b https://github.com/a/b", [("code", "https://github.com/a/b")]),
        ("no link at all", []),
    ],
)
def test_links_have_a_kind_and_no_punctuation(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(link.kind.value, link.url) for link in links(text)] == expected


@pytest.mark.parametrize(
    ("abstract", "title", "included", "excluded"),
    [
        ("We propose to prune networks.", "T", {"pruning", "general"}, {"legal"}),
        ("We propose an object detector. It outperforms pruning.", "T", {"object-detection", "image"}, {"pruning"}),
        ("Object detection is popular. We classify texts.", "T", set(), set()),
        (
            "Object detection is hard. We do image classification.",
            "T",
            {"object-detection", "image-classification"},
            set(),
        ),
        (
            "Much is known of object detection. We do image classification.",
            "T",
            {"image-classification"},
            {"object-detection"},
        ),
        ("We use a vision transformer.", "T", {"vision-transformer"}, {"transformer"}),
        ("We read court files; the court decides.", "T", {"legal"}, {"general"}),
        ("We show more.", "Pruning: A Survey", {"pruning", "survey"}, {"dataset"}),
        ("We release a large dataset.", "T", {"dataset"}, {"survey"}),
        ("We evaluate on ImageNet.", "T", {"image-classification", "image"}, set()),
        (
            "Ours surpasses similar vision transformers (ViTs) and pruning.",
            "T",
            set(),
            {"vision-transformer", "pruning"},
        ),
        ("We show that it can also be introduced into transformers.", "T", set(), {"transformer"}),
        ("We add an auxiliary image classification task.", "T", set(), {"image-classification"}),
        ("We use part-of-speech tags and more part-of-speech tags.", "T", set(), {"speech"}),
    ],
)
def test_tags_follow_what_the_paper_itself_does(
    abstract: str, title: str, included: set[str], excluded: set[str]
) -> None:
    tags = set(extract(abstract, title).tags)
    assert included <= tags
    assert not excluded & tags


def test_tags_come_by_facet_and_slug() -> None:
    tags = extract("We prune a vision transformer for object detection and image classification.").tags
    assert list(tags) == sorted(tags, key=lambda t: (list(Facet).index(VOCABULARY.tags[t].facet), t))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("We, i.e. Smith et al. 2020, do so.", 1),
        ("It is 3.5 vs. 4.5 here. Next.", 2),
        ("See Fig. 3 for it! Good?", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_readers_end_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("obtains 84.3% here", NumberKind.SCORE),
        ("improves it by 84.3% here", NumberKind.DELTA),
        ("obtains +84.3% here", NumberKind.DELTA),
        ("a 84.3% relative gain", NumberKind.DELTA),
        ("better than Swin with 84.3% here", NumberKind.BASELINE),
        ("versus 84.3% here", NumberKind.BASELINE),
        ("with 84.3 million parameters", NumberKind.AMOUNT),
        ("with 84.3M weights", NumberKind.AMOUNT),
        ("in 2021 we", NumberKind.AMOUNT),
        ("on 84 datasets", NumberKind.AMOUNT),
    ],
)
def test_numbers_are_told_apart_by_the_words_around_them(text: str, kind: NumberKind) -> None:
    (number,) = numbers(text, sentences(text))
    assert number.kind is kind


@pytest.mark.parametrize(
    ("abstract", "metric"),
    [
        ("It attains BEq@1 scores of 40.5% on MMLU.", "BEq@1"),
        ("On MMLU it reaches a medal rate of 56.4%.", "medal rate"),
        ("It has 35.7% CaveScore on MMLU.", "CaveScore"),
        ("It has SIM scores of 81.0 on MMLU.", "SIM"),
        ("It reaches the 94-th percentile on MMLU.", "percentile"),
    ],
)
def test_a_score_in_a_metric_that_nobody_knows_is_on_no_board(abstract: str, metric: str) -> None:
    found = extract(abstract)
    assert found.results == ()
    assert [result.metric for result in found.unmeasured] == [metric]


def test_json_lists_known_and_proposed_benchmarks() -> None:
    found = as_json(extract("Falcon gets an accuracy of 60.7% on MMLU and 71.5% on the AlphaQA dataset."), VOCABULARY)
    assert [(b["name"], b["slug"]) for b in found["benchmarks"]] == [("MMLU", "mmlu"), ("AlphaQA", "")]
    assert [(r["benchmark"], r["value"]) for r in found["results"]] == [("MMLU", 60.7), ("AlphaQA", 71.5)]


_WORDS = (
    "we achieve obtain 84.3% 84.3 51.1 top-1 accuracy mIoU box AP on in and , . / ( ) ; vs. than by"
    " up to the COCO ADE20K ImageNet-1K Kinetics-400/600 MMLU dataset AlphaQA outperforms https://a.b/c İ ß é"
).split(" ")
_ABSTRACTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(title=_ABSTRACTS, abstract=_ABSTRACTS)
def test_evidence_is_always_a_quote_that_holds_the_value(title: str, abstract: str) -> None:
    found = EXTRACT(title, abstract)
    results = [*found.results, *(r for p in found.proposed for r in p.results)]
    for result in results:
        assert result.evidence in abstract
        assert str(result.value) in result.evidence.replace(",", "")
    assert all(use.benchmark in VOCABULARY.benchmarks for use in found.benchmarks)


@pytest.mark.parametrize(
    "unit",
    [
        "84.3% on COCO, ",
        "A",
        "A ",
        "(",
        ")",
        "84.3 ",
        "1,",
        "https://a.b/)",
        "we introduce ",
        "a-",
        "AlphaQA, ",
        "... ",
        " ",
        "and ",
        "AP ",
    ],
)
def test_no_text_makes_it_slow(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.perf_counter()
        extract(text)
        return time.perf_counter() - start

    small, large = seconds(20_000), seconds(200_000)  # ten times the text; quadratic time would be a hundred times
    assert large < max(40 * small, 2.0), f"{small:.3f} s for 20 kB, {large:.3f} s for 200 kB"
