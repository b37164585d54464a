"""Where a citation's clauses stand in a notice: every clause that fits is returned, so that none is guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.address import key_of, scope_of
from corpus.chain import Chain, Step, folded_width, readings
from corpus.notice import Clause, Instrument, Notice
from corpus.numeral import integer
from corpus.paragraph import is_article, paragraph_of

_SAME, _LIKE = 2, 1  # how well a label fits: as cited; of another form with the same number
_ATTACHED = re.compile(r"(附件|附表|附录|附图|专栏|表)([\d〇零一二三四五六七八九十]*)")
_KEYS = {"编": "编", "分编": "分编", "章": "章", "节": "节", "条": "条", "部分": "部分", "一": "部分", "（": "项"}
# 七、 is what 第七条 names where there are no 条; 第四项 and 第四点 name what is the fourth in any form.
_LIKE_KEYS = {"条": ("部分",), "一": ("条",), "项": ("部分", "目"), "点": ("项", "部分", "目"), "目": ("项",)}
_LOOSE = frozenset({"项", "点"})


@dataclass(frozen=True, slots=True)
class Found:
    """What fits a chain.

    clauses: that fit, in printed order; 款 are clauses of their own here (see paragraph_of)
    like:    they fit by number, but are printed in another form than cited
    beside:  they stand in an attachment or instrument that the citation does not name
    """

    clauses: tuple[Clause, ...]
    like: bool = False
    beside: bool = False


class Locations:
    """The clauses of one notice by the numbers they are cited by."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self._labelled = [clause for clause in notice.root.walk() if clause.label]

    def find(self, chain: Chain, instrument: Instrument | None = None) -> Found:
        """Return the clauses that a chain names in a notice, or in one of its instruments.

        As cited before by number alone, and outside attachments before inside them; a lone 第四项, which may be said
        of anything, is looked for everywhere at once.  What may be read in two ways is looked for in both.
        """
        found = [self._find(reading, instrument) for reading in readings(chain)]
        fits = [one for one in found if one.clauses] or found[:1]
        clauses = _unique([clause for one in fits for clause in one.clauses])
        return Found(clauses, all(one.like for one in fits), all(one.beside for one in fits))

    def _find(self, chain: Chain, instrument: Instrument | None) -> Found:
        inside = self._scope(chain, instrument)
        main = [c for c in inside if instrument or not scope_of(c.path) or chain[0].unit == "附"]
        beside = [c for c in inside if not instrument and scope_of(c.path) and chain[0].unit != "附"]
        if chain[0].unit in _LOOSE:
            found = self._follow(chain, main, _LIKE) + self._follow(chain, beside, _LIKE)
            return Found(_unique(found), like=True)
        for least in (_SAME, _LIKE):
            for clauses, apart in ((main, False), (beside, True)):
                found = self._follow(chain, clauses, least)
                if found:
                    return Found(_unique(found), least == _LIKE, apart)
        return Found(())

    def _scope(self, chain: Chain, instrument: Instrument | None) -> Sequence[Clause]:
        if instrument is None or chain[0].unit == "附":
            return self._labelled
        return [clause for clause in self._labelled if instrument.span.holds(clause.span)]

    def _follow(self, chain: Chain, clauses: Sequence[Clause], least: int) -> list[Clause]:
        here = _top(chain[0], clauses, least)
        for step in chain[1:]:
            here = [below for clause in here for below in self._below(clause, step, least)]
        return here

    def _below(self, clause: Clause, step: Step, least: int) -> list[Clause]:
        """Return what a step names below a clause: its children, else what stands deeper."""
        if step.unit == "款":
            paragraph = self._paragraph(clause, step.n)
            return [paragraph] if paragraph else []
        fits = [(_fit(step, child, below=True), child) for child in clause.children]
        best = max((fit for fit, _ in fits), default=0)
        if best >= least or (best and _ATTACHED.match(clause.label)):  # the third number of an attachment is its 第3项
            return [child for fit, child in fits if fit == best]
        deeper = (each for each in clause.walk() if each is not clause)
        return [each for each in deeper if _fit(step, each, below=True) >= max(least, _SAME)]

    def _paragraph(self, clause: Clause, number: int) -> Clause | None:
        if is_article(clause):
            return paragraph_of(self._notice.text, clause, number)
        return clause if number == 1 and len(clause.paragraphs) == 1 else None


