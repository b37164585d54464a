"""What a language model wrote, as the page shows it: sentences with their quotations, and what was dropped."""

from dataclasses import dataclass

from index.prose.gate import Dropped, Fault
from index.prose.trouble import Trouble
from index.prose.writer import Note, Prose
from service.answer_card import QuoteCard, quote_card

_FAULTS = {
    Fault.FORM: "不是一句完整的话",
    Fault.UNQUOTED: "没有引文",
    Fault.CLAUSE: "引了没有给它的条款",
    Fault.OMITTED: "引文有省略",
    Fault.CHANGED: "引文与原文不一致",
    Fault.MISPLACED: "引文不在所引的条款",
    Fault.FIGURE: "引文里没有这个数字",
    Fault.NAME: "引文里没有这个名称",
    Fault.STRAY: "说的不是引文的内容",
}
_TROUBLES = {
    Trouble.UNREACHED: "联系不上语言模型",
    Trouble.REFUSED: "语言模型的服务器拒绝了提问",
    Trouble.REDIRECTED: "语言模型的服务器转到别的地址，没有跟去",
    Trouble.FOREIGN: "语言模型的服务器答非所问",
    Trouble.BROKEN: "语言模型的回答中断了",
    Trouble.LATE: "语言模型超时",
    Trouble.ENDLESS: "语言模型的回答太长，已截止",
    Trouble.BUSY: "语言模型正忙",
    Trouble.SILENT: "语言模型什么也没有写",
    Trouble.UNVERIFIED: "语言模型写的没有一句通过核对，以原文引用为准",
    Trouble.CLIPPED: "只把前几段原文给了语言模型",
}


@dataclass(frozen=True, slots=True)
class SentenceCard:
    """A sentence and the quotations it stands on."""

    text: str
    quotes: tuple[QuoteCard, ...]


@dataclass(frozen=True, slots=True)
class ProseCard:
    """All that came of asking the model; `dropped` are (sentence, why), `notes` what went wrong."""

    model: str
    sentences: tuple[SentenceCard, ...]
    dropped: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def prose_card(prose: Prose, question: str) -> ProseCard:
    """Return the card of what was written to a question."""
    sentences = tuple(
        SentenceCard(claim.text, tuple(quote_card(quote, question) for quote in claim.quotes)) for claim in prose.claims
    )
    dropped = tuple((one.sentence, _reason(one)) for one in prose.dropped)
    return ProseCard(prose.model, sentences, dropped, tuple(map(_told, prose.notes)))


def _reason(dropped: Dropped) -> str:
    return f"{_FAULTS[dropped.fault]}：{dropped.detail}" if dropped.detail else _FAULTS[dropped.fault]


def _told(note: Note) -> str:
    return f"{_TROUBLES[note.trouble]}（{note.detail}）" if note.detail else _TROUBLES[note.trouble]
