from pathlib import Path

import pytest

from corpus.errors import BadThesaurus
from index.bigram import BigramEncoder
from index.search import Mode, SearchEngine
from tests.index.made_notices import made_notice


def test_a_hit_says_and_marks_which_other_words_it_was_found_by(engine: SearchEngine):
    engine.add(made_notice("某市办法", "支持升格为职业本科学校。", "修建公园。"), origin="")
    (hit,) = engine.search("职教本科", mode=Mode.WORDS, limit=1)
    assert hit.why.terms == ("职教本科=职业本科",)
    assert [hit.passage.text[start:end] for start, end in hit.highlights] == ["职业本科"]


def test_what_is_found_by_its_own_words_names_no_others(engine: SearchEngine):
    engine.add(made_notice("某市办法", "修建公园。"), origin="")
    assert engine.search("公园", limit=1)[0].why.terms == ()


def test_a_home_adds_its_own_concepts_and_a_bad_line_is_refused(tmp_path: Path):
    (tmp_path / "terms.txt").write_text("某某楼 = 公园\n", encoding="utf-8")
    engine = SearchEngine.open(tmp_path, BigramEncoder())
    engine.add(made_notice("某市办法", "修建公园。"), origin="")
    assert engine.search("某某楼", limit=1)[0].why.terms == ("某某楼=公园",)
    engine.close()
    (tmp_path / "terms.txt").write_text("某某楼\n", encoding="utf-8")
    with pytest.raises(BadThesaurus):
        SearchEngine.open(tmp_path, BigramEncoder())
