"""Links from a notice's words to what they refer to."""

from dataclasses import replace

from corpus.reading import parse_notice
from service.link import links, links_in
from service.sheet import sheet

TEXT = (
    "某市办法\n第一条 甲。\n第二条 依照第一条和《某法》（某发〔2024〕1号）第九条的规定，由各县级市人民政府教育行政主管\n"
    "部门依照本办法第一\n条办理。\n"
)


def test_a_reference_that_was_found_is_a_link_over_its_printed_words():
    notice = parse_notice(TEXT, source="某.txt", sha256="")
    known = tuple(replace(r, notice="mf-2024-1", paths=(("第九条",),)) if r.title else r for r in notice.references)
    notice = replace(notice, references=known)
    passage = notice.passages[1]
    found = links_in(passage, notice.text, links(notice))
    own, other = "#%E7%AC%AC%E4%B8%80%E6%9D%A1", "/notices/mf-2024-1#%E7%AC%AC%E4%B9%9D%E6%9D%A1"
    assert [(passage.text[start:end], href) for start, end, href in found][:2] == [
        ("第一条", own),
        ("《某法》（某发〔2024〕1号）第九条", other),
    ]
    said = [stretch for part in sheet(notice, {}) for words in getattr(part, "parts", ()) for stretch in words.cut]
    assert "".join(stretch.words for stretch in said) == "".join(p.text for p in notice.passages)
    assert {stretch.href for stretch in said} == {"", own, other}


def test_a_reference_that_was_not_found_is_no_link():
    notice = parse_notice("某市办法\n第一条 依照《某法》第九条办理。\n", source="某.txt", sha256="")
    assert links(notice) == []
