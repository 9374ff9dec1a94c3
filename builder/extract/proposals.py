"""Names of benchmarks that the vocabulary lacks, from the ways in which abstracts speak of data sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import islice
from typing import Protocol

from builder.extract.naming import HEAD, METHOD_NOUN, NAME, SHAPE, WORD, cleaned, endings, plausible
from builder.extract.own import tasks_in_short
from builder.extract.sentences import Span
from builder.model import Role


class _Place(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_STARTERS = (
    "(?:On|In|For|The|With|From|At|By|Our|This|These|To|When|While|Using|Across|Under|Over|After|Unlike|As|Its|Both|All"
    "|Evaluated|Compared|And|Of) "
)
_NAME_AT = re.compile(rf"(?<![\w-])(?!{_STARTERS}){NAME}")
_MEASURED = re.compile(
    r"(?: (?!(?:obtain|achiev|reach|attain|get|ha|yield|score|report)(?:e?s|e?d)?\b)[a-z-]{2,16})? "
    r"(?:accuracy|F1|mAP|AP|mIoU|BLEU|WER|EM|(?P<any>score)|success rate|pass@1|NDCG@10|nDCG@10|AUC"
    r"|FID|PSNR)"
    r"(?: scores?)? (?:of|from|to|at|is|=) ?\d"
)
_HEADED = re.compile(
    rf"(?: \([A-Z][\w-]{{1,15}}\))? (?:(?!(?:each|every|this|these|the|our|all|its|their|any|some|such"
    rf"|with)\b)[a-z-]{{2,16}} )?"
    rf"(?:{HEAD}|sub ?sets?)\b"
)
_LONG_FORM = re.compile(r"[\w+-] \($")
_HEADS_INSIDE = tuple(
    f" {head}" for head in "Challenge Database Dataset Datasets Benchmark Benchmarks Corpus Leaderboard Suite".split()
)
_APPOSED = re.compile(
    rf"(?: \([^()]{{1,40}}\))?, (?:an?|the|our|one of the) (?:(?!{METHOD_NOUN})[\w/-]{{1,24}},? ){{0,8}}?"
    rf"(?:{HEAD}\b(?!-)"
    rf"|(?:sub)?(?:set|collection) of (?:[\w,-]{{1,16}} ){{0,3}}?(?:questions|answers|pairs|tasks|items|problems"
    rf"|examples|texts|documents|prompts|responses|recordings|images|clips|videos)\b)"
)
_SCORED = re.compile(
    r" \((?:[\w@ ]{1,16}[:=]? )?\d{1,2}\.\d{1,2} ?%?|: (?:[A-Za-z][\w@-]{0,10} (?:of |= ?)?)?\d{1,2}\.\d{1,2}"
)
_COORDINATION = frozenset((", ", " and ", " and the ", ", and ", ", and the "))
_SUCH_AS = (
    r"(?:,? (?:such as|including|include|like|namely|i\.?e\.?,?|e\.?g\.?,?)|: ?"
    r"| ?\((?:i\.e\.,? |e\.g\.,? |namely,? |including )?|, ?(?:i\.e\.|e\.g\.),?) ?"
)
_LIST_HEAD = (
    r"\b(?:two|three|four|five|six|both|\d) (?:[\w-]{1,20} ){0,4}?(?:datasets|benchmarks|corpora), "
    r"|\b(?:[Dd]ata ?sets|[Bb]enchmarks|[Cc]orpora)\b[^.;:()]{0,90}: ?"
    rf"|\b(?:[Dd]ata ?sets|[Bb]enchmarks|[Cc]orpora|[Cc]hallenges|[Ss]uites|[Tt]asks)\b[^.;:()]{{0,24}}?{_SUCH_AS}"
)
_ON = (
    r"\b(?:[Ee]valuat\w{1,4}|[Ee]xperiments?|[Ee]xperimental results|[Rr]esults?|performances?|effectiveness"
    r"|[Aa]ssess\w{0,4}|[Pp]robing|protocol|pipeline|superiority|efficacy|robustness|observed|found|confirmed|verified|demonstrated|tested|tests?"
    r"|validated?|accurac\w{1,3}|scores?|rates?|state[- ]of[- ]the[- ]arts?|SOTA|F1|mAP|AP|mIoU|BLEU|WER|pass@1"
    r"|[\d.]{2,6} ?%?|[Oo]utperforms?|improvements?|gains?)"
    r"(?: (?:[\w@&/-]{1,16}|\$[^$ ]{1,14}\$)){0,4}? "
    r"(?:(?<!built )(?<!based )(?<!build )on|across|over|(?<=ed )in|(?<=ing )in|(?<=ts )in) (?:both |the |all "
    r"|three |two |four |five |standard "
    r"|popular |challenging |public |widely used |widely-used ){0,3}"
)
_TASK_BRACKET = (
    r"\b(?:classification|segmentation|detection|retrieval|answering|recognition|grounding|reasoning|generation"
    r"|translation|summari[sz]ation"
    r"|understanding|estimation|prediction|matching|captioning|refinement|repair|completion|correction|localization"
    r"|disambiguation|linking|labeling|tagging|parsing|tracking|inference|tasks?|coding|math|mathematics|agents?|search|QA"
    r"|NLI|NER|ASR"
    r"|VQA|STS|MT|GEC|SRL|OCR|MOT|VOS|RAG"
    r"|domains?|settings?) \((?:e\.g\.,? |i\.e\.,? )?"
)
_TASK_ON = (
    r"\b(?:classification|segmentation|detection|retrieval|answering|recognition|grounding|generation|translation"
    r"|summari[sz]ation|estimation|captioning|parsing|tracking|tagging|forecasting)(?: tasks?)? on (?:the )?"
)
_START_ON = r"(?:^|[.;,:] )(?:For (?:[a-z-]{3,16} ){1,4})?[Oo]n (?:the )?"
_CALLED_BY_HEAD = (
    r"\b(?:the|new|external|public|popular|standard|challenging|proposed) (?:[A-Za-z][a-z-]{2,16} ){0,3}"
    r"(?:data ?set|benchmark|corpus|set|log|suite|collection|shared task|challenge) "
)
_AND_ON = r",? and on (?:the )?|\b(?:[Tt]ransfer|[Gg]enerali[sz]e)\w* to (?:the )?|\bmeasured (?:by|on|with) (?:the )?"
_PART_OF = (
    r"\b(?:(?:test|dev|validation|val)(?: sets?)?|settings?|splits?|subsets?|versions?|partitions?|portion|part|half"
    r"|tracks?|(?<!the )(?<!\ba )(?<!this )task|tasks|data ?sets|domains|categories|questions|pairs|images"
    r"|instances|problems"
    r"|(?:[Ss]olv|[Rr]esolv|[Cc]omplet|[Aa]nswer|[Pp]ass)\w* (?:up to |about )?[\d.]{1,5} ?%)"
    r" of (?:the )?"
)
_OPENING = re.compile(
    rf"(?:\b(?=\w)(?:{_LIST_HEAD}|{_ON}|{_TASK_BRACKET}|{_TASK_ON}|{_PART_OF}|{_CALLED_BY_HEAD})|{_START_ON}|{_AND_ON})$"
)
_OPENING_ENDS = (
    "(",
    "such as ",
    *endings(
        """On on across over in both the all three two four five standard popular challenging public used including
        include by like namely namely, i.e. i.e., e.g. e.g., : datasets, benchmarks, corpora, dataset benchmark
        corpus set log suite collection challenge of to"""
    ),
)
_BENCH = re.compile(r"^[^ ]*(?:[A-Za-z0-9](?:Bench|Eval|Arena)|-[Bb]ench|[a-z]QA)(?:-[A-Z]\w*)?$")
_PART_WORDS = """question pair image instance problem test val dev set split part version portion half track task lang
    omain ategor % ransfer""".split()
_TASK_ENDS = tuple(
    f"{word} ("
    for word in """nement epair letion rrection inking abeling agging arsing racking erence ation ection
    etrieval swering ognition ounding oning tanding iction atching oning task tasks coding
    math mathematics agent agents search QA NLI NER ASR VQA STS MT GEC SRL OCR MOT VOS RAG domain domains setting
    settings""".split()
)
_HEAD_WORDS = ("ata sets", "atasets", "enchmarks", "orpora", "hallenges", "uites", "asks")
_LONGEST_LIST_HEAD = 48
_VERB_ENDS = ("ed", "ing", "ts")  # evaluated in, ranking in, results in
_LONGEST_PART = 32
_OPENING_REACH = 120
_ASIDE = re.compile(r" \([^()]{1,60}\)")
_TASK_AFTER = re.compile(r"(?: [a-z][a-z-]{2,16}){1,3}(?=,| and | &)")
_SEPARATOR = re.compile(
    r"(?:, and |, or |,? as well as | and | & |, | / |/)(?:the (?:[a-z]+-[a-z]+ )?|on (?:the )?|both )?"
)
_MOST_NAMES = 40  # more than any abstract lists
_MOST_PLACES = 1000
_ADDRESS = re.compile(r"https?://\S+")


def names_in(text: str) -> list[Span]:
    """Where something stands that is written like a name: capitals or digits in up to four words."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if "://" in text else []
    places = (match.span() for match in islice(_NAME_AT.finditer(text), _MOST_PLACES))
    return [span for span in places if not any(start < span[0] < end for start, end in addresses)]


