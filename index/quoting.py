"""What was found in the indexes, as claims with quotations from the notices themselves."""

from collections.abc import Iterable, Iterator, Sequence

from corpus.citation import in_title_marks, path_words
from corpus.notice import Notice, Passage
from index.answer import Claim, Quote, quoted, said
from index.fact import Fact
from index.held import HeldTexts
from index.library import Library
from index.listing import Listed

Places = dict[int, tuple[Notice, Passage]]


def fact_claims(facts: Sequence[Fact], library: Library) -> tuple[Claim, ...]:
    """Return one claim for each fact; what another process removed just now is left out."""
    places = _places([fact.passage for fact in facts], library)
    held = ((fact.pick, *places[fact.passage]) for fact in facts if fact.passage in places)
    quotes = (quoted(notice, passage, pick.words, pick.sentence) for pick, notice, passage in held)
    return tuple(Claim(said(quote.notice, quote.sentence), (quote,)) for quote in _once(quotes))


def list_claims(
    found: Sequence[Listed], texts: HeldTexts, library: Library, first: Sequence[Fact] = ()
) -> tuple[Claim, ...]:
    """Return one claim for each notice, that with the likeliest clause first; none where nothing is found.

    first: what answers best; its notice, and in that its sentence, comes before all others
    """
    listed = [texts.entries[one.row].passage for one in found]
    places = _places([*listed, *(fact.passage for fact in first)], library)
    by_notice: dict[str, list[tuple[Listed, Notice, Passage]]] = {}
    for one, passage in zip(found, listed, strict=True):
        if passage in places:
            by_notice.setdefault(places[passage][0].id, []).append((one, *places[passage]))
    groups = sorted(by_notice.values(), key=lambda group: -max(one.chance for one, _, _ in group))
    claims = [_of_notice(group) for group in groups]
    return tuple(_led(claims, fact_claims(first, library)) if claims else ())


def _led(claims: Sequence[Claim], first: Sequence[Claim]) -> list[Claim]:
    """Return `claims` with the notice and the sentence of `first` before the others."""
    if not first:
        return list(claims)
    ahead = first[0].quotes[0]
    same = [quote for claim in claims for quote in claim.quotes if quote.notice.id == ahead.notice.id]
    quotes = (ahead, *(quote for quote in same if quote.sentence != ahead.sentence))
    others = [claim for claim in claims if claim.quotes[0].notice.id != ahead.notice.id]
    return [Claim(_naming(quotes), quotes), *others]


def _of_notice(group: Sequence[tuple[Listed, Notice, Passage]]) -> Claim:
    quotes = [quote for one, notice, passage in group for quote in _sentences(one, notice, passage)]
    return Claim(_naming(quotes), tuple(sorted(quotes, key=lambda quote: quote.span)))


def _naming(quotes: Sequence[Quote]) -> str:
    """Return the notice and its clauses: 《…》（…）：四；七."""
    notice = quotes[0].notice
    paths = dict.fromkeys(quote.passage.path for quote in sorted(quotes, key=lambda quote: quote.span))
    number = f"（{notice.number}）" if notice.number else ""
    return f"{in_title_marks(notice.title)}{number}：" + "；".join(path_words(path) or "正文" for path in paths)


def _sentences(one: Listed, notice: Notice, passage: Passage) -> Iterator[Quote]:
    why = (f"meaning {one.meaning:.2f}", f"words {one.words:.2f}", *one.terms)
    for sentence in one.sentences:
        yield quoted(notice, passage, sentence, sentence, why)


def _once(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Leave out the same words of the same clause, as where an annex row repeats a clause of its own notice."""
    seen: set[tuple[str, str]] = set()
    for quote in quotes:
        words = "".join(said(quote.notice, quote.sentence).split())
        if (quote.notice.id, words) not in seen:
            seen.add((quote.notice.id, words))
            yield quote


def _places(passages: Sequence[int], library: Library) -> Places:
    """Return notice and passage of each that is still held."""
    found: Places = {}
    for passage, (row, position) in library.places(passages).items():
        notice = library.notice_at(row)
        if notice is not None:
            found[passage] = (notice, notice.passages[position])
    return found
