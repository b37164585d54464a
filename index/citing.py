"""What a citation names in a library: one notice and its clauses, or why not; never a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.chain import Chain, Chains, Step, chain_words, chains_at, folded_width
from corpus.citation import in_title_marks, path_text
from corpus.location import Locations
from corpus.mention import Mention, mentions_in
from corpus.notice import Instrument, Notice
from corpus.numeral import chinese
from corpus.paragraph import is_article
from corpus.span import Span
from index.bare import goes_on, is_named, title_before
from index.directory import Directory, Lookup, Named, title_key, untried
from index.filters import name_key, number_key
from index.library import Library
from index.verdict import Place, Ruling, Verdict

_MOST_CANDIDATES = 20
_SHOWN_LABELS = 12
# Signs of a title without marks; a thousand numbers behind each other would take four seconds to be tried from each.
_LONGEST_TITLE = 200
# What may stand around one citation.
_PREFIX = re.compile(r"^[\s(“\"]*(?:依照|依据|根据|按照|参照|参见|详见|引自|见)?\s*")
_TRAILING = re.compile(r"[\s、，,。.；;：:)”\"]|的|规定|要求|措施|任务|内容|意见|精神")
_HOW = {
    "short": "题名里的“试行”等字样引用时省去了",
    "tail": "按题名末尾的字句找到",
    "yearly": "这个题名各地各年都有，请核对是不是库里的这一份",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of a draft with what it names.

    lookup: the document that it, or what it is read after, names; None where it names none
    chain:  the last clause that it names, with what it takes over from a citation before it
    """

    mention: Mention
    ruling: Ruling
    lookup: Lookup | None = None
    chain: Chain = ()


