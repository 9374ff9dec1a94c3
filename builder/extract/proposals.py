"""Names of benchmarks that the vocabulary lacks, from the ways in which abstracts speak of data sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from builder.extract.sentences import Span
from builder.model import Role


class _Place(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_WORD = (
    r"(?:[A-Z][A-Za-z0-9]{0,30}|[0-9]{0,4}+[a-z]{1,12}+[A-Z0-9][A-Za-z0-9]{0,24}|[0-9]{1,4}[A-Z][A-Za-z0-9]{0,20})"
    r"(?:[-'’./+@→_][A-Za-z0-9]{1,20}){0,4}\+{0,2}"
)
_NAME = rf"{_WORD}(?: (?:{_WORD}|\d{{1,4}}(?:\.\d)?(?![\w%.]))){{0,3}}"
_HEAD = (
    r"(?:data ?(?:sets?|bases?)|benchmark(?: suite)?s?|corpus|corpora|challenges?|leaderboards?"
    r"|test ?(?:set|suite|bed)s?|shared tasks?|(?:test )?collections?)"
)


def _endings(words: str) -> tuple[str, ...]:
    """What a text may end in before a name: a quick look that spares most of the slow ones."""
    return tuple(f"{word} " for word in words.split())


_NAME_AT = re.compile(rf"(?<![\w-]){_NAME}")
_MEASURED = re.compile(
    r"(?: [a-z-]{2,16})? (?:accuracy|F1|mAP|AP|mIoU|BLEU|WER|EM|(?P<any>score)|success rate|pass@1|NDCG@10|nDCG@10|AUC"
    r"|FID|PSNR)"
    r"(?: scores?)? (?:of|from|to|at|by|is|=) ?\d"
)
_HEAD_WORDS = ("data", "benchmark", "corp", "challenge", "leaderboard", "test", "task", "collection")
_CALLED_WORDS = ("called", "named", "dubbed", "termed")
_HEADED = re.compile(rf"(?: \([A-Z][\w-]{{1,15}}\))? (?:[a-z-]{{2,16}} )?{_HEAD}\b")
_HEADS_INSIDE = tuple(
    f" {head}" for head in "Challenge Dataset Datasets Benchmark Benchmarks Corpus Leaderboard Task Suite".split()
)
_SCORED = re.compile(r" \((?:[\w@ ]{1,16}[:=]? )?\d{1,2}\.\d{1,2} ?\\?%?")
_COORDINATION = frozenset((", ", " and ", " and the ", ", and ", ", and the "))
_LIST_HEAD = (
    r"\b(?:two|three|four|five|six|both|\d) (?:[\w-]{1,20} ){0,4}?(?:datasets|benchmarks|corpora), "
    r"|\b(?:[Dd]ata ?sets|[Bb]enchmarks|[Cc]orpora)\b[^.;:()]{0,90}: ?"
    r"|\b(?:[Dd]ata ?sets|[Bb]enchmarks|[Cc]orpora|[Cc]hallenges|[Ss]uites"
    r"|[Tt]asks)\b[^.;:()]{0,24}?(?:,? (?:such as|including|include|like|namely|i\.e\.,?|e\.g\.,?)|: ?"
    r"| ?\((?:i\.e\.,? |e\.g\.,? |namely,? |including )?|, ?(?:i\.e\.|e\.g\.),?) ?"
)
_ON = (
    r"\b(?:[Ee]valuat\w{1,4}|[Ee]xperiments?|[Ee]xperimental results|[Rr]esults?|performances?|tested|tests?"
    r"|validated?|accurac\w{1,3}|scores?|rates?|state[- ]of[- ]the[- ]arts?|SOTA|F1|mAP|AP|mIoU|BLEU|WER|pass@1"
    r"|[\d.]{2,6} ?\\?%?|[Oo]utperforms?|improvements?|gains?)"
    r"(?: [\w@&/-]{1,16}){0,4}? (?:on|across|over|in) (?:both |the |all |three |two |four |five |standard "
    r"|popular |challenging |public |widely used |widely-used ){0,3}"
)
_TASK_BRACKET = (
    r"\b(?:classification|segmentation|detection|retrieval|answering|recognition|grounding|reasoning|generation"
    r"|translation|summari[sz]ation"
    r"|understanding|estimation|prediction|matching|captioning|tasks?|coding|math|mathematics|agents?|search"
    r"|domains?|settings?) \((?:e\.g\.,? |i\.e\.,? )?"
)
_START_ON = r"(?:^|[.;,:] )[Oo]n (?:the )?"
_OPENING = re.compile(rf"(?:{_LIST_HEAD}|{_ON}|{_TASK_BRACKET}|{_START_ON})$")
_OPENING_ENDS = (
    "(",
    *_endings(
        """on across over in both the all three two four five standard popular challenging public used as including
        include like namely namely, i.e. i.e., e.g. e.g., : datasets, benchmarks, corpora,"""
    ),
)
_BENCH = re.compile(r"^[^ ]*(?:[A-Za-z0-9]Bench|-[Bb]ench|[a-z]QA)(?:-[A-Z]\w*)?$")
_OPENING_REACH = 120
_ASIDE = re.compile(r" \([^()]{1,60}\)")
_TASK_AFTER = re.compile(r"(?: [a-z][a-z-]{2,16}){1,3}(?=,| and | &)")
_SEPARATOR = re.compile(r"(?:, and |, or |,? as well as | and | & |, | / |/)(?:the |on (?:the )?|both )?")
_TITLED = re.compile(
    rf"^(?P<name>{_WORD}(?: {_WORD})?):[^:]{{0,120}}\b(?:[Bb]enchmark|[Dd]ata[Ss]et|[Cc]orpus|[Tt]estbed"
    rf"|[Ll]eaderboard|[Bb]enchmarking|[Tt]est [Ss]uite|[Cc]hallenge)\b"
)
_CREATE = re.compile(
    r"\b(?:[Ww]e|[Pp]aper|[Ww]ork|[Aa]nd|[Tt]o|[Tt]hen|[Ff]urther|[Aa]lso"
    r"|[Aa]rticle) (?:[a-z]{1,12} ){0,2}(?:introduc|present|propos|releas|construct"
    r"|creat|contribut|curat|collect|publish|assembl|build|develop|provid|compil|launch|establish|design"
    r"|annotat)(?:e[sd]?|s|es|ed|ing)?\b"
)
_CREATED = (
    re.compile(
        rf" (?:the |our )?(?P<name>{_WORD}(?: {_WORD}){{0,2}})(?: \([^()]{{1,60}}\))?,? (?:which is )?(?:a|an"
        rf"|the)(?: first)?"
        rf"(?: [\w,/-]{{1,24}}){{0,14}}? {_HEAD}\b"
    ),
    re.compile(
        rf"(?: [\w,/-]{{1,24}}){{0,14}}? {_HEAD}(?: [\w-]{{1,16}}){{0,6}}?,? "
        rf"(?:called |named |dubbed |termed |namely |namely, |- |-- |— "
        rf"|: )(?:the )?(?P<name>{_WORD}(?: {_WORD}){{0,2}})"
    ),
    re.compile(
        rf"(?: [\w,/-]{{1,24}}){{0,14}}? {_HEAD}(?: (?:for|of|on|in"
        rf"|with)(?: [\w-]{{1,20}}){{1,6}}?)?,? \(?(?P<name>{_WORD})"
        rf"(?:\)|[,.]| (?:for|to|that|which|with|of|designed|consisting|containing|comprising)\b)"
    ),
    re.compile(
        rf"(?: (?:a|the|our|new|novel|large-scale"
        rf"|first)){{0,4}} (?P<name>{_NAME})(?: \([A-Z][\w-]{{1,15}}\))? {_HEAD}\b"
    ),
)
_CALLED_SET = re.compile(
    rf"{_HEAD}(?: [\w-]{{1,16}}){{0,4}}?,? (?:called|named|dubbed"
    rf"|termed) (?:the )?(?P<name>{_WORD}(?: {_WORD}){{0,2}})"
)
_EDGE_WORDS = frozenset(
    """the a an our this these those we in on for with both all each and or of to from existing new novel popular
    standard public recent many most several various other some two three four five six seven eight nine ten
    extensive comprehensive experiments results using moreover furthermore finally specifically additionally
    however while when first second third as at by it its their such notably remarkably compared evaluations
    current large small common typical classic different diverse real synthetic challenging here based despite
    given since through between among across no more also dataset datasets benchmark benchmarks corpus challenge
    evaluation task tasks test set training train validation evaluating combined section table figure appendix
    cvpr iccv eccv wacv neurips nips icml iclr aaai ijcai acl emnlp naacl coling miccai isbi kdd interspeech icassp
    under without within unlike after before over shared macro micro mean average overall weighted
    achieved""".split()
)
_METRIC_WORDS = frozenset("F1 AP AP50 mAP mIoU IoU BLEU ROUGE WER CER EM AUC AUROC FID PSNR SSIM NDCG MRR R@1".split())
_COMMON_WORDS = frozenset(
    """english chinese german french spanish arabic hindi japanese korean russian italian portuguese dutch turkish
    vietnamese catalan maltese european african indian american wikipedia twitter reddit github youtube google
    facebook amazon openai microsoft meta apple nvidia imagenet-scale internet web python java javascript go
    rust ruby php sql html xml json rgb rgb-d lidar mri ct 2d 3d 4d nlp nlu nlg ai ml cv ir llm llms lmm lmms vlm vlms
    mllm mllms lvlm lvlms qa ocr gui api gpu gpus cpu cpus tpu iid ood non-iid cnn cnns rnn lstm gan gans vit vits
    bert gpt transformer transformers clip sft rl rlhf sota state-of-the-art pytorch tensorflow gnn gnns code
    stem i ii iii iv kg kgs llm-based ai-generated huggingface arxiv pubmed kaggle ehr icu covid-19 covid eeg
    ecg uda zero-shot few-shot multi-task large-scale real-world human-annotated long-tail open-source in-domain
    out-of-domain out-of-distribution low-resource cross-domain multi-modal multimodal text-to-image image-text
    vision-language u.s
    reasoning generation recognition detection segmentation classification retrieval understanding answering question
    visual speech emotion image images video videos text audio language languages modeling modelling translation
    summarization estimation prediction tracking learning machine natural object objects action face human pose depth
    semantic instance panoptic named entity graph graphs point cloud time series forecasting anomaly search planning
    navigation manipulation coding math mathematics science scientific general knowledge long-context instruction
    following safety hallucination commonsense embodied agentic agent agents spatial temporal medical clinical legal
    financial social cultural multilingual cross-lingual monolingual online offline synthetic simulated real-world
    academic industrial open closed single multi dialogue conversation conversational grounding captioning editing
    restoration matching recommendation ranking reranking summarisation optimization optimisation control robotics
    physics chemistry biology software engineering security cyber threat intelligence
    automatic speaker verification identification spoken data-effective computer vision deepfake large-scale automated
    addressing once natural-language facial expression expressions scene scenes word words document documents
    reading comprehension inference mining extraction parsing tagging alignment adaptation transfer
    finnish czech polish danish swedish norwegian hungarian romanian greek hebrew indonesian thai ukrainian bulgarian
    persian urdu bengali tamil telugu swahili yoruba basque galician irish welsh latin sanskrit mandarin cantonese
    android ios windows linux weibo tiktok instagram wikidata dbpedia
    january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_MODEL = re.compile(
    r"^(?:(?:Chat)?GPT|Llama|LLaMA|Qwen|Mistral|Mixtral|Gemini|Gemma|Claude|DeepSeek|Phi|Falcon|OPT|BLOOM|PaLM"
    r"|Vicuna|Alpaca|InternVL|LLaVA|T5|BART|(?:m|Ro|De|Al|Distil)?BERT"
    r"|ResNe[tX]|WideResNet|WRN|VGG|DenseNet|MobileNet|EfficientNet|ViT|DeiT|Swin|ConvNeXt|Inception|CLIP|DINO"
    r"|BLIP|SAM|YOLO|Mask R-CNN|Faster R-CNN|DETR|Stable Diffusion|SDXL|FLUX|Whisper"
    r"|wav2vec|HuBERT|Transformer|NVIDIA|Nvidia|Tesla|RTX|GTX|A100|H100|V100|TPU|iPhone|Intel|Snapdragon|OpenAI"
    r"|Anthropic|Google|Meta|Microsoft|AdamW?|SGD|PPO|GRPO|DPO|LoRA|RAG|FLOPs|R-CNN)"
)
_ADJECTIVE = re.compile(
    r"-(?:[a-z]{2,}(?:ed|ic|al|ing|ive|ent|ous|ary)|level|free|aware|wide|like|style|scale|shot|time|source|end|world"
    r"|only|side)$"
)
_PART = re.compile(
    r"^(?:round|part|sub-?task|track|phase|task|stage|level|scenario|section|class|type|group|rank|layer|epoch|step|set"
    r"|fold|split|version|level|figure|table|team|system|run|condition|experiment|study)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"^\d+(?:\.\d+)?[KMBTkmbt]$")
_VERSION = re.compile(r"^[vV]\d(?:\.\d)?$")
_MODEL_END = re.compile(
    r"-(?:XX?S|[SBLHG]|XX?L|Ti|Tiny|Small|Base|Large|Huge|Giant)$|-Net(?:V?\d{1,3})?$|[Ff]ormer(?:-?V?\d)?$"
    r"|CNN$|GAN$|BERT$|LLM$|GPT$|VLM$|-\d{1,3}(?:\.\d)?[BM](?:-[A-Z]\w*)?$"
)
_PLURAL = re.compile(r"^[A-Z]{2,5}s$")
_MOST_NAMES = 40  # more than any abstract lists
_MOST_PLACES = 1000
_SHAPE = re.compile(r"[A-Z].*[A-Z]|\d|^[a-z].*[A-Z]")


def names_in(text: str) -> list[Span]:
    """Where something stands that is written like a name: capitals or digits in up to four words."""
    return [match.span() for match in islice(_NAME_AT.finditer(text), _MOST_PLACES)]


def proposed_names(
    title: str,
    abstract: str,
    names: Sequence[Span],
    own: set[str],
    known: Sequence[_Place],
    is_common: Callable[[str], bool],
) -> dict[str, Role]:
    """New names with the paper's role for them.

    `own` are the names of the paper's method, `known` the places already understood; `is_common` knows terms.
    """
    introduced = {name for name in map(_cleaned, _introduced(title, abstract)) if name}
    methods, shortened = own - introduced, set(_tasks_in_short(abstract))
    roles: dict[str, Role] = {}
    spellings = {name.lower(): name for name in introduced if name in title}
    covered = {position for place in known for position in range(place.start, place.end)}
    for raw in (*sorted(introduced), *_evaluated(abstract, names, known)):
        name = _cleaned(raw)
        if (name in shortened and name not in introduced) or name in methods or not name:
            continue
        if _plausible(name, is_common) and not _is_covered(abstract, name, covered):
            name = spellings.setdefault(name.lower(), name)
            roles.setdefault(name, Role.INTRODUCED if name in introduced else Role.EVALUATED)
        if len(roles) >= _MOST_NAMES:
            break
    return roles


_OWN = re.compile(
    r"\b(?:we|paper|work|and|to) (?:[a-z]{1,12} )?(?:introduces?|presents?|proposes?|develops?|designs?"
    r"|describes?) (?:the |a |an |our )?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:called|named|dubbed|termed|coined|\bour|\bour proposed|(?<!such )\bas|method,|approach,|model,|framework,"
    r"|architecture,) $"
)
_OWN_ENDS = _endings(
    """called named dubbed termed coined our proposed as method, approach, model, framework, architecture, introduce
    introduces present presents propose proposes develop develops design designs describe describes the a an"""
)
_OWN_REACH = 48
_TITLE_NAME = re.compile(rf"^(?P<name>{_WORD}(?: {_WORD}){{0,2}}) ?:")


def own_names(title: str, abstract: str, names: Sequence[Span]) -> set[str]:
    """What the paper calls its own method, model or system; `names` are what is written like a name."""
    found = {*_said_to_be_own(abstract, names), *_short_forms(abstract)}
    if titled := _TITLE_NAME.match(title):
        found.add(titled["name"])
    return {name for name in map(_cleaned, found) if name}


_SHORT_FORM = re.compile(
    r"\b(?:[Ww]e|paper|work)(?: [a-z]{1,12}){0,2} (?:introduc|present|propos|develop|design|describ)(?:e|es|ed"
    r"|ing)?\b"
    r"(?P<long>[^.;()]{3,100}) \((?P<name>[A-Z][\w-]{1,15})\)"
)
_OF_DATA = re.compile(
    r"\b(?:data|data ?sets?|benchmarks?|corpus|corpora|challenge|suite|leaderboard|test|exam)\b", re.IGNORECASE
)


def _short_forms(abstract: str) -> Iterator[str]:
    """`we propose a Sparse Voxel Transformer (SVT)`: SVT, unless it is a data set."""
    for match in _SHORT_FORM.finditer(abstract):
        if not _OF_DATA.search(match["long"]):
            yield match["name"]


_BRACKETED = re.compile(r"\((?P<name>[A-Z]{2,6}(?:-[A-Z]{2,6})?)\)(?! (?:data ?sets?|benchmark|corpus)\b)")
_TASK_NOUNS = frozenset(
    """adaptation answering attention captioning classification clustering detection editing embedding estimation
    extraction forecasting generation grounding inference learning localization matching model models network networks
    optimization prediction recognition reconstruction retrieval search segmentation synthesis tracking transfer
    transformer transformers translation""".split()
)


def _tasks_in_short(abstract: str) -> Iterator[str]:
    """`video object segmentation (VOS)`: VOS; what stands before it is in lower case or a task, and no data set."""
    for match in _BRACKETED.finditer(abstract):
        before = abstract[max(0, match.start() - _OWN_REACH) : match.start()]
        words = re.split(r"[ -]", before.strip())[-len(match["name"]) :]
        spelt_out = "".join(word[:1] for word in words).upper() == match["name"]
        in_lower_case = all(word.islower() for word in words[1 if spelt_out else 0 :])
        if (in_lower_case or words[-1].lower() in _TASK_NOUNS) and not _OF_DATA.search(" ".join(words)):
            yield match["name"]


def _said_to_be_own(abstract: str, names: Sequence[Span]) -> Iterator[str]:
    for start, end in names:
        before = abstract[max(0, start - _OWN_REACH) : start]
        if not before.endswith(_OWN_ENDS):
            continue
        name = " ".join(abstract[start:end].split(" ")[:3])
        if _CALLED.search(before) or (_OWN.search(before) and (name[0].isupper() or _SHAPE.search(name))):
            yield name


def speaks_of_data(text: str, start: int, end: int) -> bool:
    """Whether the words around text[start:end] show that it is the name of a data set or a benchmark."""
    before = text[max(0, start - _OPENING_REACH) : start]
    if before.endswith(_OPENING_ENDS) and _OPENING.search(before):
        return True
    return bool(_HEADED.match(text, end) or _SCORED.match(text, end))


def joined(text: str, end: int, start: int) -> bool:
    """Whether nothing but a comma, a slash or an `and` stands between two names."""
    separator = _SEPARATOR.match(text, end)
    return separator is not None and separator.end() == start


def _introduced(title: str, abstract: str) -> Iterator[str]:
    if titled := _TITLED.match(title):
        yield titled["name"]
    if not any(word in abstract for word in _HEAD_WORDS):
        return
    for verb in _CREATE.finditer(abstract):
        for pattern in _CREATED:
            if match := pattern.match(abstract, verb.end()):
                yield match["name"]
    if any(word in abstract for word in _CALLED_WORDS):
        for match in _CALLED_SET.finditer(abstract):
            yield match["name"]


def _evaluated(abstract: str, names: Sequence[Span], known: Sequence[_Place]) -> Iterator[str]:
    ends = {place.start: place.end for place in known}
    for index, (start, end) in enumerate(names):
        name = abstract[start:end]
        if _HEADED.match(abstract, end) or name.endswith(_HEADS_INSIDE):
            yield from _coordinated(abstract, names, index)
        measured = _MEASURED.match(abstract, end)
        of_metric = measured and measured["any"] and name.isupper()  # `a PRO score of 97.1` is no data set's
        scored = _SCORED.match(abstract, end) or (measured and not of_metric)
        if (scored and name.count(" ") < 3 and _SHAPE.search(name)) or _BENCH.search(name):
            yield name
        before = abstract[max(0, start - _OPENING_REACH) : start]
        if before.endswith(_OPENING_ENDS) and _OPENING.search(before):
            yield from _listed(abstract, start, ends)
            if _SCORED_ON.search(before) and _PLAIN_NAME.match(abstract, start):
                yield name
    for place in known:
        aside = _ASIDE.match(abstract, place.end)
        separator = _SEPARATOR.match(abstract, aside.end() if aside else place.end)
        if separator:
            yield from _listed(abstract, separator.end(), ends)


def _coordinated(abstract: str, names: Sequence[Span], index: int) -> Iterator[str]:
    """The name at `index` that a word like `datasets` follows, and those that a list joins to it."""
    yield abstract[slice(*names[index])]
    while index and abstract[names[index - 1][1] : names[index][0]] in _COORDINATION:
        index -= 1
        yield abstract[slice(*names[index])]


_ITEM = re.compile(_NAME)
_SCORED_ON = re.compile(
    r"(?:\d ?\\?%?|accurac\w{1,3}|F1|mAP|BLEU|WER|scores?|rates?|errors?|AUC)(?: [\w@&/-]{1,16}){0,4} on (?:the )?$"
)
_PLAIN_NAME = re.compile(r"[A-Z][a-z]{3,}(?=[,.;)]| and | \()")


def _listed(text: str, position: int, ends: dict[int, int]) -> Iterator[str]:
    """The names of a list from `position` on, up to a lower-case word; known ones (`ends` by start) are skipped."""
    for _ in range(12):
        if position in ends:
            position = ends[position]
        elif match := _ITEM.match(text, position):
            if _SHAPE.search(match.group()):
                yield match.group()
            position = match.end()
        else:
            return
        if task := _TASK_AFTER.match(text, position) or _ASIDE.match(text, position):
            position = task.end()
        separator = _SEPARATOR.match(text, position)
        if separator is None:
            return
        position = separator.end()


def _cleaned(name: str) -> str:
    """The name without words at its edges that belong to the sentence."""
    words = name.rstrip(".'’").split(" ")
    while words and (words[0].lower() in _EDGE_WORDS or _AMOUNT.match(words[0])):
        words.pop(0)
    while words and (words[-1].lower() in _EDGE_WORDS or words[-1] in _METRIC_WORDS):
        words.pop()
    while len(words) > 1 and words[-1].isalpha() and words[-1].lower() in _COMMON_WORDS and _SHAPE.search(words[0]):
        words.pop()  # `OpenEDS Semantic Segmentation` names the set and its task
    return " ".join(words)


def _plausible(name: str, is_common: Callable[[str], bool]) -> bool:
    if len(name) < 2 or name.replace(".", "").isdigit() or is_common(name) or _MODEL.match(name):
        return False
    if (
        _PART.match(name)
        or _ADJECTIVE.search(name)
        or _PLURAL.match(name)
        or _VERSION.match(name)
        or _MODEL_END.search(name)
    ):
        return False
    return not all(word.lower() in _COMMON_WORDS or word.isdigit() or is_common(word) for word in name.split(" "))


def _is_covered(text: str, name: str, covered: set[int]) -> bool:
    """Whether the first place of the name is (a part of) a known one."""
    start = text.find(name)
    return start >= 0 and not covered.isdisjoint(range(start, start + len(name)))