def proposed_names(
    title: str,
    abstract: str,
    names: Sequence[Span],
    introduced: Set[str],
    own: set[str],
    known: Sequence[_Place],
    is_common: Callable[[str], bool],
) -> dict[str, Role]:
    """New names with the paper's role for them.

    `introduced` are the names of the paper's own data, `own` those of its method, `known` the places that are already
    understood; `is_common` knows terms.
    """
    methods, shortened = own - introduced, set(tasks_in_short(abstract))
    headed = {
        cleaned(abstract[start:end])
        for start, end in names
        if _HEADED.match(abstract, end) or _APPOSED.match(abstract, end)
    }
    roles: dict[str, Role] = {}
    spellings = {name.lower(): name for name in introduced if name in title}
    covered = [(place.start, place.end) for place in known]
    for raw, called in (*((name, False) for name in sorted(introduced)), *_evaluated(abstract, names, known)):
        name = cleaned(raw)
        if (name in shortened and not title.startswith(f"{name}:")) or not name or _is_of(name, methods):
            continue
        if plausible(name, is_common, headed=called or name in headed) and not _is_covered(abstract, name, covered):
            name = spellings.setdefault(name.lower(), name)
            roles.setdefault(name, Role.INTRODUCED if name in introduced else Role.EVALUATED)
        if len(roles) >= _MOST_NAMES:
            break
    return roles


