"""The verdict on a quotation: verbatim where it is cited, verbatim elsewhere, changed, or nowhere.

Only this is `exact`: notice, clause and `text[span]` equal, blanks, width and quotation marks aside, and no number cut.
A marked omission (……) may skip words if its parts are verbatim, in order and in the one clause; the note says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.citation import cite
from corpus.notice import Clause, Notice
from corpus.span import Span
from corpus.wording import Wording, in_number, parts_of
from index.difference import Alignment, Run, aligned, covered
from index.source import Hit, Sources, hit_within, hits_in, innermost, wording_of
from index.verdict import Place, Ruling, Verdict

_MOST_CANDIDATES = 20
_SHORTEST_PART = 2  # of a quotation with omissions: one sign stands everywhere
_SHORTEST_CLOSE = 6  # below that a changed quotation without a citation has no place of its own
_PIECE, _MOST_PIECES = 5, 16
_MOST_NOTICES = 3  # looked at closely for a changed quotation
# What turns words into their opposite where it is left out; 不仅, 不断 and the like do not.
_NOT = (
    r"不得|不应|不能|不可|不予|不准|不宜|不属于|禁止|严禁|未经|未|除外|非(?=法人|学历|营利)|不(?![仅断只但同少足论管])"
)
_DENIAL = re.compile(_NOT)
_DENIED = re.compile(rf"(?:{_NOT})$")
# What one draft may cost, so that a hostile one ends: signs of the library searched for whole quotations (about 1,000
# searches of 20 million signs, 10 s) and for pieces of changed ones, and quotations compared sign by sign.
_BUDGET, _PIECES_BUDGET, _MOST_COMPARED = 20_000_000_000, 3_000_000_000, 400


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a quotation.

    place:      the clause it was compared with or found in, None where there is none
    candidates: where else it stands, or may stand
    difference: runs of "same", "draft" and "source"; () unless the verdict is `differs`
    """

    verdict: Verdict
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    difference: tuple[Run, ...] = ()
    note: str = ""


