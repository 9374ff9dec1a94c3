"""Corpora of made-up entries with near-duplicates of every kind, the same for the same number of entries.

Titles and abstracts are put together from word lists, with names of systems from syllables; no text is anybody's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from builder.dedupe import Record


def _listed(text: str, mark: str) -> list[str]:
    return [" ".join(item.split()) for item in text.split(mark)]


# fmt: off
_ADJECTIVES = """
adaptive amortised anisotropic asynchronous attentive bayesian bidirectional calibrated causal certified coarse
compact compositional conditional contextual contrastive convex cooperative counterfactual curvature-aware deep
deformable dense differentiable discrete distilled distributed dynamic efficient egocentric elastic energy-based
equivariant evidential explainable factorised fair federated few-shot frozen generative geometric gradual
graph-based grounded heterogeneous hierarchical hybrid hyperbolic implicit incremental interactive interpretable
invariant iterative kernelised latent lightweight localised long-range low-rank masked memory-bound modular
monocular multilingual multimodal multiscale neural noisy nonlinear open-vocabulary orthogonal parallel permuted
plug-in probabilistic progressive prompted pruned quantised randomised recurrent regularised reversible robust
scalable self-supervised semantic sequential sparse spectral stochastic streaming structured symbolic temporal
tiered topological training-free transferable unified unsupervised variational verified volumetric weakly-supervised
zero-shot
""".split()
_METHODS = """
adapters alignment annealing attention augmentation autoencoders backpropagation bandits boosting caching
calibration clustering codebooks completion compression consistency convolutions curricula decoding denoising
diffusion distillation dropout embeddings ensembles experts fields filters fine-tuning flows forests fusion gating
gradients graphs grammars hashing heads imitation indexing inference interpolation kernels kriging lattices layers
masking matching memories mixtures networks normalisation optimisation parsing perturbation planning policies
pooling priors probing projection prompting propagation pruning quantisation ranking recurrence regularisation
rendering replay retrieval reweighting rollouts routing sampling scheduling search segmentation sketches smoothing
supervision surrogates tokenisation transformers trees unrolling voting warping wavelets
""".split()
_TASKS = _listed("""
action recognition, anomaly detection, answer selection, audio captioning, bird counting, bridge inspection, change
detection, claim verification, cloud removal, code completion, colour transfer, coreference resolution, crowd
counting, crop mapping, demand forecasting, depth estimation, dialogue tracking, document layout, drug screening,
emotion recognition, entity linking, event extraction, face anonymisation, fault diagnosis, flood mapping, forest
inventory, fraud detection, gait analysis, gaze estimation, grasp planning, handwriting recognition, hate speech
detection, image deblurring, image dehazing, image matting, image retrieval, intent detection, keyphrase extraction,
lane detection, lip reading, machine translation, map matching, metaphor detection, molecule design, motion
prediction, music transcription, named entity recognition, news recommendation, object counting, object tracking,
optical flow, panoptic segmentation, paraphrase detection, part-of-speech tagging, person search, point cloud
registration, pose estimation, program repair, protein folding, query rewriting, question answering, radar imaging,
reading comprehension, relation extraction, river gauging, road extraction, robot navigation, scene flow, sea ice
charting, semantic parsing, sentiment analysis, ship detection, sign language translation, sleep staging, soil
sensing, speaker diarisation, speech enhancement, stance detection, summarisation, table understanding, text
simplification, theorem proving, time series imputation, topic modelling, traffic forecasting, tumour grading, video
captioning, video inpainting, visual localisation, voice conversion, weather nowcasting, wildlife monitoring, word
sense disambiguation
""", ",")
_DOMAINS = _listed("""
aerial images, archival maps, ageing bridges, bilingual corpora, brain scans, catalogue entries, coastal radar,
court rulings, cow barns, crowded stations, customer chats, deep-sea footage, dermatology photographs, drone
surveys, electronic health records, farm machinery, field recordings, financial filings, fisheye cameras, forum
threads, freight corridors, glacier surveys, household robots, hospital wards, infrared sensors, insurance letters,
kitchen videos, laboratory notebooks, low-light scenes, low-resource languages, lunar terrain, maintenance logs,
microscopy stacks, mountain roads, museum collections, night-time streets, noisy channels, old newspapers,
open-source repositories, parliament debates, patent claims, power grids, public tenders, rail yards, rural clinics,
satellite constellations, school essays, scientific figures, security logs, smart meters, sports broadcasts, subway
tunnels, surgical videos, telephone speech, tidal flats, underwater vehicles, urban canyons, vineyard rows,
warehouse shelves, wearable sensors, wind farms, x-ray archives
""", ",")
_OBJECTS = """
annotations artefacts assumptions baselines batches biases boundaries budgets cameras categories clusters
constraints correlations defects demonstrations descriptors distances distractors edges errors examples exposures
failures features frames frequencies gaps hypotheses keypoints labels landmarks latencies losses measurements
metadata motions neighbours occlusions outliers parameters patches paths patterns phrases pixels preferences queries
questions references regions residuals responses rewards segments sentences shadows shapes shifts signals sources
spans states subsets symmetries tasks templates textures timestamps tokens trajectories utterances variables views
weights witnesses
""".split()
_VERBS = """
align amplify anchor approximate attenuate bound bypass calibrate cluster compress condition constrain decouple
delay discard disentangle distil encode enrich estimate exploit expose factor filter freeze fuse group infer inject
interleave invert isolate learn mask merge model normalise order partition penalise perturb predict probe project
prune rank recover reduce refine regularise relax reorder repair replay reuse reweight route sample schedule score
select separate share sharpen simulate smooth sort split stabilise stack stitch suppress swap track transfer
translate unify unroll update verify weigh
""".split()
_OPENERS = _listed("""
We show that|In practice,|Here,|On {task},|For {domain},|Across {domain},|This work argues that|Surprisingly,|Until
now,|In short,|Our analysis suggests that|By design,||||||||
""", "|")
_CLAUSES = _listed("""
{adjective} {method} {verb} {objects} of {domain}|{objects} and {objects} {verb} {adjective} {method}|{method} with
{adjective} {objects} {verb} {objects} in {domain}|{name} can {verb} {adjective} {objects} at {number}
hertz|{objects} of {adjective} {method} {verb} {objects} and {objects}|{name} lowers {objects} by {number}
percent|{adjective} {objects}, {adjective} {objects} and {method} {verb} each other|{domain} hold {number}
{adjective} {objects}|{method} must {verb} {objects} before {adjective} {method} {verb} them|{name} is {adjective}
and {adjective}|few {objects} of {domain} let {adjective} {method} {verb} {objects}
""", "|")
_LINKS = [" while ", ", so that ", " because ", " and ", ", yet ", " unless ", ", whereas ", " even when "]
_TITLES = _listed("""
{name}: {Adjective} {Method} for {Task}|{name}: {Task} with {Adjective} {Method}|{Adjective} {Method} for {Task} on
{Domain}|{Task} in {Domain} via {Adjective} {Method}|Learning to {Verb} {Objects} for {Adjective} {Task}|Towards
{Adjective} {Task} without {Objects}|Rethinking {Adjective} {Method} for {Task}|{name}: Learning to {Verb}
{Adjective} {Objects} in {Domain}|On the Role of {Objects} in {Adjective} {Task}|{Verb} and {Verb}: {Adjective}
{Method} for {Domain}|Do {Adjective} {Method} {Verb} {Objects}? A Study of {Task}
""", "|")
_SYLLABLES = """
an ar bo bri ca cor da del dra en fa fer flo ga gra hal in jo ka ker la lu ma mer mo na nor o pa per qua ra ri ro sa
sel so ta ter tor u va ver vi wa xe ya zen zu
""".split()
_ENDINGS = ["Net", "Former", "Flow", "GAN", "Bench", "Mix", "Rec", "Diff", "NeRF", "LM", "Det", "Seg", "", "", "", ""]
_GIVEN = """
Aino Bram Carla Dewi Emeka Farah Goran Hanna Ines Jonas Kira Liang Mats Nadia Omar Petra Quang Rosa Sven Tala Uwe
""".split()
_FAMILY = """
Abara Bakker Castro Dimitrov Eriksen Fontaine Garza Hofer Ito Jansen Kowal Lindqvist Moreau Novak Okafor Petrov
Quispe Rossi Sato Tanaka Urban Varga Weber Xu Yilmaz Zhang
""".split()
# fmt: on
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Records in an order of no meaning, and for each kind of near-duplicate the pairs of ids."""

    records: tuple[Record, ...]
    injected: dict[str, tuple[tuple[str, str], ...]]


