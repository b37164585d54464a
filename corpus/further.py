"""Citations that go on with a number alone: 某教发〔2024〕7号一要求“…”，二要求“…”."""

import re
from collections.abc import Iterator, Sequence

from corpus.chain import Chain, chains_at, folded_width
from corpus.mention import Mention
from corpus.span import Span, meets

# Behind a sign that ends a part, and before a word of saying and a quotation: numbers elsewhere are a draft's own.
_NUMBER = re.compile(
    r"(?<=[，,；;。、”」』’\"])[ \t\u3000]*(?:而|同时|另外|此外|其中|以及|和)?"
    r"(?P<number>\(?[一二三四五六七八九十\d]{1,3}\)?[、.]?)"
    r"(?=(?:中|里|则|还|也|又|并|再)?(?:明确|进一步)?(?:规定|要求|提出|明确|指出|强调|写明|载明|写道)"
    r"[：:，,]?[ \t\u3000]*[“「『‘\"])"
)


def further_mentions(text: str, mentions: Sequence[Mention], quoted: Sequence[Span]) -> Iterator[Mention]:
    """Yield the clauses that stand for those of the citation before them, in the same paragraph.

    mentions: outside quotations, in printed order
    quoted:   where quotations stand, sorted
    """
    width = folded_width(text)
    before = list(mentions)
    for found in _NUMBER.finditer(width):
        if meets(quoted, *found.span("number")):
            continue
        last = max((one for one in before if one.span.end <= found.start("number")), key=_place, default=None)
        named = _carried_on(found["number"], last) if last and "\n" not in text[last.span.end : found.start()] else ()
        if named:
            before.append(Mention(Span(*found.span("number")), "bare", chains=named))
            yield before[-1]


def _place(mention: Mention) -> Span:
    return mention.span


def _carried_on(number: str, last: Mention) -> tuple[Chain, ...]:
    """Return the clauses that a number names behind `last`; () where that names none of its form before it."""
    chains = chains_at(number.rstrip("、."), 0)
    if not chains or len(chains.chains) != 1 or len(chains.chains[0]) != 1 or not last.chains:
        return ()
    step, above = chains.chains[0][0], last.chains[-1]
    at = next((place for place, each in enumerate(above) if each.unit == step.unit), None)
    return ((*above[:at], step),) if at is not None and step.n > above[at].n else ()