def _is_of(name: str, methods: Set[str]) -> bool:
    """Whether it is the name of the paper's method, or of a variant of it."""
    return name in methods or any(name.startswith(f"{method}-") for method in methods)


def _may_open(before: str) -> bool:
    """A quick look whether a list may open behind these words; what stands behind most `of` and `to` is no data set."""
    if not before.endswith(_OPENING_ENDS):
        return False
    if before.endswith((" of ", " to ", " of the ", " to the ")):
        return any(word in before[-_LONGEST_PART:] for word in _PART_WORDS)
    if before.endswith("("):
        return before.endswith(_TASK_ENDS) or any(word in before[-_LONGEST_LIST_HEAD:] for word in _HEAD_WORDS)
    if before.endswith((" in ", " in the ")):
        return before[: before.rindex(" in")].endswith(_VERB_ENDS)
    return True


def _opens(before: str) -> bool:
    """Whether a list of data sets opens behind these words, of which the last sentence counts."""
    return bool(_OPENING.search(before, max(0, before.rfind(". "))))


def speaks_of_data(text: str, start: int, end: int) -> bool:
    """Whether the words around text[start:end] show that it is the name of a data set or a benchmark."""
    before = text[max(0, start - _OPENING_REACH) : start]
    if _may_open(before) and _opens(before):
        return True
    return bool(_HEADED.match(text, end) or _SCORED.match(text, end))


def joined(text: str, end: int, start: int) -> bool:
    """Whether nothing but a comma, a slash or an `and` stands between two names."""
    separator = _SEPARATOR.match(text, end)
    return separator is not None and separator.end() == start


def _evaluated(abstract: str, names: Sequence[Span], known: Sequence[_Place]) -> Iterator[tuple[str, bool]]:
    """The names of sets that the paper evaluates on, and whether a word like `datasets` leads to each."""
    ends = {place.start: place.end for place in known}
    for index, (start, end) in enumerate(names):
        if not _is_long_form(abstract, start, end):
            yield from ((name, False) for name in _said_to_be_data(abstract, names, index))
            yield from _led_to(abstract, start, ends)
    yield from ((name, True) for name in _beside_numbers(abstract, known))
    yield from ((match["name"], True) for match in _SCENE.finditer(abstract) if SHAPE.search(match["name"]))
    for place in known:
        aside = _ASIDE.match(abstract, place.end)
        rest = _REST_OF_NAME.match(abstract, aside.end() if aside else place.end)
        separator = _SEPARATOR.match(abstract, rest.end() if rest else place.end)
        if separator and not (separator.group() == ", " and _IS_SUBJECT.match(abstract, separator.end())):
            led = bool(_LED_BY_ON.search(abstract, max(0, place.start - _LONGEST_PART), place.start))
            yield from ((name, False) for name in _listed(abstract, separator.end(), ends, led=led))


