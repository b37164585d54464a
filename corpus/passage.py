"""Clauses cut into passages: what is embedded, ranked and cited."""

import re
from collections.abc import Iterator, Sequence

from corpus.layout import joined
from corpus.notice import Clause, Instrument, Passage
from corpus.paragraph import paragraph_at, starts_in
from corpus.quick import quick
from corpus.span import Span, stripped
from corpus.table import Setting, settings_of

# The default model reads 512 tokens, of Chinese about 1.5 signs each, and the context takes up to 100 of them.
LONGEST = 500
# Of a sentence that leads into a list, its items carry this much as context.
_LONGEST_LEAD = 80
_passage = quick(Passage)
_NO_TABLE = Setting(is_head=False)
_SENTENCE_END = re.compile(r"[。！？；!?;][”’」』）)]*")


def cut_passages(text: str, title: str, instruments: Sequence[Instrument], root: Clause) -> Iterator[Passage]:
    """Yield the passages of a notice in printed order.

    A heading on a line of its own is context of what stands below it, and a passage only where nothing does; the head
    of a table is context of its rows.
    """
    settings = _settings(text, root)
    for clause, above in _with_headings(text, root):
        plain = (title, *above)
        may_have_several = len(clause.paragraphs) > 1 and "条" in clause.label  # 款 are counted in articles alone
        starts = starts_in(text, clause) if may_have_several else ()
        for span in _quotable(clause) if clause.heading_only else clause.paragraphs:
            setting = settings.get(span, _NO_TABLE) if settings else _NO_TABLE
            if not setting.is_head:
                context = plain  # one for all paragraphs of a clause, where nothing else stands above
                if instruments or setting.above:
                    context = (_title_of(title, instruments, span), *above, *setting.above)
                for part in _pieces(text, span) if span.end - span.start > LONGEST else (span,):
                    number = clause.paragraph or (paragraph_at(starts, part.start) if starts else None)
                    yield _passage(clause.path, clause.heading, context, joined(text, part), part, number)


def _settings(text: str, root: Clause) -> dict[Span, Setting]:
    """Return the settings of the rows of tables; most notices have none."""
    if "|" not in text:
        return {}
    return settings_of(text, sorted(span for clause in root.walk() for span in clause.paragraphs))


def _quotable(clause: Clause) -> Sequence[Span]:
    """Return what may be passages of a clause whose first paragraph is only a heading: that one if it stands alone."""
    is_context = len(clause.paragraphs) > 1 or clause.children
    return clause.paragraphs[1:] if is_context else clause.paragraphs


def _with_headings(text: str, root: Clause) -> Iterator[tuple[Clause, tuple[str, ...]]]:
    """Yield each clause with the headings above its words; its own only where the words do not carry it."""
    waiting: list[tuple[Clause, tuple[str, ...]]] = [(root, ())]  # a generator in a generator costs at every depth
    while waiting:
        clause, above = waiting.pop()
        own = f"{clause.label} {clause.heading}".strip() if clause.heading else ""
        yield clause, (*above, own) if own and clause.heading_only else above
        if clause.children:
            lead = own or _lead_in(text, clause)
            below = (*above, lead) if lead else above
            waiting += [(child, below) for child in reversed(clause.children)]


def _lead_in(text: str, clause: Clause) -> str:
    """Return the end of the sentence that leads into the clause's list, 申请人应当具备下列条件：, or nothing."""
    if not clause.label or not clause.paragraphs or text[clause.paragraphs[0].end - 1] not in "：:":
        return ""
    return joined(text, clause.paragraphs[0])[-_LONGEST_LEAD:]


def _title_of(title: str, instruments: Sequence[Instrument], span: Span) -> str:
    around = [instrument for instrument in instruments if instrument.span.holds(span)]
    return min(around, key=lambda instrument: len(instrument.span)).title if around else title


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cut a paragraph longer than LONGEST at sentence ends into pieces of about the same length, at most LONGEST if it
    can be.
    """
    wanted = -(-len(span) // LONGEST)
    start = span.start
    for cut in _cuts(text, span, len(span) / wanted):
        piece = stripped(text, start, cut)
        if piece:
            yield piece
        start = cut


def _cuts(text: str, span: Span, length: float) -> list[int]:
    """Return the offsets at which pieces end, the last being the paragraph's end."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, span.start, span.end)]
    cuts: list[int] = []
    last = span.start
    for before, end in zip([span.start, *ends], [*ends, span.end], strict=False):
        if end - last > LONGEST and before > last:
            cuts.append(before)
            last = before
        if end - last >= length:
            cuts.append(end)
            last = end
    return [*(cut for cut in cuts if cut < span.end), span.end]
