"""What a number in a text is by the words beside it: a score, a difference, a baseline's score, or an amount.

Only scores may become results. Where the words on both sides of a number point to anything but a score of the paper's
own, it is none ("prefer silence to a wrong score").
"""

from __future__ import annotations

import re
from enum import StrEnum


class NumberKind(StrEnum):
    """What a number says."""

    SCORE = "score"
    DELTA = "delta"
    BASELINE = "baseline"
    AMOUNT = "amount"


BEFORE, AFTER = 120, 48
"""How many characters on both sides of a number are read."""
_NEAR, _NEAREST = 44, 30
_DELTA_BEFORE = re.compile(
    r"(?:\bby|\bup to|\bgains? of|\b(?:improvement|increase|boost|margin|drop|reduction|decrease|degradation|gap"
    r"|difference|gain|loss"
    r"|lift|advantage|jump|rise)s? of|\b(?:more|less|fewer|higher|lower|better|greater) than|\bover|\bat least"
    r"|\bat most|\bexceeding|\bcost(?:s|ing)?"
    r"|\bwithin|\bunder|\bnearly|\bimprovements? (?:by|in|over)|(?:\\|\b)[lg]eq?|[≤≥<]|(?<!-)>|\babove|\bbelow)"
    r"\s*(?:an? |the |about |around |approximately |roughly |average (?:of )?|mean of |absolute |relative |nearly "
    r"|as much as |margin of |only |mere |~){0,3}$|\bgap (?:to|with|between) [^,;]{2,40} to (?:only )?$"
    r"|\((?:plus|minus) $|\b(?:another|an? (?:additional|further|extra)) (?:about )?$|\bis worth (?:about )?$"
)
_UP_TO = re.compile(
    r"^(?!.*\b(?:improv|gain|increas|boost|reduc|rais))"
    r".*(?:\b(?:accurac(?:y|ies)|scores?|rates?|f1|m?ap|auc|m?iou|dice) (?:of )?up to"
    r"|\b(?:achiev|obtain|attain|reach|scor|get)\w* (?:a |an )?(?:over|nearly|about|at least|more than|above)"
    r"|\b(?:solv|resolv|complet|answer|pass|fix)\w* up to|\b(?:goes|go|went|going|climbs?|moves?|jumps?) up to) $"
)
_REACHES_UP_TO = re.compile(r"\b(?:achiev|obtain|attain|reach|scor|yield)\w* up to $")
_IS_MEASURED = re.compile(r"^ (?:[a-z-]{2,16} ){0,2}(?:accuracy|f1|m?ap|auc|auroc|m?iou|dice|recall|precision|bleu)\b")
DELTA_AFTER = re.compile(
    r"^ (?:[\w@-]{1,12} )?(?:percentage |percent )?(?:points?|pts) (?:of |in )?(?:lift|gain|improvement|increase"
    r"|boost|drop|above|over|on average over)\b|^(?:[ -](?:points?|percentage|pts|pp|absolute|relative|percent|average"
    r"|overall|significant"
    r"|(?!(?:which|that|is|are|and|while)\b)[a-z@0-9-]{1,12})){0,3}[ -](?<!\bthe )"
    r"(?:improvements?|gains?|increases?|boosts?|ahead|behind|short|above|below|higher|lower|better|worse|more"
    r"|(?<!-)less|fewer"
    r"|faster|smaller|larger"
    r"|greater|reductions?|drops?(?<!\bon drop)"
    r"|degradation|decreases?|enhancements?|speed-?ups?|savings?|margin|lead|advantage|absolute|relative"
    r"|over (?:previous|prior|its|existing|baselines?|the (?:\w+ )?(?:previous|prior|existing|baseline|best"
    r"|strong\w*|base"
    r"|state|current|original|standard|vanilla|next|second|sota|former|latter)))\b"
)
_DELTAS_ARE = re.compile(
    r"\b(?:reductions?|improvements?|gains?|savings?|speed-?ups?|increases|drops|decreases)(?: over [\w -]{3,40})?"
    r" (?:average|averaging|are|is|was|were|becomes?|reach(?:es)?|amounts? to) (?:about |around |of )?"
    r"(?:[\d.]{1,6} ?%?,? (?:and )?){0,3}$"
    r"|\b(?:advantage|gap|margin|difference)\b[^,;]{0,60}\b(?:decreas|shrink|reduc|drop|narrow|fall|grow|widen|increas"
    r"|ris)\w* (?:from [\d.]{1,6} ?%? )?to (?:only )?$"
    r"|\b(?:relative|absolute) (?:reduction|improvement|gain|increase|drop|decrease)s?\b[^,;:()]{0,40}"
    r"(?: (?:of|are|is|were|was|amount(?:s|ed)? to)| (?:ranging |range )?from [\d.]{1,6} ?%? (?:\([^()]{1,24}\) )?to) $"
)
_DELTA_VERB = re.compile(
    r"\b(?:surpass|outperform|improv|exceed|beat|boost|reduc|decreas|increas|rais|lower|enhanc|sav|accelerat|cut"
    r"|degrad|(?<!\bon )drop|gain|trail|lag|los|contribut)"
    r"(?:e[sd]?|s|es|ed|ing|ping|ped|ting|s on)?\b(?!-)(?:(?! [-–—] )[^,;:()]|\([^()]{1,12}\)){0,70}$"
)
_TO = re.compile(
    r"(?:\b(?:to|at|with|of|reaching|achieving|attaining|obtaining|obtains?|achieves?|reach(?:es)?|attains?"
    r"|scoring|yielding)|=)"
    r"\s*(?:an? |the |average |overall |new |state-of-the-art ){0,3}(?:[\w@.&-]{1,16} ){0,3}(?:score "
    r"|rate )?(?:of |to )?$"
)
_TO_NOT = re.compile(r"\b(?:margin|improvements?|gains?|increase|boost|reduction|drop|decrease)\b")
_BASELINE = re.compile(
    r"\b(?:vs\.?|versus|than|(?:compared|in comparison) (?:to|with)|compares? (?:\w+ )?(?:to|with)"
    r"|comparable (?:to|with)"
    r"|competitive (?:to|with)"
    r"|close to|similar to"
    r"|on par with|as opposed to|against|from(?! [^,;():]{0,40}\b(?:gets?|reach(?:es)?|scores?) )|(?:previous"
    r"|prior|former"
    r"|earlier|existing|published|known|public"
    r"|strongest|current) (?:\w+[ -]){0,4}?(?:best|state|sota|art|record|results?|methods?|works?|models?"
    r"|approach(?:es)?|baselines?|system|score)"
    r"|second[- ]best|best (?:published|public|known|reported|previous|prior|existing|competing)|baselines?"
    r"|human (?:performance|experts?|accuracy)|humans|reference|chance)"
    r"\b[^,;():]{0,50}(?:: )?$"
)
_BASELINE_DOES = re.compile(
    r"\b(?:baselines?|counterparts?|[a-z]+-style [\w-]{1,16})(?:, which [^,;]{3,40},)?(?: (?!by\b)[\w-]{1,16}){0,2} "
    r"(?:achiev|obtain|attain|reach|yield|get|report|scor)\w*[^;,.]{0,40}$"
    r"|\b(?:an?|the) (?:linear )?(?:svm|support vector machine|random forest|logistic regression|decision tree|xgboost"
    r"|naive bayes|k-?nn|multi-layer perceptron|linear regression)(?: classifier| baseline)?"
    r"(?: (?:reach|achiev|obtain|attain|scor|gett?|ha)(?:e?s|ing))? $"
    r"|\b(?:outperform|surpass|exceed|beat)\w* (?:(?!(?:with|at|by|to)\b)[\w().-]{1,16} ){1,8}of $"
    r"|(?:\b(?:while|whereas|where|but)|;) (?:the |an? )?"
    r"(?!(?:the|an|a|one|in|on|for|at|with|we|it|this|that|these|our|ours|its|their|tiny|base|same|best)\b"
    r"|(?:full|larg|small|singl|final|latter|propos|result|ensembl|model|method|system|distill|fine-?tun|train|prun"
    r"|quanti[sz]|compress)\w*\b)"
    r"[\w./+-]{2,24}(?:, which [^,;]{3,40},| [\w-]{2,16} (?:from|on) which [\w ]{3,40})?(?: (?!which\b"
    r"|our\b|we\b|it\b)[\w()./+-]{1,16}){0,6} (?:needs?|requires?|gives?|gave|had|has|have|got|gets?|receives?"
    r"|(?:achiev|obtain|attain|reach|yield|scor|remain|stay)(?:e?s|e?d)?)\b[^;,]{0,40}$"
)
_DROPPED = re.compile(
    r"\b(?:drop|fall|declin|degrad|deteriorat|plummet|plung)(?:e?s|e?d|ing|ped|ping)? "
    r"(?:sharply |significantly |only )?(?:from [\d.]{1,6} ?%? )?to (?:only |just |about )?(?:an? [\w@-]{1,12} of )?$"
    r"|\b(?:known|reported|shown) to (?:reach|exceed|surpass|achieve|attain|score) (?:over |about )?$"
)
_BETTER_LOW = re.compile(r"\b(?:perplexit\w{1,3}|errors?|[wcep]er|fid|loss|distance|rmse|mae|eer)\b")
_FALLEN = re.compile(
    r"\([a-z][\w.-]{2,24} (?:scores?|has|had|gets?|obtains?|achieves?|reports?|reaches|yields?) $"
    r"|\((?=[^,]*\d)[a-z][\w .-]{2,24}, $|\bcurrently the best\b[^;,]{0,60}$"
    r"|\bwhich (?:itself|alone|in turn) (?:has|reaches|achieves|obtains|gets|scores) (?:an? [\w@-]{1,12} of )?$"
    r"|\b(?:models|systems|methods|ones|these|them) (?:now |already |all |easily )?exceed $"
    r"|\b(?:which|that|who) (?:already|currently|typically) (?:reach|achieve|obtain|attain|get|score)s? "
    r"(?:only |around |about |just )?$"
    r"|\b(?:reach|achiev|obtain|attain|scor|solv|manag)\w* (?:only|merely|just|a mere) (?:about |around )?$"
)
_BASELINE_PAREN = re.compile(
    r"\b(?:(?:outperform|underperform|surpass|exceed|beat|baseline)\w*|gap to|teacher|ahead of|behind|near|than"
    r"|compared|competitive"
    r"|comparable|on par"
    r"|close to|similar to|approaching|matching|rivall?ing|previous"
    r"|prior|over|above|below|versus|vs)\b"
    r"[^,;()]{0,60}\((?:[A-Za-z][\w.@-]{1,24}:? ){0,2}$"
)
_ON_SET_PAREN = re.compile(
    r"\b(?:outperform|surpass|exceed|beat)\w* [^,;()]{0,60} (?:on|in"
    r"|across) (?:the )?[\w+.-]{2,24}(?: [\w+.-]{1,16}){0,3} \($"
)
_DELTA_EXPLAINED = re.compile(r"^[ %]{0,2}[a-z0-9@-]{1,12} \([\d.]{1,8} ?%? ?(?:vs|versus|→|->)")
_OTHERS_AFTER = re.compile(
    r"^(?: [a-z@0-9-]{1,12})? (?:for|of|from|by|with) (?:the |a )?(?:base|baseline|vanilla|original|unmodified"
    r"|teacher)\b|^(?: [a-z@0-9-]{1,12})? (?:\(|(?:of|by|from) (?:the )?)"
    r"(?:gpt|chatgpt|claude|gemini|o[134]\b|(?:humans?|baselines?|previous|prior)\b|best (?:baseline|previous))"
    r"|^ ?%? without\b[^()]{0,30}\)|^(?: [a-z@0-9-]{1,12})? for (?:gpt-?[345]|chatgpt|claude|gemini)\b"
)
_VERSUS_AFTER = re.compile(r"\s?%?\s?(?:vs\b|versus\b)[^,;]{0,24}\d")
_RESET = re.compile(r".*(?<!which )(?<!that )\b(?:achiev|obtain|attain|yield|deliver|report)(?:e[sd]?|s|ing|ed)?\b")
_RANGE_FROM = re.compile(r"^ [^,;()]{0,40}\bfrom $")
_CHANGED_TO = re.compile(r"\b(?:increase|decrease|drop|rise|decline|improvement) to (?:about |only )?$")
_FROM_TO = re.compile(
    r"\bfrom (?:an? )?(?:[\w@-]{2,16} ){0,3}?(?:of )?[\d.]{1,10}(?:\s?\$?(?:±|\\pm|\+/-)\$?\s?[\d.]{1,8})? ?%?"
    r"(?: (?!up\b|down\b)[\w@-]{1,12}| (?:with|for|at|using) [\w -]{2,40})? ?(?:up |down )?to\s*(?:an? )?$"
)
_RANGING = re.compile(
    r"\b(?:rang(?:es?|ed|ing)|var(?:y|ies|ied|ying)|spanning|between)\b"
    r"(?! of (?:\w+ )?(?:benchmarks|tasks|datasets|data sets)\b)[^,;()]{0,30}$"
)
_SCORES_BETWEEN = re.compile(
    r"\b(?:achiev|obtain|attain|reach|yield|scor)\w* [^,;()]{0,60}(?:scores?|accurac\w{1,3}|f1|auc\w{0,3}|rates?)"
    r" (?:of )?(?:between|ranging from) $"
)
_OUTDONE = re.compile(r"\b(?:outperform|surpass|exceed|beat|improv|match|rival)\w*\b")
_OWN_AFTER_ALL = re.compile(
    r"\bwith (?:an?|the) (?:[\w@-]{1,16} ){1,4}of (?:about |around )?$"
    r"|\bby [a-z]{1,12}ing (?:the )?(?:[\w-]{1,16} ){1,6}to $"
)
_OTHERS = re.compile(
    r"\b(?:even (?:with )?(?:the )?(?:best|strongest|state|most|leading|top|advanced|frontier|gpt)"
    r"|(?<!our )best[- ](?:(?!(?:performance|results?|accurac\w+|scores?|among|reported|on|of)\b)[\w-]{1,16} ){0,5}?"
    r"(?:llms?|models|agents?|systems)"
    r"|(?:leading|current|recent|existing|frontier|advanced|state[- ]of[- ]the[- ]art|sota|proprietary|previous"
    r"|prior|earlier|other"
    r"|competing) (?:(?!(?:and|our|we|proposed|results?|performance|among)\b)\w+ ){0,5}?(?:models?"
    r"|llms?|agents?|systems?|methods?|approach(?:es)?|works?)"
    r"|(?<!and )(?<!with )(?<!using )(?<!from )(?:gpt-?[345]\w*|chatgpt|claude|gemini|grok"
    r"|o[134](?:-mini|-preview)?|humans?))\b"
    r"(?:(?! (?:and|by) (?:achiev|obtain|attain|reach|yield))[^;,)]|, using [^,;]{1,30},){0,80}$"
)
_NAMED_OTHER = re.compile(
    r"\b(?:gpt|claude|gemini|o[134]|llama|qwen|deepseek)[\w .-]{0,14}, (?:averag|solv|achiev|reach|scor|attain|gett?"
    r"|resolv)(?:e?s|ing) $"
    r"|\b(?:surpass|outperform|exceed|beat|outdo)\w* (?:[^.;:]|\.\d){2,60}, (?:which|whose [\w -]{2,30}) (?:only )?"
    r"(?:reach|achiev|scor|obtain|gett?|attain|averag|yield|is|was|has|had)(?:e?s|ed)?(?: an? [\w -]{2,30} of)? $"
)
_IN_COMPARISON = re.compile(
    r"\bfor (?:reference|comparison),? (?!we\b|our\b)[^;]{3,60}$"
    r"|\bwhose [\w -]{3,30} (?:is|are|was|were) $|\bis reported (?:at|with|as) $|\b(?:is|are|was|were"
    r"|(?<!score )(?<!accuracy )(?<!rate )(?<!f1 )stands) at (?:about )?$"
    r"|\b(?:winning|winner|top|first-placed|best) (?:official )?(?:team|entry|submission|system|run)?s?"
    r" ?(?:had|has|scored|reached|got) $"
    r"|; the [\w-]{2,20} (?:agent|baseline|system|model|method) (?:scores?|has|had|gets|reaches|obtains) $"
    r"|; the same (?:\w+ )?(?:recipe|model|setup|approach) (?:using|with) [^;]{3,40} (?:has|gets|reaches|obtains) $"
    r"|"
    r"\d[^()]{0,60}\((?!(?:macro|micro|mean|avg|average|std|top|exact)\b)[a-z][\w.+#-]{1,24}(?: [a-z]{2,16})?: $"
    r"|; (?:m?bert|roberta|xlm|t5|bart|resnet|vit|llama|qwen|mistral|gpt|claude"
    r"|gemini)[\w.-]{0,12}(?: [\w-]{1,16}){0,6} "
    r"(?:gets?|got|obtains?|achieves?|reach(?:es)?|attains?|has) (?:only )?$"
)
_UNIT = re.compile(
    r"^(?:(?!(?:mm|db|%|m?ap|mask|box|m?iou|pq|fid|f1|bleu|wer|psnr)\b)[a-z×]|\^|[ -]?(?:×|\$?\\times|(?:x"
    r"|times|%?-?shots?|-?way|-?bits?(?! per|/)|[kmbgt]|million|billion"
    r"|thousand|trillion|[gmt]?flops?|[gm]?macs?|params?|parameters"
    r"|[gmtk]i?b|ms|fps|k?hz|sec(?:onds?)?|s|h|hours?|hrs?|minutes?|mins?|days?|weeks?|years?|[gt]pus?|tokens?"
    r"|frames?|epochs?|steps?|layers?|false (?:alarms?|positives?) per|db snr"
    r"|k?wh|kg|mj|cm|km|km/h|m|joules?|watts?|w)\b)|[ -](?:(?!(?:on|in|for|across|over|of|and|to"
    r"|with) )[a-z-]{1,20} ){0,2}?(?:images?|samples?|examples?|classes"
    r"|categories|languages|datasets?"
    r"|benchmarks?|tasks?|questions?|problems|videos?|papers|models?|users?|participants|queries|documents?"
    r"|sentences?|words|pairs|domains?|types"
    r"|instances|objects|scenes|annotations|nodes|edges|heads|hours|gpus?|labels|iterations|annotators|people"
    r"|sources|subsets?|metrics|features|steps|evaluations|trials|searches"
    r"|views|rounds|turns|calls|patches|clips|passes|experts|variants|backbones|architectures|methods|settings"
    r"|scenarios|competitions|environments|games)\b)"
)
_MEASURED_ERROR = re.compile(
    r"\b(?:error|distance|deviation|rmse|mae|mpjpe|ade|fde|hd95?|assd|asd)s?\b[^,;()]{0,24}(?:of|to|is|was|=) $"
)
LENGTH = re.compile(r" ?(?:mm|cm|m|px|pixels|degrees?|deg|°)\b")
"""A unit of lengths and angles, in which errors are measured too."""
_SHARE = re.compile(
    r"^ (?:of (?:the |all |its |their |our |total |original ){0,2}(?:(?:pre-?)?training|data|labels?|labell?ed"
    r"|parameters?|params|compute|computation\w*|cost|costs|time|samples|examples|images"
    r"|tokens|flops|memory|model|weights|variance|budget|annotations?|cases|pixels|layers|size|gpu|prompts|users"
    r"|queries|questions|dataset|performance)"
    r"|(?:gpu|memory|data|labels|training|parameters|params|compute|computation|sparsity|pruning|flops|latency"
    r"|cost|storage|masking|mask ratio|noise|confidence)\b"
    r"|(?:contain|have|lack|include|require|involve|suffer|belong|come|stem|fall|need|use|rely) )"
)
_WITH_ALL = re.compile(r"\b(?:with|using|at) (?:only |just )?$")
_IT_DOES = re.compile(r"^ (?:it|we|they|the (?:model|method|network))\b")
_COUNTED = re.compile(
    r"\b(?:steps?|tasks?|turns?|tokens?|calls?|hours?|days?|images?|samples?|examples?|questions?|parameters"
    r"|params|flops"
    r"|users?|pages?|words?) \($|\boverhead (?:is|of) (?:only )?$|\baccount(?:s|ed|ing)? for (?:about |over |nearly )?$"
    r"|\bnumber of [\w -]{3,50} (?:is|falls|drops|decreases|shrinks|grows|rises|increases)\b[^,;]{0,30}$"
    r"|\b(?:real-time factor|rtf|throughput|latency)(?: (?:on|at|for|with|using)(?: [\w-]{1,16}){1,4})?"
    r" (?:of|is|was|amounts to) $"
)
_RETAINED = re.compile(r"\b(?:retain|preserv|keep|maintain|recover|clos)\w* (?:over |about |up to |nearly )?$")
_SHARE_OF_MANY = re.compile(
    r"^ of (?!(?:the )?(?:[\w-]{1,16} )?(?:accurac|precision|recall|f1|map\b|m?ap\b|top|m?iou|success|wer\b"
    r"|bleu|auc|dice))"
)
_DONE_RIGHT = re.compile(
    r"^ of (?:the |all |its )?(?:[\w-]{2,16} )?(?:them|these|questions|problems|tasks|items|queries|issues|cases"
    r"|examples|instances|utterances|images|clips|samples|pairs|sentences|words) "
    r"(?:(?:are|is|were|was|can be|could be) )?"
    r"(?:answered|solved|resolved|completed|fixed|passed|classified|handled|correctly)\b"
)
SOLVED = re.compile(
    r"\b(?:solv|resolv|complet|accomplish|finish|answer|pass|fix|succeed)(?:e[sd]?|s|es|ed|ing)?\b"
    r"(?:[^.;,]{0,20}| [\d.]{1,5} ?%? of [^;]{2,170}? and )$"
)
"""Before a share of tasks, this makes it a success rate: `resolves 32% of the issues`."""
_AMOUNT_BEFORE = re.compile(
    r"(?:\btop|\bno\.|\bbad|\bversion|\btable|\bsection|\bsize|(?<!scope )(?<!coreference )\bresolution(?: of)?"
    r"|\bthresholds?(?: of| from| between)?(?: [\d.]{1,4} (?:to|and))?|\btemperature(?: of)?"
    r"|\b(?:learning|dropout|sampling|frame|compression|mask(?:ing)?"
    r"|sparsity|bit|refresh|growth|noise|pruning)[ -]rate of|[$€£#]|\b(?:usd|eur|gbp)|\bp ?[<=]|(?:\\|\b)(?:alpha"
    r"|beta|gamma|delta|epsilon|eps|lambda|mu|rho|sigma|tau|theta|eta|[kn]) ?=|[αβγδελμρστθη] ?=|\bratio"
    r"|\bp-values? of|\b(?:real-time factor|rtf) (?:of|is|was|=|at)|\bat (?:an?|the) rate of|\bfactor of|\(r ?="
    r"|\bonly using|\bwith (?:only|just)"
    r"|\busing only|\bkeeping|\bat a speed of|\bspeed of|\blatency of|\b(?:t?iou|step|stage|phase|track|task|type|area"
    r"|fold|group|camera|session|part|section|seed|grade|day|week|level) ?"
    r"|\s[\d.]{1,4} (?:out )?of)\s*[<=>]?\s*(?:only )?$"
)
_CALLED = re.compile(r"[a-z]\($", re.IGNORECASE)
_RATIO_BEFORE, _RATIO_AFTER = re.compile(r"\d:$"), re.compile(r":\d")
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def kind(match: re.Match[str], before: str, after: str, percent: bool) -> NumberKind:
    """What a number is; `match` has the groups sign, digits and decimals, `before` and `after` are in lower case.

    `before` begins with the sentence, or `BEFORE` characters before the number or its enumeration.
    """
    if match["sign"]:
        return NumberKind.DELTA
    if percent and after.startswith("p "):  # 5.4%p: points
        return NumberKind.DELTA
    if before.endswith(("± ", "± $")) or _RATIO_AFTER.match(after) or _RATIO_BEFORE.search(before):
        return NumberKind.AMOUNT
    if after.startswith((")", "+")) and _CALLED.search(before):  # AR(1), R(2+1)D
        return NumberKind.AMOUNT
    if _is_amount(match, before, after, percent):
        return NumberKind.AMOUNT
    if _RANGING.search(before) and not _SCORES_BETWEEN.search(before):
        return NumberKind.DELTA
    if _FROM_TO.search(before):
        return NumberKind.SCORE
    if _is_delta(before, after):
        return NumberKind.DELTA
    if _VERSUS_AFTER.match(after):
        return NumberKind.SCORE
    if (_OWN_AFTER_ALL.search(before) and _OUTDONE.search(before)) or _ON_SET_PAREN.search(before):
        return NumberKind.SCORE
    if _is_of_others(before, after):
        return NumberKind.BASELINE
    reset = _RESET.match(before)
    return _kind_by_clause(before[reset.end() :] if reset else before)


