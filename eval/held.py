"""A public question set as something to ask: the product's answering over passages that are no notices."""

from eval.testset import TestSet
from eval.workplace import Workplace
from index.answering import Finding, find
from index.dense import DenseIndex
from index.embedding import embedded
from index.entry import Entry
from index.held import HeldTexts
from index.inquiry import Grounds, Inquiry, Models
from index.listing import BREADTHS
from index.off_topic import OffTopic
from index.ranking import Asked, Indexes, Scope
from index.sentence_index import SentenceIndex
from index.words import WordsIndex


class Asking:
    """Passages of a set, indexed; passage ids are rows."""

    def __init__(self, held: TestSet, work: Workplace) -> None:
        import numpy as np

        notices: dict[str, int] = {}
        self.entries = [
            Entry(row, notices.setdefault(passage.id.rpartition("#")[0], len(notices)), passage.title, passage.text)
            for row, passage in enumerate(held.passages)
        ]
        words = WordsIndex.in_memory()
        words.replace_all(self.entries)
        made = embedded(work.encoder, [(entry.context, entry.text) for entry in self.entries])
        rows = np.arange(len(self.entries), dtype=np.int64)
        self._indexes = Indexes(DenseIndex.build(rows, made.passages), words)
        self._said = SentenceIndex.build(rows.tolist(), made.sentences or (), work.encoder.dim)
        self._texts = HeldTexts(self.entries, [passage.id for passage in held.passages])
        self._encoder, self._off_topic = work.encoder, OffTopic(work.encoder.encode_questions)
        read = work.reader.read if work.reader else None
        self._models = Models(work.encoder.encode_passages, work.encoder.encode_questions, read)

    def find(self, question: str, scope: Scope | None = None) -> Finding:
        """Return what the product finds for `question`."""
        asked = Asked(question, self._encoder.encode_questions([question])[0])
        aside = self._off_topic.near(question, self._indexes.dense, self._texts)
        inquiry = Inquiry(asked, BREADTHS["normal"], aside=aside)
        return find(inquiry, Grounds(self._indexes, self._texts, scope, said=lambda: self._said), self._models)

    def quotes(self, finding: Finding) -> list[tuple[int, str]]:
        """Return row and words of each quotation, best first, whether it would be refused or not."""
        picks = ((fact.passage, fact.pick.words) for fact in finding.facts)
        facts = [(row, self.entries[row].text[slice(*words)]) for row, words in picks]
        best = sorted(finding.listed, key=lambda one: -one.chance)
        return facts + [
            (one.row, "".join(self.entries[one.row].text[slice(*cut)] for cut in one.sentences)) for one in best
        ]
