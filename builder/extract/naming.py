"""Which strings may be the name of a benchmark, and which are those of models, metrics, tasks, languages or places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from builder.languages import LANGUAGES

# A word that is written like a name: with a capital or a digit in it, or several of such joined by a sign.
WORD = (
    r"(?:[A-Z][A-Za-z0-9À-ÖØ-öø-ſ]{0,30}|[0-9]{0,4}+[a-z]{1,12}+[A-Z0-9][A-Za-z0-9]{0,24}|[0-9]{1,4}[A-Z][A-Za-z0-9]{0,20})"
    r"(?:[-'’./+@→_][A-Za-z0-9]{1,20}){0,4}\+{0,2}"
)
# Up to four of them, numbers among them.
NAME = rf"{WORD}(?: (?:{WORD}|(?:\d\.\d|\d{{1,4}})\+{{0,2}}(?![\w%.]))){{0,3}}"
# The nouns for what papers evaluate on; a dataset generator is none.
HEAD = (
    r"(?:data ?(?:sets?|bases?)|benchmark(?: suite)?s?|suites?|corpus|corpora|challenges?|leaderboards?"
    r"|(?:test|evaluation) ?(?:set|suite|bed)s?|shared tasks?|(?:test )?collections?|cohorts?|exam(?:ination)?"
    r"|contests?"
    r"|competitions?"
    r"|olympiads?)(?! (?:generat(?:or|ion)|development|creation|construction|curation|collection|synthesis|distillation"
    r"|condensation)\b)"
)
# What a paper proposes and is no data set, with the word that says what for.
METHOD_NOUN = (
    r"(?:framework|method|approach|model|system|pipeline|architecture|algorithm|agent|technique|strategy"
    r"|network|module|solution|platform|library|toolkit|stack)s?"
    r" (?:for|that|to|which|with|of|in|on|designed|based|using|by)\b"
)
TASK_NOUNS = frozenset(
    """adaptation answering attention captioning classification clustering correction detection diarization editing
    embedding estimation extraction forecasting generation grounding identification inference learning
    localization matching model models network networks optimization prediction recognition reconstruction
    retrieval scheduling search segmentation synthesis tracking transfer transformer transformers translation
    verification""".split()
)
"""What a term for a task ends in."""
_EDGE_WORDS = frozenset(
    """the a an our this these those we in on for with both all each and or of to from existing new novel popular
    standard public recent many most several various other some one two three four five six seven eight nine ten
    extensive comprehensive experiments results using moreover furthermore finally specifically additionally
    however while when first second third as at by it its their such notably remarkably compared evaluations
    current large small common typical classic different diverse real synthetic challenging here based despite
    given since through between among across no more also dataset datasets benchmark benchmarks corpus challenge
    evaluation task tasks test set training train validation evaluating combined section table figure appendix
    kaggle cvpr iccv eccv wacv neurips nips icml iclr aaai ijcai acl emnlp naacl coling miccai isbi kdd interspeech
    icassp
    under without within unlike after before over shared macro micro mean average overall weighted
    achieved beyond besides despite via toward towards against upon throughout regarding like whereas either whether
    where how why what present altogether together thus hence therefore meanwhile overall finally lastly next
    here""".split()
)
_FIRST_WORDS = _EDGE_WORDS | LANGUAGES
_METRIC_WORDS = frozenset("F1 AP AP50 mAP mIoU IoU BLEU ROUGE WER CER EM AUC AUROC FID PSNR SSIM NDCG MRR R@1".split())
_COMMON_WORDS = LANGUAGES | frozenset(
    """european african indian american wikipedia twitter reddit github youtube google facebook amazon openai
    microsoft meta apple nvidia imagenet-scale internet web python java javascript go rust ruby php sql html xml
    json rgb rgb-d lidar mri ct 2d 3d 4d nlp nlu nlg ai ml cv ir llm llms lmm lmms vlm vlms mllm mllms lvlm lvlms
    qa pos ner nli ocr gui api gpu gpus cpu cpus tpu iid ood non-iid cnn cnns rnn lstm gan gans vit vits bert gpt
    transformer transformers clip sft rl rlhf sota state-of-the-art pytorch tensorflow gnn gnns code stem i ii iii
    iv kg kgs lm lms llm-based ai-generated huggingface arxiv pubmed kaggle ehr icu covid-19 covid eeg ecg uda zero-shot
    few-shot multi-task large-scale real-world human-annotated long-tail open-source in-domain out-of-domain
    out-of-distribution low-resource cross-domain multi-modal multimodal text-to-image image-text vision-language
    u.s reasoning generation recognition detection segmentation classification retrieval understanding answering
    question visual speech emotion image images video videos text audio language languages modeling modelling
    translation summarization estimation prediction tracking learning machine natural object objects action face
    human pose depth semantic instance panoptic named entity graph graphs point cloud time series forecasting
    anomaly search planning navigation manipulation coding math mathematics science scientific general knowledge
    long-context instruction following safety hallucination commonsense embodied agentic agent agents spatial
    temporal medical clinical legal financial social cultural multilingual cross-lingual monolingual online
    offline synthetic simulated real-world academic industrial open closed single multi dialogue conversation
    conversational grounding captioning editing restoration matching recommendation ranking reranking
    summarisation optimization optimisation control robotics physics chemistry biology software engineering
    security cyber threat intelligence automatic speaker verification identification spoken data-effective
    computer vision deepfake large-scale automated addressing once natural-language facial expression expressions
    scene scenes word words document documents reading comprehension inference mining extraction parsing tagging
    alignment adaptation transfer android ios windows linux weibo tiktok instagram wikidata dbpedia january
    february march april june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday
    x-sub x-view x-set x-subject mmi lf-mmi lvcsr ctc hmm gmm dnn
    tdnn plda vad multi-object multi-benchmark multi-dataset multi-view multi-label multi-turn multi-hop multi-task
    multi-agent multi-lingual cross-dataset scandinavian nordic slavic
    germanic bantu semitic nist amt mturk outside
    grand asr tts s2st mt vqa videoqa kbqa kgqa mcqa odqa cqa mrc rc cad judge judges
    western eastern northern southern lite verified hard easy
    typescript kotlin swift scala haskell ocaml julia lua perl matlab fortran cobol racket verilog bash
    ubuntu macos chrome firefox edge safari present pybullet
    gazebo simulink isaac""".split()
)
_MODEL = re.compile(
    r"^(?:(?:Chat)?GPT|Llama|LLaMA|Qwen|Mistral|Mixtral|Gemini|Gemma|Claude|DeepSeek|Phi|Falcon|PEGASUS|OPT|BLOOM|PaLM"
    r"|Kimi|GLM|Grok|Nemotron|InternLM|Baichuan|Hunyuan|MiniMax|Ministral|OLMo"
    r"|Vicuna|Alpaca|InternVL|LLaVA|T5|BART|(?:m|Ro|De|Al|Distil)?BERT"
    r"|ResNe[tX]|WideResNet|WRN|VGG|DenseNet|MobileNet|EfficientNet|ViT|DeiT|Swin|ConvNeXt|Inception|CLIP|DINO"
    r"|InstructBLIP|MiniGPT|mPLUG|Flamingo|UperNet|Mask2Former|MaskFormer|SegFormer|SimCSE|ColBERT|SPLADE|DPR$|Contriever"
    r"|StarCoder|Code ?Llama|WizardCoder|CodeGen\b|Codex|ReAct$|Reflexion|PointPillars|CenterPoint|BEVFormer|BEVDet"
    r"|BLIP|SAM|YOLO|Open-Sora|Sora|CogVideo|Hunyuan|Wan2|(?:FP|BF|INT|NF)\d|Mask R-CNN|Faster R-CNN|DETR"
    r"|Stable Diffusion|SDXL|FLUX|Whisper"
    r"|wav2vec|HuBERT|Transformer|NVIDIA|Nvidia|Tesla|RTX|GTX|Jetson|Raspberry|Xavier|Orin|Apple|Xeon|[AHV]100"
    r"|TPU|GPU|CPU|FPGA|iPhone|Intel|Snapdragon|OpenAI"
    r"|Anthropic|Google|Meta|Microsoft|BM25|TF-IDF|AdamW?|SGD|PPO|GRPO|DPO|LoRA|RAG|FLOPs|R-CNN)"
)
_ADJECTIVE = re.compile(
    r"-(?!eval$|bench$)(?:[a-z]{2,}(?:ed|ic|al|ing|ive|ent|ous|ary)|level|language|speaking|free|aware|wide|like|style|scale|shot|time|source|end|world"
    r"|only|side|slices?|images?|frames?|videos?|texts?|words?|pairs?|samples?|classes|tasks?)$"
    r"|-(?!Verified|Extended|Mixed)[A-Z][a-z]{3,}ed$"
)
_PART = re.compile(
    r"^(?:(?i:round|part|sub-?task|track|phase|task|stage|level|scenario|section|class|type|group|rank|layer|epoch|step"
    r"|set|fold|split|family|model|variant|version|figure|table|team|system|run|condition|experiment"
    r"|study))(?![A-Za-z])"
)
_LANGUAGE_PAIR = re.compile(r"^X-[A-Z][a-z]+$|^[A-Z][a-z]+-X$|^[A-Z]{2}[-→][A-Z]{2}$|^[A-Z]{1,4}-to-[A-Z]{1,5}$")
_SPLIT = re.compile(r"^(?:tst|dev|test|val)-?\d{4}$|^(?:[Tt]est|[Dd]ev|[Vv]al)(?:_\w+|[AB])$|^[A-Z]{1,4}→[A-Z]{1,4}$")
_AMOUNT = re.compile(r"^\d+(?:\.\d+)?[KMBTkmbt]$")
_PRECISION = re.compile(r"^(?:fp|bf|int|nf|tf)\d{1,2}$", re.IGNORECASE)
_VERSION = re.compile(r"^[vV]\d{1,8}(?:\.\d)?$")
_MODEL_END = re.compile(
    r"-(?:XX?S|[SBLHG]|XX?L|Ti|(?i:tiny|small|base|large|huge|giant))$|-Net(?:V?\d{1,3})?$|[Ff]ormer(?:-?V?\d)?$"
    r"|CNN$|GAN$|GCN$|GNN$|LSTM$|BERT$|LLM$|GPT$|VLM$|-\d{1,3}(?:\.\d)?B(?:-[A-Z]\w*)?$|-(?!10{0,2}M)\d{1,3}(?:\.\d)?M(?:-[A-Z]\w*)?$"
)
_BANK = re.compile(r"(?i:treebank|propbank|gigaword|wordnet|framenet)")
_PLURAL = re.compile(r"^[A-Z]{2,5}s$")
SHAPE = re.compile(r"[A-Z].*[A-Z]|\d|^[a-z].*[A-Z]")


def endings(words: str) -> tuple[str, ...]:
    """What a text may end in before a name: a quick look that spares most of the slow ones."""
    return tuple(f"{word} " for word in words.split())


def cleaned(name: str) -> str:
    """The name without words at its edges that belong to the sentence."""
    words = name.rstrip(".'’").split(" ")
    while words and (_is_of_sentence(words) or _AMOUNT.match(words[0])):
        words.pop(0)
    while words and (words[-1].lower() in _EDGE_WORDS or words[-1] in _METRIC_WORDS):
        words.pop()
    while (
        len(words) > 1
        and len(words[0]) > 3
        and words[-1].replace("-", "").isalpha()
        and words[-1].lower() in _COMMON_WORDS
        and SHAPE.search(words[0])
    ):
        words.pop()  # `OpenEDS Semantic Segmentation` names the set and its task
    return " ".join(words)


def _is_of_sentence(words: Sequence[str]) -> bool:
    """Whether the first word is none of the name's: `English PTB`, but not Chinese Treebank."""
    first, *rest = words
    return first.lower() in _FIRST_WORDS and not (first.lower() in LANGUAGES and rest and _BANK.match(rest[0]))