def _beside_numbers(abstract: str, known: Sequence[_Place]) -> Iterator[str]:
    """The names in brackets behind numbers where known ones stand so: `75.1 (BBBP), 78.9 (Tox21), 86.2 (BACE)`."""
    if not any(_NUMBER_OPENS.search(abstract, max(0, place.start - 12), place.start) for place in known):
        return
    for match in _NUMBER_AND_NAME.finditer(abstract):
        yield match["name"]


def _said_to_be_data(abstract: str, names: Sequence[Span], index: int) -> Iterator[str]:
    """The name at `index` where the words behind it say that it is a data set's, and those that a list joins to it."""
    start, end = names[index]
    name = abstract[start:end]
    if _ARE_MANY.match(abstract, end) and _is_first_word(abstract, start, name):
        return  # `Static benchmarks are`
    if (_HEADED.match(abstract, end) or name.endswith(_HEADS_INSIDE)) and not _is_kind(abstract, start, end):
        yield from _coordinated(abstract, names, index)
    if _APPOSED.match(abstract, end) and (SHAPE.search(name) or _ON_THIS.search(abstract, max(0, start - 8), start)):
        yield name
    if _ITS_TASKS.match(abstract, end) and _SEVERAL.search(abstract, max(0, start - _OPENING_REACH), start):
        yield name  # `five GLUE tasks`
    if (SHAPE.search(name) and name.count(" ") < 3 and _is_scored(abstract, start, end)) or (
        _BENCH.search(name) and not abstract.startswith((" score", " scores"), end)
    ):
        yield name


def _is_first_word(abstract: str, start: int, name: str) -> bool:
    """Whether it is a word like any other that a sentence begins with, and so has a capital."""
    return not SHAPE.search(name) and abstract[max(0, start - 2) : start] in ("", ". ", "? ", ": ")


def _is_scored(abstract: str, start: int, end: int) -> bool:
    """Whether a score stands behind a name, and the name is no outdone model's: `AlphaQA (71.2%)`."""
    if measured := _MEASURED.match(abstract, end):
        return not measured["any"]  # `a PRO score of 97.1` is no data set's
    compared = _COMPARED.search(abstract, max(0, start - _OPENING_REACH), start)
    return (
        bool(_SCORED.match(abstract, end))
        and not compared
        and not _OUTDONE.search(abstract, max(0, start - _OPENING_REACH), start)
    )


def _led_to(abstract: str, start: int, ends: dict[int, int]) -> Iterator[tuple[str, bool]]:
    """The names of a list that begins at `start`, where the words before it lead to data sets (or call them so)."""
    before = _without_adjectives(abstract[max(0, start - _OPENING_REACH) : start])
    opened = (
        _may_open(before)
        and not before.endswith(("metric ", "metrics "))
        and (_opens(before) or _is_measured_there(abstract, before, start))
    )
    if not opened or _GAINED_OVER.search(before):
        return
    named = _ITEM.match(abstract, start)
    if named and _IS_TASK_OF.match(abstract, named.end()):
        return  # `on the NERC task of HIPE`
    if named and _TASK_BRACKET_ENDS.search(before) and not any(map(SHAPE.search, named.group().split(" "))):
        return  # `search (Summary Tree and Question Tree)`
    plain = bool(_OF_DATA.search(before)) and not _CITED.match(abstract, start)
    yield from ((name, plain) for name in _listed(abstract, start, ends, plain=plain))
    if named and _SCORED_ON.search(before) and _PLAIN_NAME.match(abstract, start):
        yield named.group(), False


def _is_measured_there(abstract: str, before: str, start: int) -> bool:
    """Whether the paper reports something right behind the name: `with few labels on CropBench, we report`."""
    named = _ITEM.match(abstract, start) if before.endswith((" on ", " on the ")) else None
    return bool(named and SHAPE.search(named.group()) and _THEN_WE.match(abstract, named.end()))


def _without_adjectives(before: str) -> str:
    """The words before a name without those that only describe it: `on the more difficult` is `on the`."""
    if " the " not in before[-_LONGEST_DESCRIPTION:-1]:
        return before
    described = _DESCRIBED.search(before, max(0, len(before) - _LONGEST_DESCRIPTION))
    return before[: described.start(1)] if described else before