def _top(step: Step, clauses: Sequence[Clause], least: int) -> list[Clause]:
    """Return the clauses that a first step names: of those that fit, for 三 and （二） the ones nearest to the root."""
    if step.unit == "款":
        return []
    units = {(key_of(clause.label) or ("",))[0] for clause in clauses}
    found = [clause for clause in clauses if _fit(step, clause, units=units) >= least]
    if step.unit in ("一", "条", "部分") and found:
        depth = min(_depth(clause) for clause in found)
        return [clause for clause in found if _depth(clause) == depth]
    return found


def _depth(clause: Clause) -> int:
    """Count the labels above a clause that are no divisions: 第三条 is cited without its chapter."""
    divisions = ("编", "分编", "章", "节")
    return sum((key_of(label) or ("",))[0] not in divisions for label in clause.path)


def _fit(step: Step, clause: Clause, *, below: bool = False, units: frozenset[str] | set[str] = frozenset()) -> int:
    """Say how a clause's label fits a step: 0 not at all, _LIKE by its number, _SAME as cited."""
    if step.unit == "附":
        return _attached(step, clause.label)
    if clause.row:
        return _SAME if step.unit in ("1", "项", "点") and clause.label == str(step.n) else 0
    if step.unit in ("①", "是", "1.1"):
        return _SAME if folded_width(clause.label) == folded_width(step.words) or _circled(step, clause.label) else 0
    key = key_of(clause.label)
    if key is None or key[1:] != (step.n, step.after):
        return 0
    return _by_key(step, key[0], clause.label, below=below, units=units)


def _by_key(step: Step, unit: str, label: str, *, below: bool, units: frozenset[str] | set[str]) -> int:
    if step.unit in ("1", "(1)", "1)"):
        return _digits(step, label) if unit == "目" else 0
    if below and step.unit == "项" and label.isdecimal() and step.words[1:-1].isdecimal():
        return _SAME  # 附件第4项 is its 4, not its 四
    wanted = _KEYS.get(step.unit, step.unit)
    if unit == wanted:
        return _SAME
    if below and step.unit not in _LOOSE:
        return 0
    return _LIKE if unit in _LIKE_KEYS.get(step.unit, ()) and wanted not in units else _loose(step, unit)


def _loose(step: Step, unit: str) -> int:
    return _LIKE if step.unit in _LOOSE and unit in _LIKE_KEYS[step.unit] else 0


def _digits(step: Step, label: str) -> int:
    printed = {"1": label.isdecimal(), "(1)": label[0] in "（(", "1)": label[-1] in "）)" and label[0].isdecimal()}
    return _SAME if printed[step.unit] else _LIKE


def _circled(step: Step, label: str) -> bool:
    return step.unit == "①" and len(label) == 1 and not label.isalpha() and _value(label) == step.n


def _attached(step: Step, label: str) -> int:
    """附件2 is 附件二; 附件 is the only attachment, whether it has a number or not."""
    printed = _ATTACHED.fullmatch(folded_width(re.sub(r"\s", "", label)))
    cited = _ATTACHED.match(step.words)
    if not printed or not cited or printed[1] != cited[1]:
        return 0
    number = _value(printed[2]) if printed[2] else 0
    if number == step.n:
        return _SAME
    return _LIKE if not step.n or (step.n == 1 and not number) else 0


def _value(numeral: str) -> int:
    try:
        return integer(numeral)
    except ValueError:
        return -1


def _unique(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    return tuple({(clause.span, clause.path): clause for clause in clauses}.values())