class Citing:
    """Reads citations one after the other, each with what stands before it."""

    def __init__(self, library: Library, directory: Directory) -> None:
        self._library, self._directory = library, directory
        self._locations: dict[str, Locations] = {}

    def read(self, text: str, mentions: Sequence[Mention] | None = None) -> list[Cited]:
        """Return what each citation of a draft names, in printed order; of `mentions` where they are given."""
        given: list[Cited] = []
        for mention in mentions_in(text) if mentions is None else mentions:
            given.append(self._read(text, mention, _said_of(mention, given)))
        return given

    def of_lookup(self, mention: Mention, lookup: Lookup) -> Cited:
        """Return what a citation names in the document that was looked up for it."""
        chain = mention.chains[-1] if mention.chains else ()
        lookup = self._issued_by(lookup, mention.number)
        ruling = self._ruled(lookup, mention.chains)
        if mention.former and ruling.notice is not None:
            ruling = self._undecided(lookup, mention.chains, "引用的是以前的版本，不能确定是不是库里的这一版")
        return Cited(mention, ruling, lookup, chain)

    def read_one(self, text: str) -> Cited | None:
        """Return what one citation alone names that has no title marks: 职业教育法 三十三; None where it is none."""
        width = folded_width(text)
        begin = len(width) - len(_PREFIX.sub("", width, count=1))
        nothing = Chains((), len(width))
        for at in (*range(begin + 1, min(len(width), begin + _LONGEST_TITLE)), len(width)):
            chains = chains_at(width, at) if at < len(width) else nothing
            title = text[begin:at].strip().rstrip("的中")
            if chains and not _TRAILING.sub("", width[chains.end :]) and title:
                lookup = self._directory.look_up(title, None)
                if lookup.found or lookup.by == "loose" or (chains.chains and is_named(title)):
                    return self.of_lookup(
                        Mention(Span(begin, chains.end), "document", title, None, chains.chains), lookup
                    )
        return None

    def _read(self, text: str, mention: Mention, before: Cited | None) -> Cited:
        if mention.kind == "document":
            return self.of_lookup(mention, self._directory.look_up(mention.title, mention.number, mention.edition))
        if mention.kind == "own":
            return Cited(mention, _unreadable("“本办法”一类的说法指文稿自身，不是库里的公文"))
        named = title_before(mention.lead, self._directory) if mention.kind == "bare" else None
        if named:
            start = mention.span.start - len(named)
            titled = replace(mention, title=named, span=Span(start, mention.span.end))
            return self.of_lookup(titled, self._directory.look_up(named, None))
        if mention.kind == "bare" and not goes_on(mention.lead):
            return Cited(mention, _unreadable("没有写明是哪份公文；前面的字不像是承接前文的引用"))
        if before is None or before.lookup is None or not _may_go_on(text, mention, before):
            return Cited(mention, _unreadable("没有写明是哪份公文，前文同一段里也没有引用可以承接"))
        return self._after(mention, before, before.lookup)

    def _after(self, mention: Mention, before: Cited, lookup: Lookup) -> Cited:
        """Read 同法第六条, 第六条 and 前款 after the citation before them."""
        chains = _relative(mention, before.chain) if mention.kind == "relative" else _carried(mention, before.chain)
        if not chains:
            return Cited(mention, _unreadable("前文的引用没有写到可以承接的款项"), lookup, before.chain)
        ruling = self._ruled(lookup, chains)
        if ruling.verdict is Verdict.NO_SUCH_CLAUSE and mention.kind == "bare" and chains != mention.chains:
            alone = self._ruled(lookup, mention.chains)  # 第四项 behind 第七条 is of the document where 第七条 has none
            if alone.verdict is Verdict.EXACT:
                ruling, chains = alone, mention.chains
        note = "；".join(filter(None, (f"承前文引用读作{'、'.join(map(chain_words, chains))}", ruling.note)))
        return Cited(mention, replace(ruling, note=note), lookup, chains[-1])

    def _ruled(self, lookup: Lookup, chains: Sequence[Chain]) -> Ruling:
        if len(lookup.found) != 1:
            return self._undecided(lookup, chains)
        named = lookup.found[0]
        notice = self._library.notice_at(named.known.row)
        if notice is None:
            return Ruling(Verdict.NOT_HELD)
        note = f"{_HOW[lookup.by]}，全名是{in_title_marks(notice.title)}" if lookup.by in _HOW else ""
        whole = _whole(notice, _instrument(notice, named))
        if not chains:
            return Ruling(Verdict.EXACT, notice, note=note, scope=(whole,))
        rulings = [self._located(notice, named, chain) for chain in chains]
        return _together(notice, rulings, note)

    def _issued_by(self, lookup: Lookup, number: str | None) -> Lookup:
        """Leave out what another body issued than the one written before the number: 某市教育局 before a ministry's."""
        key = number_key(number) if number else ""
        fits = [one for one in lookup.found if _is_issuers(key, self._library.notice_at(one.known.row))]
        return lookup if len(fits) == len(lookup.found) else Lookup(tuple(fits), lookup.found, "number")

    def _undecided(self, lookup: Lookup, chains: Sequence[Chain], why: str = "") -> Ruling:
        """Several notices fit, or none does."""
        fits = lookup.found or (lookup.near if lookup.by == "loose" else ())
        places = [place for one in (fits or lookup.near)[:_MOST_CANDIDATES] for place in self._candidates(one, chains)]
        if lookup.found:
            return Ruling(
                Verdict.AMBIGUOUS, candidates=tuple(places), note=why or f"库里有 {len(lookup.found)} 份公文符合"
            )
        if fits:
            return Ruling(Verdict.AMBIGUOUS, candidates=tuple(places), note="名称不全，不能确定是不是库里的这份公文")
        return Ruling(Verdict.NOT_HELD, candidates=tuple(places), note=_why_not_held(lookup))

    def _candidates(self, named: Named, chains: Sequence[Chain]) -> list[Place]:
        """Return the clauses as they would be in one notice, or the notice itself."""
        notice = self._library.notice_at(named.known.row)
        if notice is None:
            return []
        rulings = [self._located(notice, named, chain) for chain in chains[:_MOST_CANDIDATES]]
        found = [place for ruling in rulings for place in (ruling.places or ruling.candidates)]
        return found or [_whole(notice, _instrument(notice, named))]

    def _located(self, notice: Notice, named: Named, chain: Chain) -> Ruling:
        if notice.id not in self._locations:
            self._locations[notice.id] = Locations(notice)
        found = self._locations[notice.id].find(chain, _instrument(notice, named))
        places = tuple(Place(notice, clause, clause.span) for clause in found.clauses)
        if len(places) == 0:  # `not places` makes pyright think it empty below
            return Ruling(Verdict.NO_SUCH_CLAUSE, notice, note=_what_there_is(notice, chain))
        if len(places) > 1:
            note = f"{chain_words(chain)}有 {len(places)} 处符合"
            return Ruling(Verdict.AMBIGUOUS, notice, candidates=places[:_MOST_CANDIDATES], note=note)
        note = f"原文此条印作“{path_text(places[0].clause.path)}”" if found.like else ""
        return Ruling(Verdict.EXACT, notice, places, note=note, scope=places)


def _is_issuers(number: str, notice: Notice | None) -> bool:
    """Say whether what stands before the number of a notice, if anything does, is one of its issuers."""
    held = number_key(notice.number) if notice and notice.number else ""
    body = number[: -len(held)] if held and number.endswith(held) else ""
    issuers = notice.issuers if notice else ()
    return (
        len(body) < 2 or not issuers or any(one.endswith(body) or body.endswith(one) for one in map(name_key, issuers))
    )