def _is_long_form(abstract: str, start: int, end: int) -> bool:
    """Whether the name is spelt out behind its short form: `CRAB (Constrained Realistic Agent Benchmark)`."""
    return bool(_LONG_FORM.search(abstract, max(0, start - 4), start)) and abstract[start:end].count(" ") > 1


def _is_kind(abstract: str, start: int, end: int) -> bool:
    """Whether an acronym says of which kind several data sets are: `several KBQA datasets`."""
    several = _SEVERAL.search(abstract, max(0, start - _OPENING_REACH), start)
    if not (several and _ARE_MANY.match(abstract, end)):
        return False
    return abstract[start:end].isupper() or len(several["count"] or "") > 1


def _coordinated(abstract: str, names: Sequence[Span], index: int) -> Iterator[str]:
    """The name at `index` that a word like `datasets` follows, and those that a list joins to it."""
    yield abstract[slice(*names[index])]
    is_short = _SHORT_BEHIND.match(abstract, names[index][1])  # stands for all the words before it
    while index and not is_short and abstract[names[index - 1][1] : names[index][0]] in _COORDINATION:
        index -= 1
        yield abstract[slice(*names[index])]


_SHORT_BEHIND = re.compile(r" \([A-Z][\w-]{1,15}\)")
_SEVERAL = re.compile(
    r"\b(?:several|various|multiple|many|diverse|different|common|popular|standard|existing|other|most|all"
    r"|public|two|three"
    r"|four|five|six|seven|eight|nine|ten|(?P<count>\d[\d,]{0,6})) $"
)
_ON_THIS = re.compile(r"\b(?:[Oo]n|to) (?:the )?$")
_DESCRIBED = re.compile(
    r"\b(?:[Oo]n|[Aa]cross) the ((?:(?!(?:task|tasks|dataset|benchmark|corpus|challenge|set|collection|same|other|two"
    r"|three|four|five|of|and|with|for)\b)[a-z-]{3,16} )"
    r"{1,3})$"
)
_LONGEST_DESCRIPTION = 60
_SCENE = re.compile(  # `For Nordic documents in SkjemaVQA, the model reaches`
    rf"[FIOUW](?<!\w.)(?:or|n|nder|ver|ithin) (?:[A-Za-z][\w-]{{1,20}} ){{1,5}}(?:in|on|of|from) (?:the )?"
    rf"(?P<name>{WORD}), (?:we|it|our|the|[A-Z][\w.-]+|an?) [^.;]{{0,80}}\d"
)
_NUMBER_OPENS = re.compile(r"\d ?%? \($")
_NUMBER_AND_NAME = re.compile(rf"\d ?%? \((?P<name>{WORD})\)(?=,| and |[.;])")
_LED_BY_ON = re.compile(
    r"\b(?:analys[ie]s|experiments?|results?|evaluations?|tests?|studies|study) on (?:the |both )?$"
)
_ITS_TASKS = re.compile(r"(?: [a-z-]{2,16}){0,2} (?:sub)?tasks\b")
_ARE_MANY = re.compile(r" (?:data ?(?:sets|bases)|benchmarks|corpora|test sets|leaderboards)\b")
_TASK_BRACKET_ENDS = re.compile(rf"{_TASK_BRACKET}$")
_ITEM = re.compile(NAME)
_THEN_WE = re.compile(r", (?:we|it) (?:[a-z]{2,16} )?(?:report|obtain|achieve|reach|get|attain|observe|see|score)s?\b")
_IS_SUBJECT = re.compile(rf"{NAME} (?!and\b|or\b|as well|{HEAD}|tasks?\b|test\b|val\b|dev\b|in\b|of\b|v\d)[a-z]")
_IS_TASK_OF = re.compile(r" (?:sub-?)?tasks? (?:of|in|at) ")
_OF_DATA = re.compile(
    rf"\b(?:[Dd]ata ?sets|[Bb]enchmarks|[Cc]orpora){_SUCH_AS}$|{_CALLED_BY_HEAD}$"
    r"|\b(?:test|dev|validation) (?:sets?|splits?) of (?:the )?$"
)
_CITED = re.compile(r"[^()]{0,60}\b(?:19|20)\d\d[a-z]?\)")
_REST_OF_NAME = re.compile(r"(?: [A-Z][a-z]{2,16}){0,3}")
_GAINED_OVER = re.compile(
    r"\b(?:boost|improvement|gain|increase|advantage|margin|lead|win)s?(?: of [^,;:()]{1,40})? over $"
    r"|\d ?%?(?: (?:percent|percentage))?(?: points?| pp)? over $"
    r"|\bby (?:up to |about |over )?[\d.]+ ?%?(?: (?:absolute|relative))?(?: points?)? over $"
)
_COMPARED = re.compile(r"\d[^()]{0,60}\($")
_OUTDONE = re.compile(
    r"\b(?:(?:outperform|surpass|exceed|beat|rival|match)\w*|below|above|behind|ahead of|than|over|versus|vs|similar to"
    r"|on par with|near"
    r"|compar(?:able|ed|ing)"
    r"|competitive with|(?:systems?|models?|methods?|baselines?|approaches|llms|detectors?"
    r"|backbones?) (?:such as|like|including))\b(?:[^.;:]|\.\d){0,90}$"
)
_SCORED_ON = re.compile(
    r"(?:\d ?%?|accurac\w{1,3}|F1|mAP|BLEU|WER|scores?|rates?|errors?|AUC)(?: [\w@&/-]{1,16}){0,4} on (?:the )?$"
)
_DOES = re.compile(
    r" on (?:the )?[A-Z]"
    r"| (?:recover|reduc|retain|match|provid|generali[sz]|requir|us|remain|produc|maintain|rais|lower|increas|decreas"
    r"|offer|enabl|allow|learn|tak|run|bring|keep|mak|giv|work|perform|add|sav|cut|drop|fall|ris|consist"
    r"|contain|compris|generat|predict|detect|segment|retriev|translat|pars|captur|encod|decod|adapt|transfer|handl"
    r"|process|convert|synthesi[sz]|reconstruct|track|recogni[sz]|classifi|estimat|select|combin|integrat|incorporat"
    r"|leverag|exploit|exhibit|extend|operat|avoid|address|tackl|clos|narrow|stay|preserv|need|solv|resolv|search|rank"
    r"|answer|identif|learn|discover|correct|repair|complet|navigat"
    r"|fail|lack|reli|focus|reveal|suggest|confirm|indicat|help|serv|benefit|suffer)(?:e?s|es)\b"
    r"| (?:models?|networks?|agents?|variants?|backbones?|method|approach|framework)\b|"
    r" (?:(?:significantly|consistently|also|even|further|only|then) )?(?:achiev|outperform|reach|improv|attain|obtain"
    r"|surpass|scor|yield|get|show|demonstrat|train|lead|rank|win|exceed|beat|boost|is|has|establish|set"
    r"|deliver)(?:e?s|es)?\b"
)
_PLAIN_NAME = re.compile(
    r"[A-Z][a-z]{3,}(?=[,.;)]| and | \(| (?:shows?|confirms?|demonstrates?|which|where|with|without|while|whereas|as|is"
    r"|are|after|using)\b)"
)


