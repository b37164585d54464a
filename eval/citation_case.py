"""Citations and quotations made by rule from real notices, each with the verdict that is right.

What is right is worked out here from clause paths and plain text, not by asking the product.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citation import cite, in_title_marks, path_words
from corpus.notice import Clause, Notice
from corpus.numeral import chinese

_MARKS = frozenset("“”‘’「」『』\"'＂＇")
_ENACTED = re.compile(r"第([〇零一二三四五六七八九十百千]+)条")
_SENTENCE = re.compile(r"(?<![^。；！？\n|])[^。；！？\n|]{10,200}[。；！？]")
_INSTEAD = "东西南北春夏秋冬甲乙丙丁"
_OTHER_DIGIT = {str(n): str((n + 3) % 10) for n in range(10)}


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to check and what must be said of it.

    rule:    how it was made
    text:    a citation, or a draft whose last quotation is asked about
    quoted:  whether it is such a draft
    verdict: the right one
    path:    of the clause that must be named where the verdict is `exact`, None for a whole notice
    """

    rule: str
    text: str
    quoted: bool
    verdict: str
    path: tuple[str, ...] | None = None


def plain(text: str) -> str:
    """Return a text without blanks and quotation marks, full-width signs as half-width ones."""
    kept = (sign for sign in text if not sign.isspace() and sign not in _MARKS)
    return "".join(chr(ord(sign) - 0xFEE0) if 0xFF01 <= ord(sign) <= 0xFF5E else sign for sign in kept)