def make_corpus(size: int, share: float = 0.02) -> Corpus:
    """`size` entries, of which a `share` repeat others, each kind of repetition as often."""
    chance = random.Random(size)
    count = max(1, round(size * share / len(KINDS)))
    originals = [_record(number, chance) for number in range(size - count * len(KINDS))]
    repeated = iter(chance.sample(originals, count * len(KINDS)))
    injected: dict[str, tuple[tuple[str, str], ...]] = {}
    copies: list[Record] = []
    for kind, change in KINDS.items():
        pairs = []
        for _ in range(count):
            record = next(repeated)
            copies.append(replace(change(record, chance), id=f"d{len(copies):07d}"))
            pairs.append((copies[-1].id, record.id))
        injected[kind] = tuple(pairs)
    records = [*originals, *copies]
    chance.shuffle(records)
    return Corpus(tuple(records), injected)


def _record(number: int, chance: random.Random) -> Record:
    name = "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize() + chance.choice(
        _ENDINGS
    )
    topic = chance.choice(_TASKS), chance.choice(_DOMAINS)
    return Record(
        f"p{number:07d}",
        _fill(chance.choice(_TITLES), name, topic, chance),
        " ".join(_sentence(name, topic, chance) for _ in range(chance.randint(6, 10))),
        tuple(f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for _ in range(chance.randint(1, 6))),
    )


