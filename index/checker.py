"""Citations and drafts checked against a library, as it is now."""

import re
from dataclasses import dataclass

from corpus.draft import read_draft
from corpus.notice import Notice
from corpus.quotation import Quotation
from corpus.span import Span
from index.checking import Judge, Judged
from index.citing import Cited, Citing
from index.directory import DirectoryCase
from index.library import Library
from index.source import Sources
from index.unmarked import quoted_part
from index.verdict import Place, Ruling, Verdict

# What one citation may hold beside the words that name documents and clauses.
_AROUND = re.compile(
    r"(?:[\s、，,；;。.：:（）()“”\"'‘’]|依照|依据|根据|按照|参照|参见|详见|引自|见|以及|和|与|及|或|的|规定|要求|措施|任务|内容|意见|精神)*"
)


_LONGEST_CITATION = 1_000
_UNCLOSED = Judged(Verdict.UNREADABLE, note="引号没有配对，不知道引到哪里为止")


@dataclass(frozen=True, slots=True)
class Finding:
    """One citation or quotation of a draft.

    text:  its words in the draft
    span:  their place in the draft: code points from 0, half-open
    kind:  "citation" or "quotation"
    judged: verdict, place, candidates, difference and note
    notice: that a citation names; of a quotation see `judged.place`
    places: all clauses that a citation names
    cited: the words of the citation that a quotation goes with, "" where it has none
    """

    text: str
    span: Span
    kind: str
    judged: Judged
    notice: Notice | None = None
    places: tuple[Place, ...] = ()
    cited: str = ""


class Checker:
    """Looks up citations and quotations.  Threads may share one; it needs no model."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = DirectoryCase(library)
        self._sources = Sources(library)

    def cite(self, citation: str) -> Ruling:
        """Return what one citation names; of several clauses or documents all must be there."""
        if len(citation) > _LONGEST_CITATION:
            return Ruling(Verdict.UNREADABLE, note="太长，不是一处引用")
        citing = Citing(self._library, self._names.now())
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

    def check(self, text: str) -> list[Finding]:
        """Return what is found of every citation and every quotation in a draft, in printed order.

        Words behind 《…》第七条规定： without quotation marks count as far as they follow the source (`unmarked`).
        """
        draft = read_draft(text)
        cited = Citing(self._library, self._names.now()).read(text, draft.mentions)
        judge = Judge(self._sources)
        findings = [_of_citation(text, one) for one in cited]
        for quoted in draft.quoted:
            by = cited[quoted.mention] if quoted.mention is not None else None
            found = _judged(judge, text, quoted.quotation, by.ruling if by else None)
            if found:
                span, words, judged = found
                source = by.mention.span.of(text) if by else ""
                findings.append(Finding(words, span, "quotation", judged, cited=source))
        return sorted(findings, key=lambda finding: finding.span)

    def judge(self) -> Judge:
        """Return who judges quotations whose clause is known, as `check` judges those of a draft."""
        return Judge(self._sources)


def _judged(judge: Judge, text: str, quotation: Quotation, ruling: Ruling | None) -> tuple[Span, str, Judged] | None:
    """Return the verdict on a quotation; None where words without quotation marks are a paraphrase."""
    if quotation.marked:
        judged = judge.judge(quotation.words, ruling) if quotation.closed else _UNCLOSED
        return quotation.span, quotation.words, judged
    found = quoted_part(judge, quotation.words, ruling)
    if found is None:
        return None
    end, judged = found
    span = Span(quotation.span.start, quotation.span.start + end)
    return span, span.of(text), judged


def _of_citation(text: str, cited: Cited) -> Finding:
    ruling, span = cited.ruling, cited.mention.span
    place = ruling.places[0] if ruling.places else None
    judged = Judged(ruling.verdict, place, ruling.candidates, (), ruling.note)
    return Finding(span.of(text), span, "citation", judged, ruling.notice, ruling.places)


def _without(text: str, cited: list[Cited]) -> str:
    """Return what of a text is in no citation."""
    rest, end = "", 0
    for span in sorted(one.mention.span for one in cited):
        rest += text[end : max(span.start, end)]
        end = max(end, span.end)
    return rest + text[end:]


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
