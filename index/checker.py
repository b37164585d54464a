"""Citations and drafts checked against a library, as it is now."""

import re
import threading

from corpus.mention import Mention
from corpus.span import Span
from index.citing import Cited, Citing
from index.directory import Directory
from index.library import Library
from index.verdict import Ruling, Verdict

# What one citation may hold beside the words that name documents and clauses.
_AROUND = re.compile(
    r"(?:[\s、，,；;。.：:（）()“”\"'‘’]|依照|依据|根据|按照|参照|参见|详见|引自|见|以及|和|与|及|或|的|规定|要求|措施|任务|内容|意见|精神)*"
)


class Checker:
    """Looks up citations and quotations.  Threads may share one; it needs no model."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._kept: tuple[object, Directory] | None = None

    def cite(self, citation: str) -> Ruling:
        """Return what one citation names; of several clauses or documents all must be there."""
        citing = Citing(self._library, self._directory())
        cited = citing.read(citation)
        rest = _without(citation, cited)
        readable = bool(cited) and all(one.ruling.verdict is not Verdict.UNREADABLE for one in cited)
        if readable and _AROUND.fullmatch(rest):
            return _joined(cited)
        alone = citing.read_one(citation)
        if alone:
            return alone.ruling
        if cited and not readable:
            return next(one.ruling for one in cited if one.ruling.verdict is Verdict.UNREADABLE)
        left = _AROUND.sub("", rest)[:40]
        note = f"“{left}”读不成文号、题名或条款" if cited else "读不出文号、题名或条款"
        return Ruling(Verdict.UNREADABLE, note=note)

    def _directory(self) -> Directory:
        stamp = self._library.journal.stamp()
        with self._lock:
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, Directory(self._library))
            return self._kept[1]


def _without(text: str, cited: list[Cited]) -> str:
    """Return what of a text is in no citation."""
    rest, end = "", 0
    for span in sorted(_span(one.mention) for one in cited):
        rest += text[end : max(span.start, end)]
        end = max(end, span.end)
    return rest + text[end:]


def _span(mention: Mention) -> Span:
    return mention.span


def _joined(cited: list[Cited]) -> Ruling:
    """Put 《甲》第三条、《乙》第五条 together: exact where each is; the notice is the first one's."""
    rulings = [one.ruling for one in cited]
    if len(rulings) == 1:
        return rulings[0]
    worst = next((ruling for ruling in rulings if ruling.verdict is not Verdict.EXACT), rulings[0])
    notes = dict.fromkeys(ruling.note for ruling in rulings if ruling.note)
    places = tuple(place for ruling in rulings for place in ruling.places)
    scope = tuple(place for ruling in rulings for place in ruling.scope)
    return Ruling(worst.verdict, rulings[0].notice, places, worst.candidates, "；".join(notes), scope)