def _listed(text: str, position: int, ends: dict[int, int], *, plain: bool = False, led: bool = False) -> list[str]:
    """The names of a list from `position` on, up to a lower-case word; known ones (`ends` by start) are skipped.

    `plain` names are written like any word at the beginning of a sentence: a list of data sets may hold such, and a
    list that holds a sure name. What does something (`and OurNet improves`) is no set, unless `on` has `led` to the
    list: then the list is not what does it.
    """
    found: list[str] = []
    sure = plain
    for _ in range(12):
        if position in ends:
            sure, position = True, ends[position]
        elif (match := _ITEM.match(text, position)) and (
            plain or led or _ON_THIS.search(text, max(0, position - 8), position) or not _DOES.match(text, match.end())
        ):
            found.append(match.group())
            sure = sure or bool(SHAPE.search(match.group()))
            position = match.end()
        else:
            break
        if task := _TASK_AFTER.match(text, position) or _ASIDE.match(text, position):
            position = task.end()
        separator = _SEPARATOR.match(text, position)
        if separator is None or (separator.group() == ", " and _IS_SUBJECT.match(text, separator.end())):
            break
        position = separator.end()
    return found if sure else []


def _is_covered(text: str, name: str, covered: Sequence[Span]) -> bool:
    """Whether the first place of the name is (a part of) a known one."""
    first = text.find(name)
    last = first + len(name)
    return first >= 0 and any(start < last and first < end for start, end in covered)