def _instrument(notice: Notice, named: Named) -> Instrument | None:
    return notice.instruments[named.instrument] if named.instrument is not None else None


def _whole(notice: Notice, instrument: Instrument | None) -> Place:
    return Place(notice, notice.root, instrument.span if instrument else Span(0, len(notice.text)))


def _unreadable(note: str) -> Ruling:
    return Ruling(Verdict.UNREADABLE, note=note)


def _together(notice: Notice, rulings: Sequence[Ruling], note: str) -> Ruling:
    """Put the clauses of one citation together: it is exact where each of them is."""
    places = tuple(place for ruling in rulings for place in ruling.places)
    notes = dict.fromkeys(filter(None, (note, *(ruling.note for ruling in rulings))))
    worst = next((ruling for ruling in rulings if ruling.verdict is not Verdict.EXACT), None)
    return Ruling(
        worst.verdict if worst else Verdict.EXACT,
        notice,
        places,
        worst.candidates if worst else (),
        "；".join(list(notes)[:4]),
        places,
    )


def _what_there_is(notice: Notice, chain: Chain) -> str:
    """Say what is missing and what the notice has instead: its articles, else its clauses right below the title."""
    articles = [clause.label for clause in notice.root.walk() if is_article(clause)]
    held = [path_text(clause.path) for clause in notice.root.children]
    shown = "、".join(held[:_SHOWN_LABELS]) + ("……" if len(held) > _SHOWN_LABELS else "")
    if len(articles) > 1:
        shown = f"{articles[0]}至{articles[-1]}"
    there = f"这份公文的条款是 {shown}" if shown else "原文没有编号"
    return f"没有{chain_words(chain)}；{there}"


def _why_not_held(lookup: Lookup) -> str:
    if lookup.by == "edition":
        return "库里的版本不是引用的这一版"
    if lookup.near and lookup.by == "number":
        return "文号和题名对不上库里的同一份公文"
    return "库里没有；题名相近的另列，不是同一份" if lookup.near else "库里没有，不等于没有这份公文"


def _said_of(mention: Mention, given: Sequence[Cited]) -> Cited | None:
    """Return the citation that one goes on with: the last, but 该办法 goes on with the last of an 办法."""
    if mention.kind != "same" or mention.what in ("文", "文件"):
        return given[-1] if given else None
    of_kind = [one for one in given if one.lookup and _is_of_kind(one, one.lookup, mention.what)]
    if not of_kind and mention.what == "法":  # 同法 is said of the one document cited, whatever it is called
        return given[-1] if len({_rows(one.lookup) for one in given if one.lookup}) == 1 else None
    return of_kind[-1] if of_kind else None


def _rows(lookup: Lookup) -> tuple[int, ...]:
    return tuple(named.known.row for named in lookup.found)


def _is_of_kind(cited: Cited, lookup: Lookup, kind: str) -> bool:
    titles = [title for named in lookup.found for title in named.known.titles] or [cited.mention.title or ""]
    names = [untried(title_key(title)) for title in titles]
    return any(name.endswith((kind, f"{kind}典")) and not (kind == "法" and name.endswith("办法")) for name in names)


def _may_go_on(text: str, mention: Mention, before: Cited) -> bool:
    """同法 and 第六条 alone go on with a citation of the same paragraph only."""
    return "\n" not in text[before.mention.span.end : mention.span.start]


def _carried(mention: Mention, last: Chain) -> tuple[Chain, ...]:
    """第二款 alone is of the article cited before it."""
    first = mention.chains[0][0] if mention.chains else None
    if first is None or first.unit not in ("款", "项"):
        return mention.chains
    above = tuple(step for step in last if step.depth < first.depth)
    return tuple((*above, *chain) for chain in mention.chains) if above else ()


def _relative(mention: Mention, last: Chain) -> tuple[Chain, ...]:
    """前款 is the 款 before the one cited before it, 本条 the article of that citation."""
    units = {"项": ("项", "（", "(1)"), "条": ("条",), "款": ("款",)}[mention.what]
    at = next((place for place, step in enumerate(last) if step.unit in units), None)
    if at is None:
        return ()
    first = last[at].n - mention.count
    meant = [_shifted(last, at, n) for n in range(max(first, 0), max(last[at].n, first + 1))]
    if not mention.chains:
        return tuple(meant)
    return tuple((*meant[-1], *chain) for chain in mention.chains)


def _shifted(last: Chain, at: int, n: int) -> Chain:
    step = last[at]
    if n == step.n:
        return last[: at + 1]
    numbered = f"（{chinese(n)}）" if step.unit == "（" else f"第{chinese(n)}{step.unit}"
    words = numbered if n else f"的前一{step.unit if step.unit in '条款项' else '项'}"
    return (*last[:at], Step(step.unit, n, 0, words))