def _is_delta(before: str, after: str) -> bool:
    """Whether the words right beside the number say that it is a difference: `by 2.1`, `1.3 points higher`."""
    led = _DELTA_BEFORE.search(before[-_NEAR:]) and not (
        _UP_TO.match(before) or (_REACHES_UP_TO.search(before) and _IS_MEASURED.match(after))
    )
    return bool(led or DELTA_AFTER.match(after) or _DELTA_EXPLAINED.match(after) or _DELTAS_ARE.search(before))


def _is_of_others(before: str, after: str) -> bool:
    """Whether the number is what another system, or people, are said to reach."""
    return bool(
        _OTHERS.search(before)
        or _IN_COMPARISON.search(before)
        or _NAMED_OTHER.search(before)
        or _BASELINE_DOES.search(before)
        or _OTHERS_AFTER.match(after)
        or _FALLEN.search(before)
        or (_DROPPED.search(before) and not _BETTER_LOW.search(before))
    )


def _kind_by_clause(clause: str) -> NumberKind:
    """The kind by the words since the last verb of achievement, or since the sentence began."""
    if _RANGE_FROM.search(clause) or _CHANGED_TO.search(clause):
        return NumberKind.SCORE
    if _BASELINE.search(clause) or _BASELINE_PAREN.search(clause):
        return NumberKind.BASELINE
    verb = _DELTA_VERB.search(clause)
    if verb and (_TO_NOT.search(verb.group()) or not _TO.search(clause)):
        return NumberKind.DELTA
    return NumberKind.SCORE


def _is_amount(match: re.Match[str], before: str, after: str, percent: bool) -> bool:
    if percent:
        done = SOLVED.search(before) or _DONE_RIGHT.match(after)
        share = (_SHARE.match(after) or _SHARE_OF_MANY.match(after)) and not done
        kept = after.startswith(" of ") and _RETAINED.search(before)
        whole = _WITH_ALL.search(before) and _IT_DOES.match(after)  # with 10% it reaches 90.1
        return bool(share or kept or whole or _COUNTED.search(before))
    if _MEASURED_ERROR.search(before) and LENGTH.match(after):
        return False
    if _UNIT.match(after) or _AMOUNT_BEFORE.search(before[-_NEAREST:]) or _COUNTED.search(before):
        return True
    return not match["decimals"] and (bool(_YEAR.match(match["digits"])) or "," in match["digits"])
