"""Heads and signatures that a page ran together on one line."""

from datetime import date

import pytest

from corpus.notice import Notice
from corpus.reading import parse_notice

BODY = "为做好有关工作，现通知如下。\n一、抓紧落实。\n二、按时上报。\n"


def read(text: str) -> Notice:
    return parse_notice(text, source="某.txt", sha256="")


@pytest.mark.parametrize(
    ("line", "title", "number", "issuers"),
    [
        pytest.param("甘肃省教育厅关于做好招生工作的通知 各市教育局：", "甘肃省教育厅关于做好招生工作的通知", None, ("甘肃省教育厅",), id="标题与主送机关"),
        pytest.param("甘肃省教育厅 甘肃省教育厅 关于做好招生工作的通知 甘教发〔2020〕17号   各市教育局：", "甘肃省教育厅关于做好招生工作的通知", "甘教发〔2020〕17号", ("甘肃省教育厅",), id="机关印两次 文号在后"),
        pytest.param("甘教发〔2020〕3号-甘肃省教育厅关于印发《招生办法》的通知 各市教育局：", "甘肃省教育厅关于印发《招生办法》的通知", "甘教发〔2020〕3号", ("甘肃省教育厅",), id="文号与标题以横线相连"),
        pytest.param("甘肃省教育厅关于印发 《招生办法》 的通知\n各市教育局：", "甘肃省教育厅关于印发《招生办法》的通知", None, ("甘肃省教育厅",), id="标题里的空格不断开"),
    ],
)  # fmt: skip
def test_a_head_on_one_line_is_read_as_on_several(line: str, title: str, number: str | None, issuers: tuple[str, ...]):
    notice = read(f"{line}\n{BODY}")
    assert (notice.title, notice.number, notice.issuers) == (title, number, issuers)
    assert notice.addressees == ("各市教育局",)
    assert [clause.label for clause in notice.root.children] == ["一", "二"]


@pytest.mark.parametrize(
    ("line", "last"),
    [
        pytest.param("二、按时上报。 甘肃省教育厅 2020年2月7 日 （此件公开发布）", "按时上报。", id="与正文同一行"),
        pytest.param("二、按时上报。\n甘肃省教育厅 2020年2月7日\u200d 分享：", "按时上报。", id="日期后有分享"),
        pytest.param("二、按时上报，联系电话8101152 　　 　　甘肃省教育厅 　　2020年2月7日", "按时上报，联系电话8101152", id="全角空格"),
    ],
)  # fmt: skip
def test_a_signature_behind_the_last_words_is_none_of_them(line: str, last: str):
    notice = read(f"甘肃省教育厅关于做好招生工作的通知\n各市教育局：\n{BODY}".replace("二、按时上报。", line))
    assert notice.date == date(2020, 2, 7)
    assert notice.issuers == ("甘肃省教育厅",)
    assert notice.passages[-1].text == f"二、{last}"


def test_words_that_only_end_in_a_date_stay_whole():
    notice = read(f"甘肃省教育厅关于做好招生工作的通知\n各市教育局：\n{BODY}三、申报材料报送截止 2020年2月7日\n")
    assert notice.passages[-1].text == "三、申报材料报送截止 2020年2月7日"
    assert notice.date is None


def test_signs_without_width_are_in_no_name():
    notice = read("甘肃省教育厅关于做好招生工作的通知\n\u200d\u200d各市教育局：\n" + BODY)
    assert notice.addressees == ("各市教育局",)