class Maker:
    """Makes the cases of one notice among others that are held; `texts` are their plain words by id."""

    def __init__(self, notice: Notice, held: Sequence[Notice], texts: dict[str, str], seed: int = 5) -> None:
        self.notice = notice
        self._random = random.Random(f"{seed}{notice.title}{len(notice.text)}")
        self._texts = texts
        self._others = [each for each in held if each.id != notice.id]
        self._taken_numbers = {each.number for each in held if each.number}
        self._taken_titles = {each.title for each in held} | {i.title for each in held for i in each.instruments}
        self._all_titles = [i.title for each in held for i in each.instruments] + [each.title for each in held]
        paths = Counter(clause.path for clause in notice.root.walk())
        self._clauses = [c for c in notice.root.walk() if c.label and paths[c.path] == 1]
        same_title = sum(each.title == notice.title for each in held)
        same_number = sum(each.number == notice.number for each in held)
        self._titled = same_title == 1 and len(notice.title) > 3
        self._numbered = bool(notice.number) and same_number == 1

    def cases(self, most: int) -> Iterator[Case]:
        """Yield cases of every rule, at most so many of each."""
        if not self._clauses or not (self._titled or self._numbered):
            return
        for rule in (self._named, self._forms, self._called, self._missing, self._listed, self._near, self._quoted):
            yield from rule(most)

    def _some(self, clauses: Sequence[Clause], most: int) -> list[Clause]:
        return self._random.sample(list(clauses), min(most, len(clauses)))

    def _head(self) -> str:
        """Return how the notice is cited, by number or title as it comes."""
        heads = [self.notice.number or ""] if self._numbered else []
        heads += [in_title_marks(self.notice.title)] if self._titled else []
        return self._random.choice(heads)

    def _words(self, clause: Clause) -> str:
        return path_words(clause.path)

    def _cited(self, clause: Clause) -> str:
        """Return how a clause is cited: one of several things issued together by the title of that."""
        if clause.path[0].startswith("《"):
            return cite(self.notice, clause.path, clause.span)
        return self._head() + self._words(clause)

    def _named(self, most: int) -> Iterator[Case]:
        for clause in self._some(self._clauses, most):
            yield Case("named", self._cited(clause), False, "exact", clause.path)
            if self._titled or self._numbered:
                whole = cite(self.notice, clause.path, clause.span)
                if self._numbered or self.notice.instrument_at(clause.span) is None:
                    yield Case("as we write it", whole, False, "exact", clause.path)

    def _forms(self, most: int) -> Iterator[Case]:
        for clause in self._some(self._clauses, most):
            words = self._words(clause)
            if self._numbered and not clause.path[0].startswith("《"):
                number = (self.notice.number or "").replace("〔", "[").replace("〕", "]")
                yield Case(
                    "another width",
                    f"{number} {words.replace('（', '(').replace('）', ')')}",
                    False,
                    "exact",
                    clause.path,
                )
            article = _ENACTED.fullmatch(clause.path[-1])
            if article and self._titled and self.notice.title.startswith("中华人民共和国"):
                short = self.notice.title.removeprefix("中华人民共和国")
                yield Case("without the country", f"《{short}》{clause.path[-1]}", False, "exact", clause.path)
                yield Case("without title marks", f"{short}{clause.path[-1]}", False, "exact", clause.path)
            if (
                len(clause.path) == 1
                and re.fullmatch(r"[一二三四五六七八九十]+", clause.label)
                and not self._articles()
            ):
                yield Case("第…条 for …、", f"{self._head()}第{clause.label}条", False, "exact", clause.path)

    def _called(self, most: int) -> Iterator[Case]:
        """Cite by the title of what the notice issues, and by a short name that the draft gives."""
        for clause in self._some(self._clauses, most):
            issued = self.notice.instrument_at(clause.span)
            if (
                issued
                and sum(issued.title == title for title in self._all_titles) == 1
                and issued.title != self.notice.title
            ):
                words = path_words(clause.path[1:] if clause.path[0].startswith("《") else clause.path)
                yield Case("what it issues", in_title_marks(issued.title) + words, False, "exact", clause.path)
            found = _SENTENCE.search(clause.span.of(self.notice.text)) if self._titled and not clause.row else None
            if found and not clause.path[0].startswith("《"):
                title = in_title_marks(self.notice.title)
                text = f"依据{title}（以下简称《本策》）办理。\n《本策》{path_words(clause.path)}规定：“{found[0]}”"
                yield Case("short name given before", text, True, "exact", clause.path)

    def _articles(self) -> list[Clause]:
        return [clause for clause in self._clauses if _ENACTED.fullmatch(clause.label)]

    def _missing(self, most: int) -> Iterator[Case]:
        labels = {clause.label for clause in self.notice.root.walk()}
        for n in self._random.sample(range(100, 2000), most):
            label = f"第{chinese(n)}条"
            held = label in labels or f"{chinese(n)}" in labels
            if not held:
                yield Case("beyond the last", self._head() + label, False, "no_such_clause")
        for clause in self._some(self._articles(), most):
            if f"{clause.label}之一" not in labels:
                yield Case("之一 that is not", f"{self._head()}{clause.label}之一", False, "no_such_clause")
        longest = [c for c in self._articles() if "百" in c.label or "之" in c.label]
        for clause in self._some(longest, most):
            yield Case("beyond 九十九", self._head() + clause.label, False, "exact", clause.path)

    def _listed(self, most: int) -> Iterator[Case]:
        articles = self._articles()
        for _ in range(most if len(articles) > 6 else 0):
            at = self._random.randrange(len(articles) - 4)
            one, two = articles[at], articles[at + 3]
            yield Case("enumeration", f"{self._head()}{one.label}、{two.label}", False, "exact", one.path)
            yield Case("enumeration, one missing", f"{self._head()}{one.label}、第九千条", False, "no_such_clause")
            yield Case("range", f"{self._head()}{one.label}至{two.label}", False, "exact", one.path)
            yield Case("同法", f"{self._head()}{one.label}、同法{two.label}", False, "exact", one.path)

    def _near(self, most: int) -> Iterator[Case]:
        clause = self._random.choice([c for c in self._clauses if not c.path[0].startswith("《")] or self._clauses)
        words = self._words(clause)
        for _ in range(most if self._titled else 0):
            title = self.notice.title
            at = self._random.randrange(len(title))
            changed = f"{title[:at]}{self._random.choice(_INSTEAD)}{title[at + 1 :]}"
            yield from self._unheld("near title", changed, words)
        if self._titled:
            yield from self._unheld("细则 of it", f"{self.notice.title}实施细则", words)
            yield from self._unheld("another place's", f"海角市{self.notice.title}", words)
        for _ in range(most if self._numbered else 0):
            serial = str(self._random.randrange(1, 999))
            number = re.sub(r"\d+(?=号$)", serial, self.notice.number or "")
            if number not in self._taken_numbers:
                yield Case("another serial", number + words, False, "not_held")
        if self._numbered:
            yield Case("another agency", f"外{self.notice.number}{words}", False, "not_held")

    def _unheld(self, rule: str, title: str, words: str) -> Iterator[Case]:
        if title not in self._taken_titles and "》" not in title and "《" not in title:
            yield Case(rule, f"《{title}》{words}", False, "not_held")

    def _quoted(self, most: int) -> Iterator[Case]:
        leaves = [clause for clause in self._clauses if not clause.children and not clause.row]
        for clause in self._some(leaves, most):
            sentences = [found[0] for found in _SENTENCE.finditer(clause.span.of(self.notice.text))]
            sentences = [one for one in sentences if one.count("“") == one.count("”") and "《" not in one]
            if sentences:
                yield from self._of_sentence(clause, sentences)

    def _of_sentence(self, clause: Clause, sentences: Sequence[str]) -> Iterator[Case]:
        sentence = self._random.choice(sentences).strip()
        head = self._cited(clause)
        yield _draft("verbatim", head, sentence, "exact", clause.path)
        yield _draft("verbatim, set otherwise", head, _reset(sentence), "exact", clause.path)
        yield Case("verbatim, cited behind", f"文件提出“{sentence}”（{head}）。", True, "exact", clause.path)
        yield from self._changed(clause, head, sentence)
        yield from self._merged(clause, head, sentences)
        yield from self._misplaced(clause, sentence)
        yield _draft("another text", head, sentence[::-1], "unsupported")

    def _changed(self, clause: Clause, head: str, sentence: str) -> Iterator[Case]:
        inked = [at for at, sign in enumerate(sentence) if sign.isalnum()]
        at = self._random.choice(inked)
        changed = f"{sentence[:at]}{self._other(sentence[at])}{sentence[at + 1 :]}"
        yield self._judged("one sign changed", clause, head, changed, "differs")
        left_out = sentence[:at] + sentence[at + 1 :]
        yield self._judged("one sign left out", clause, head, left_out, "differs")
        swapped = re.search(r"(\d)(\d)", sentence)
        if swapped and swapped[1] != swapped[2]:
            words = f"{sentence[: swapped.start()]}{swapped[2]}{swapped[1]}{sentence[swapped.end() :]}"
            yield self._judged("digits swapped", clause, head, words, "differs")

    def _other(self, sign: str) -> str:
        return _OTHER_DIGIT.get(sign) or self._random.choice([each for each in _INSTEAD if each != sign])

    def _judged(self, rule: str, clause: Clause, head: str, words: str, verdict: str) -> Case:
        """A change that happens to be verbatim after all is right as `exact`, or elsewhere."""
        if plain(words) in plain(clause.span.of(self.notice.text)):
            return _draft(rule, head, words, "exact", clause.path)
        if any(plain(words) in text for text in self._texts.values()):
            return _draft(rule, head, words, "wrong_clause")
        return _draft(rule, head, words, verdict)

    def _merged(self, clause: Clause, head: str, sentences: Sequence[str]) -> Iterator[Case]:
        if len(sentences) < 3:
            return
        first, last = sentences[0].strip(), sentences[-1].strip()
        yield self._judged("two sentences merged", clause, head, first + last, "differs")
        yield self._judged("two sentences reordered", clause, head, last + first, "differs")
        yield _draft("omission marked", head, f"{first}……{last}", "exact", clause.path)
        if plain(last) not in plain(clause.span.of(self.notice.text)).partition(plain(first))[0]:
            backwards = _draft("omission marked, reordered", head, f"{last}……{first}", "differs")
            if first != last:
                yield backwards

    def _misplaced(self, clause: Clause, sentence: str) -> Iterator[Case]:
        words = plain(sentence)
        others = [c for c in self._clauses if words not in plain(c.span.of(self.notice.text))]
        if others:
            wrong = self._cited(self._random.choice(others))
            yield _draft("another clause", wrong, sentence, "wrong_clause")
        for other in self._random.sample(self._others, min(1, len(self._others))):
            if other.number and words not in self._texts[other.id]:
                yield _draft("another notice", other.number, sentence, "wrong_clause")
        yield _draft("a clause that is not", f"{self._head()}第九千条", sentence, "wrong_clause")
        yield _draft("a notice that is not held", "海角发〔1987〕3号第二条", sentence, "not_held")
        places = sum(text.count(words) for text in self._texts.values())
        if places == 1:
            yield Case("no citation", f"有人说“{sentence}”。", True, "exact", clause.path)


def _draft(rule: str, head: str, words: str, verdict: str, path: tuple[str, ...] | None = None) -> Case:
    return Case(rule, f"根据{head}，“{words}”。", True, verdict, path)


def _reset(sentence: str) -> str:
    """Set a sentence otherwise: a line break, blanks, half-width signs."""
    half = sentence.translate(str.maketrans("，：；（）", ",:;()"))
    middle = len(half) // 2
    return f"{half[:middle]}\n　{half[middle : middle + 3]} {half[middle + 3 :]}"
