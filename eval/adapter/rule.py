"""Questions that a rule makes from the text of a law: a term defined, an offence, a deadline, a cross-reference."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.adapter.pair import COUNTRY, HeldBack, Pair, in_a_form, text_key

LABEL = re.compile(r"^(第[一二三四五六七八九十百千零]+条(?:之[一二三四五])?)[ 　]+", re.MULTILINE)
ABOVE = "<!-- INFO END -->"
NUMBER = "[一二三四五六七八九十百零0-9]+"
DEFINED = (
    re.compile(r"本(?:法|条例|办法|规定|细则)所称(?:的)?([^，。；、]{2,16})，(?:是|包括|系)"),
    re.compile(r"^([^，。；]{2,16})，?是指"),
)
OFFENCE = re.compile(r"(?:^|\n)(?:违反本[^，]{1,14}规定，)([^。；\n]{8,60})的，(?:由|处|责令)")
CASES = re.compile(r"有下列(?:情形|行为|情况)之一的?，([^：。]{4,30})：")
DEADLINE = re.compile(
    rf"([^。；\n，]{{0,24}}(?:自|从)[^。；\n，]{{3,24}}之日起{NUMBER}(?:日|个工作日|个月|年)内，?[^。；\n]{{4,40}})"
)
DAYS = re.compile(rf"{NUMBER}(日|个工作日|个月|年)内")
OFFICE = re.compile(
    r"(?:^|\n|。)([^。；，\n]{4,22}(?:部门|机关|机构|政府|委员会))(?:统一)?(?:主管|负责)([^。；，\n]{4,30}工作)"
)
REFERENCE = re.compile(
    r"违反本(?:法|条例|办法|规定)(第[一二三四五六七八九十百零]+条)[^，。]{0,14}规定，([^。；\n]{8,70})的，"
)
DUTY = re.compile(r"^([^，。；\n]{4,30}?)(?:应当|不得|可以|有权)([^。；\n]{6,50})")
SENTENCE = re.compile(r"[^。；\n]+[。；]?")
SHORTEST, LONGEST_CLOZE = 12, 400
# A sentence asked for its article is mostly taken out of it, or words alone would do.
TAKEN_OUT = 0.85
# Every third or so names its law, half of those in so many words: 0.35 x 0.5.
NAMING, NAMED = 0.35, ("{title} {question}",)
A_LAW = 2  # pairs of one kind from one law, at most


@dataclass(frozen=True, slots=True)
class Law:
    """A law's articles by their labels, without these."""

    title: str
    articles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made by a rule.

    label: of the article that answers; cloze: the sentence that is asked, "" where the question is another
    """

    question: str
    label: str
    cloze: str = ""


Rule = Callable[[Law, str, random.Random], Iterator[Asked]]


def read_law(source: str) -> Law:
    """Read a law of LawRefBook: a title line, what is known of it, then articles that begin their lines."""
    title, body = source.split("\n", 1)[0].lstrip("# ").strip(), source.split(ABOVE)[-1]
    found = list(LABEL.finditer(body))
    ends = [*(one.start() for one in found[1:]), len(body)]
    cut = {one[1]: _without_headings(body[one.end() : end]) for one, end in zip(found, ends, strict=False)}
    return Law(title, {label: text for label, text in cut.items() if len(text) >= SHORTEST})


def _without_headings(text: str) -> str:
    return re.sub(r"\n\s*\n", "\n", re.sub(r"\n#.*", "", text).strip())


def rule_pairs(laws: Sequence[Law], held_back: HeldBack, chance: random.Random) -> Iterator[Pair]:
    """Yield as many pairs of each rule as QUOTAS says, spread over `laws`."""
    made: defaultdict[str, list[tuple[Law, Asked]]] = defaultdict(list)
    for law in laws:
        for label, text in law.articles.items():
            for kind, rule in RULES.items() if text_key(text) not in held_back.articles else ():
                made[kind] += [(law, asked) for asked in rule(law, label, chance)]
    seen: set[str] = set()
    for kind, quota in QUOTAS.items():
        drawn = list(made[kind])
        chance.shuffle(drawn)
        yield from _chosen(kind, quota, drawn, held_back, seen, chance)


def _chosen(  # noqa: PLR0913, PLR0917 - each of them changes from kind to kind, or is changed here
    kind: str,
    quota: int,
    drawn: Sequence[tuple[Law, Asked]],
    held_back: HeldBack,
    seen: set[str],
    chance: random.Random,
) -> Iterator[Pair]:
    """Yield the first `quota` of `drawn`, no question and no article twice, and note them in `seen`."""
    of_law: Counter[str] = Counter()
    for law, asked in drawn:
        text = law.articles[asked.label]
        known = {asked.question, text_key(text)} & seen
        if known or of_law[law.title] >= A_LAW or text_key(text) in held_back.articles:
            continue
        if of_law.total() >= quota:
            return
        seen |= {asked.question, text_key(text)}
        of_law[law.title] += 1
        if asked.cloze and chance.random() < TAKEN_OUT:
            text = text.replace(asked.cloze, "")
        question = _naming(asked.question, law.title, chance)
        yield Pair(kind, question, (in_a_form(law.title, asked.label, text, chance.random()),), law.title)


def _naming(question: str, title: str, chance: random.Random) -> str:
    if chance.random() < NAMING and chance.random() < 0.5:
        return chance.choice(NAMED).format(title=COUNTRY.sub("", title), question=question)
    return question


def _define(law: Law, label: str, chance: random.Random) -> Iterator[Asked]:
    text = law.articles[label]
    if found := DEFINED[0].search(text) or DEFINED[1].search(text):
        asked = ("什么是{}？", "{}是什么意思", "{}指的是什么？", "哪些算{}？", "{}怎么界定")
        yield Asked(chance.choice(asked).format(found[1].strip("“”")), label)


def _penalty(law: Law, label: str, chance: random.Random) -> Iterator[Asked]:
    text = law.articles[label]
    found = OFFENCE.search(text)
    if found and "罚" in text and "第" not in found[1]:
        asked = ("{}会受到什么处罚？", "{}罚多少钱？", "{}要承担什么责任", "{}会怎么处理？", "{}，有什么后果")
        yield Asked(chance.choice(asked).format(found[1].replace("违反规定", "")), label)


def _cases(law: Law, label: str, chance: random.Random) -> Iterator[Asked]:
    if found := CASES.search(law.articles[label]):
        yield Asked(chance.choice(("哪些情形{}？", "什么情况下{}", "{}的情形有哪些？")).format(found[1]), label)


def _days(law: Law, label: str, chance: random.Random) -> Iterator[Asked]:
    if found := DEADLINE.search(law.articles[label]):
        asked = DAYS.sub(lambda days: chance.choice(("多少", "几")) + days[1] + "内", found[1])
        yield Asked(asked + chance.choice(("？", "")), label)


def _who(law: Law, label: str, chance: random.Random) -> Iterator[Asked]:
    if found := OFFICE.search(law.articles[label]):
        yield Asked(chance.choice(("{}由谁负责？", "{}归哪个部门管", "哪个部门负责{}")).format(found[2]), label)


def _crossref(law: Law, label: str, _: random.Random) -> Iterator[Asked]:
    """Ask for the article that an offence is against: a duty in the words of its breach."""
    for found in REFERENCE.finditer(law.articles[label]):
        if found[1] in law.articles:
            yield Asked(found[2], found[1])


def _cloze(law: Law, label: str, chance: random.Random) -> Iterator[Asked]:
    text = law.articles[label]
    sentences = [one for one in SENTENCE.findall(text) if len(one) >= SHORTEST + 2]
    if len(sentences) >= 3 and len(text) < LONGEST_CLOZE:
        sentence = chance.choice(sentences)
        yield Asked(sentence.strip().rstrip("。；"), label, sentence)


def _may(law: Law, label: str, chance: random.Random) -> Iterator[Asked]:
    if found := DUTY.search(law.articles[label]):
        asked = ("{0}能不能{1}？", "{0}可以{1}吗", "{0}是否要{1}？", "{0}要不要{1}")
        yield Asked(chance.choice(asked).format(found[1], found[2].split("：")[0]), label)


RULES: dict[str, Rule] = {
    "define": _define,
    "penalty": _penalty,
    "cases": _cases,
    "days": _days,
    "who": _who,
    "crossref": _crossref,
    "cloze": _cloze,
    "may": _may,
}
# A third as many in all as there are of our own: they hold the words of official texts, not those of people.
QUOTAS = {
    "define": 150,
    "penalty": 300,
    "cases": 150,
    "days": 100,
    "who": 60,
    "crossref": 300,
    "cloze": 200,
    "may": 80,
}