def _sentence(name: str, topic: tuple[str, str], chance: random.Random) -> str:
    clauses = chance.choice(_LINKS).join(chance.choice(_CLAUSES) for _ in range(2))
    text = _fill(f"{chance.choice(_OPENERS)} {clauses}".strip(), name, topic, chance)
    return f"{text[0].upper()}{text[1:]}."


def _fill(template: str, name: str, topic: tuple[str, str], chance: random.Random) -> str:
    lists = {"adjective": _ADJECTIVES, "method": _METHODS, "objects": _OBJECTS, "verb": _VERBS}

    def word(match: re.Match[str]) -> str:
        slot = match[1]
        found = {"name": name, "task": topic[0], "domain": topic[1], "a": "a"}.get(slot.lower())
        if found is None:
            found = str(chance.randint(2, 99)) if slot == "number" else chance.choice(lists[slot.lower()])
        return found if slot.islower() else found[0].upper() + found[1:]

    return _SLOT.sub(word, template)


def _typo(record: Record, chance: random.Random) -> Record:
    words = record.title.split()
    place = max(range(len(words)), key=lambda n: len(words[n]))
    at = chance.randrange(2, len(words[place]) - 1)
    words[place] = words[place][:at] + words[place][at + 1 :]
    return replace(record, title=" ".join(words))


def _without_part(record: Record, _: random.Random) -> Record:
    return replace(record, title=record.title.rpartition(": ")[2])


def _sentences(record: Record) -> list[str]:
    return re.split(r"(?<=\.) ", record.abstract)


def _sentence_dropped(record: Record, chance: random.Random) -> Record:
    sentences = _sentences(record)
    del sentences[chance.randrange(len(sentences))]
    return replace(record, abstract=" ".join(sentences))


def _revised(record: Record, chance: random.Random) -> Record:
    words = record.abstract.split()
    for at in chance.sample(range(len(words)), len(words) // 20):
        words[at] = chance.choice(_OBJECTS)
    return replace(record, abstract=" ".join(words))


def _renumbered(record: Record, chance: random.Random) -> Record:
    return replace(record, abstract=re.sub(r"\d+", lambda _: str(chance.randint(2, 99)), record.abstract))


def _retitled(record: Record, chance: random.Random) -> Record:
    """Another title for the same task and the same domain."""
    text = f"{record.title} {record.abstract}".lower()
    task, domain = (next((item for item in items if item in text), items[0]) for items in (_TASKS, _DOMAINS))
    name = record.abstract.split()[0]
    return replace(record, title=_fill(chance.choice(_TITLES), name, (task, domain), chance))


def _one_word(record: Record, chance: random.Random) -> Record:
    words = record.title.split()
    words[chance.randrange(len(words))] = chance.choice(_ADJECTIVES).capitalize()
    return replace(record, title=" ".join(words))


def _cut(text: str, share: float) -> str:
    return text[: int(len(text) * share)].rsplit(" ", 1)[0] + "…"


KINDS: dict[str, Callable[[Record, random.Random], Record]] = {
    "the same again": lambda record, _: record,
    "case": lambda record, _: replace(record, title=record.title.upper()),
    "punctuation": lambda record, _: replace(record, title=f"“{record.title.replace(': ', ' – ').replace('-', '‐')}.”"),
    "hyphenation": lambda record, _: replace(record, title=record.title.replace("-", "").replace("ing ", "-ing ")),
    "TeX": lambda record, _: replace(record, title=rf"\textbf{{{record.title}}}".replace("e", r"\'e", 1)),
    "arXiv id": lambda record, chance: replace(record, title=f"[2104.{chance.randrange(10**5):05d}v2] {record.title}"),
    "chrome": lambda record, _: replace(record, title=f"[PDF] {record.title} (CVPR 2022) Upvote 12"),
    "typo": _typo,
    "name or subtitle dropped": _without_part,
    "title cut": lambda record, _: replace(record, title=_cut(record.title, 0.6)),
    "abstract cut": lambda record, _: replace(record, abstract=_cut(record.abstract, 0.4)),
    "abstract missing": lambda record, _: replace(record, abstract=""),
    "sentence dropped": _sentence_dropped,
    "numbers updated": _renumbered,
    "abstract revised": _revised,
    "one word of the title": _one_word,
    "new title": _retitled,
    "new title, abstract cut": lambda record, chance: replace(
        _retitled(record, chance), abstract=_cut(record.abstract, 0.5)
    ),
    "new title, sentence dropped": lambda record, chance: _sentence_dropped(_retitled(record, chance), chance),
    "new title, abstract revised": lambda record, chance: _revised(_retitled(record, chance), chance),
}