def plausible(name: str, is_common: Callable[[str], bool], *, headed: bool = False) -> bool:
    """Whether a name may be a benchmark's; `is_common` tells of terms of the field, such as tasks and metrics.

    One that is `headed` by a word like `dataset` may end like a model's: Union14M-L.
    """
    if len(name) < 3 or "@" in name or name.replace(".", "").isdigit() or is_common(name) or _MODEL.match(name):
        return False
    if (
        _PART.match(name)
        or _ADJECTIVE.search(name)
        or _PLURAL.match(name)
        or _VERSION.match(name)
        or _SPLIT.match(name)
        or _PRECISION.match(name)
        or _LANGUAGE_PAIR.match(name)
        or (_MODEL_END.search(name) and not headed)
        or name.partition("-")[0] in _METRIC_WORDS
    ):
        return False
    if _is_language_pair(name):
        return False
    words = re.split(r"[ /]", name)
    if len(words) > 1 and words[-1].lower() in TASK_NOUNS and not headed and not any(map(SHAPE.search, words)):
        return False  # Job Shop Scheduling
    return not all(
        is_term(word, is_common) or _is_language_pair(word) or (len(words) > 1 and len(word) < 3) for word in words
    )


def _is_language_pair(name: str) -> bool:
    return "-" in name and LANGUAGES.issuperset(name.lower().split("-"))


def is_term(word: str, is_common: Callable[[str], bool]) -> bool:
    """Whether a word is a common one or a term of the field, and so no name by itself."""
    return word.lower() in _COMMON_WORDS or word.isdigit() or is_common(word)