class Judge:
    """Judges the quotations of one draft."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._left, self._pieces_left, self._compared = _BUDGET, _PIECES_BUDGET, 0
        self._found: dict[tuple[str, ...], list[Hit]] = {}

    def judge(self, words: str, ruling: Ruling | None) -> Judged:
        """Return the verdict on quoted words; `ruling` is what their citation names, None where they have none."""
        parts = parts_of(words)
        if len(parts) > 1 and min(map(len, parts)) < _SHORTEST_PART:
            return Judged(Verdict.UNSUPPORTED, note="省略号之间只有一个字，无从核对")
        if not parts:
            return Judged(Verdict.UNREADABLE, note="没有可以核对的字")
        if self._left <= 0:
            return Judged(Verdict.UNREADABLE, note="文稿里的引文太多，这一条没有核对；请分段核对")
        if ruling is None or ruling.verdict is Verdict.UNREADABLE:
            return self._uncited(words, parts)
        if ruling.verdict is Verdict.EXACT:
            return self._cited(words, parts, ruling)
        return self._miscited(words, parts, ruling)

    def _cited(self, words: str, parts: Sequence[str], ruling: Ruling) -> Judged:
        for scope in ruling.scope:
            hit = hit_within(scope.notice, parts, scope.clause, scope.span)
            if hit:
                clause = scope.clause if scope.clause.label else innermost(scope.notice, hit.span)
                return Judged(Verdict.EXACT, Place(hit.notice, clause, hit.span), note=_left_out(hit, parts))
        elsewhere = self._elsewhere(parts, ruling)
        if elsewhere:
            place = ruling.scope[0] if ruling.scope else None
            return Judged(Verdict.WRONG_CLAUSE, place, elsewhere, note=_found(elsewhere, ruling.scope))
        for scope in ruling.scope if self._compared < _MOST_COMPARED else ():
            close = _close(words, scope.notice, [scope.clause] if scope.clause.label else None, scope.span)
            if close:
                self._compared += 1
                return close
        return self._changed(words, ruling.notice, "不在所引条款；与另一处相近")

    def _miscited(self, words: str, parts: Sequence[str], ruling: Ruling) -> Judged:
        """The citation names no clause, no notice held, or more than one."""
        within = [hit for place in ruling.candidates if (hit := _hit_in(place, parts))]
        if ruling.verdict is Verdict.AMBIGUOUS and within:
            return Judged(Verdict.AMBIGUOUS, None, _places(within), note=ruling.note)
        elsewhere = self._elsewhere(parts, ruling)
        if ruling.verdict is Verdict.NOT_HELD:
            note = "所引公文库里没有；引文在库里的这些地方" if elsewhere else "所引公文库里没有，无从核对"
            return Judged(Verdict.NOT_HELD, None, elsewhere, note=note)
        if elsewhere:
            return Judged(Verdict.WRONG_CLAUSE, None, elsewhere, note="引文在别处")
        return self._changed(words, ruling.notice, "引用没有指到条款；与此处相近")

    def _uncited(self, words: str, parts: Sequence[str]) -> Judged:
        hits = self._everywhere(parts)
        places = _places(hits)
        if len(places) == 1:
            return Judged(
                Verdict.EXACT, places[0], note="没有写明出处；" + (_left_out(hits[0], parts) or "库里只有这一处")
            )
        if places:
            return Judged(Verdict.AMBIGUOUS, None, places, note=f"没有写明出处；库里有 {len(places)} 处")
        return self._changed(words, None, "没有写明出处；与此处相近")

    def _everywhere(self, parts: Sequence[str]) -> list[Hit]:
        key = tuple(parts)
        if key not in self._found:
            self._left -= self._sources.size()
            self._found[key] = self._sources.everywhere(parts)
        return self._found[key]

    def _elsewhere(self, parts: Sequence[str], ruling: Ruling) -> tuple[Place, ...]:
        """Return where it stands verbatim, in the cited notice first."""
        own = hits_in(ruling.notice, parts) if ruling.notice else []
        others = [
            hit for hit in self._sources.everywhere(parts) if not ruling.notice or hit.notice.id != ruling.notice.id
        ]
        return _places([*own, *others])

    def _changed(self, words: str, notice: Notice | None, note: str) -> Judged:
        """Look for what the quotation was changed from: in the cited notice, else in all."""
        self._compared += 1
        if self._compared > _MOST_COMPARED:
            return Judged(Verdict.UNSUPPORTED, note="库里没有这样的话；文稿里的引文太多，没有再找相近的")
        near = [notice] if notice else []
        for held in [*near, *self._likely(words)]:
            close = _close(words, held, None, None)
            if close:
                return replace(close, note=note)
        return Judged(Verdict.UNSUPPORTED, note="库里没有这样的话，也没有相近的")

    def _likely(self, words: str) -> list[Notice]:
        folded = Wording(words).folded
        if len(folded) < _SHORTEST_CLOSE or self._pieces_left <= 0:
            return []
        step = max(_PIECE, len(folded) // _MOST_PIECES) if len(folded) >= 2 * _PIECE else 2
        size = _PIECE if len(folded) >= 2 * _PIECE else 3
        pieces = [folded[at : at + size] for at in range(0, len(folded) - size + 1, step)][: _MOST_PIECES + 1]
        self._pieces_left -= len(pieces) * self._sources.size()
        return self._sources.holding(pieces, _MOST_NOTICES)


def _hit_in(place: Place, parts: Sequence[str]) -> Hit | None:
    return hit_within(place.notice, parts, place.clause, place.span)


def _places(hits: Sequence[Hit]) -> tuple[Place, ...]:
    """Return the places of hits, each clause once."""
    by_clause = {(hit.notice.id, hit.clause.span if hit.clause.label else hit.span): hit for hit in reversed(hits)}
    places = [Place(hit.notice, hit.clause, hit.span) for hit in reversed(by_clause.values())]
    return tuple(places[:_MOST_CANDIDATES])


def _left_out(hit: Hit, parts: Sequence[str]) -> str:
    """Say how much is left out at omissions, and where what is left out, or cut off before, denies or forbids."""
    wording = wording_of(hit.notice.text)
    low, high = wording.place_of(hit.span)
    before = _DENIED.search(wording.folded[max(0, low - 3) : low])
    notes = [f"省略号处略去原文 {hit.skipped} 字"] if hit.skipped else []
    gaps: list[str] = []
    for part in parts:
        at = wording.folded.find(part, low, high)
        gaps.append(wording.folded[low:at])
        low = at + len(part)
    denied = _DENIAL.search("".join(gaps[1:]))
    notes += [f"略去的字里有“{denied[0]}”"] if denied else []
    notes += [f"引文前紧接着原文的“{before[0]}”"] if before else []
    return "；".join(notes)


def _found(places: Sequence[Place], scope: Sequence[Place]) -> str:
    beyond = any(
        place.notice.id == one.notice.id and place.span.start < one.span.end and one.span.start < place.span.end
        for place in places
        for one in scope
    )
    if beyond:
        return "引文超出了所引条款"
    first = places[0]
    return f"原文在{cite(first.notice, first.clause.path, first.span)}"


def _close(words: str, notice: Notice, clauses: Sequence[Clause] | None, within: Span | None) -> Judged | None:
    """Return how a quotation differs from the clause that it is closest to, None where it is close to none."""
    quotation, source = Wording(words), wording_of(notice.text)
    best = _closest(quotation, source, clauses) if clauses else _closest(quotation, source, _inside(notice, within))
    if best is None:
        return None
    clause, found = best
    span = source.printed(found.start, found.end)
    note = "引文截断了数字" if not any(kind != "same" for kind, _ in found.runs) else ""
    inner = clause if clauses else innermost(notice, span)
    runs = _with_cut_number(found, source) if note else found.runs
    return Judged(Verdict.DIFFERS, Place(notice, inner, span), (), runs, note)


def _inside(notice: Notice, within: Span | None) -> list[Clause]:
    """Return the notice's clauses, itself first; of an instrument only its own."""
    return [each for each in notice.root.walk() if within is None or not each.label or within.holds(each.span)]


def _closest(quotation: Wording, source: Wording, clauses: Sequence[Clause]) -> tuple[Clause, Alignment] | None:
    """Align with the smallest clause that holds most of the quotation's words."""
    spans = [(clause, *source.place_of(clause.span)) for clause in clauses]
    rated = [
        (-covered(quotation.folded, source.folded[low:high]), high - low, clause, low, high)
        for clause, low, high in spans
    ]
    for _, _, clause, low, high in sorted(rated, key=lambda one: one[:2])[:3]:
        found = aligned(quotation, source, low, high)
        if found:
            return clause, found
    return None


def _with_cut_number(found: Alignment, source: Wording) -> tuple[Run, ...]:
    """Show the rest of a number that a quotation cuts."""
    start, end = found.start, found.end
    while in_number(source.folded, start):
        start -= 1
    while in_number(source.folded, end):
        end += 1
    runs = [("source", source.words(start, found.start)), *found.runs, ("source", source.words(found.end, end))]
    return tuple(run for run in runs if run[1])
