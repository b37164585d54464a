import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from corpus.notice import Notice
from service.apology import apology_for
from service.app import create_app

BROWSER = {"accept": "text/html,application/xhtml+xml"}


class Page(HTMLParser):
    """What a page says: ids, links, inline code, and the words inside chosen elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked: list[str] = []
        self.copied: list[str] = []
        self.inline: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self._open.append(tag)
        if said.get("id"):
            self.ids.append(said["id"] or "")
        if tag == "a":
            self.links.append(said.get("href") or "")
        if "data-copy" in said:
            self.copied.append(said["data-copy"] or "")
        if "style" in said or tag == "style" or (tag == "script" and "src" not in said):
            self.inline.append(tag)
        self.inline += [name for name in said if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._open and self._open[-1] == "mark":
            self.marked.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass


@pytest.fixture
def client(engine) -> TestClient:
    return TestClient(create_app(engine), headers=BROWSER)


def test_the_front_page_offers_a_box_and_examples(client: TestClient):
    page = Page(client.get("/").text)
    assert "在 2 份公文里检索" in page.words
    assert (
        "/?q=%E5%93%AA%E4%BA%9B%E6%8E%AA%E6%96%BD%E6%B6%89%E5%8F%8A%E8%81%8C%E6%95%99%E6%9C%AC%E7%A7%91" in page.links
    )


def test_a_result_names_its_source_and_links_to_its_clause(client: TestClient):
    page = Page(client.get("/", params={"q": "职教本科"}).text)
    assert page.marked == ["职教本科"] * 4  # one of them in the answer
    assert "《职业教育三项措施》（某教〔2024〕7号）二、（二）" in page.copied
    assert (
        "/notices/mj-2024-7?q=%E8%81%8C%E6%95%99%E6%9C%AC%E7%A7%91#%E4%BA%8C/%EF%BC%88%E4%BA%8C%EF%BC%89" in page.links
    )
    assert "做强本科" in page.words
    assert "某教〔2024〕7号" in page.words


def test_no_result_says_so_and_what_to_do(client: TestClient):
    page = Page(client.get("/", params={"q": "渔业"}).text)
    assert "没有找到相关条文" in page.words
    assert "/notices" in page.links


def test_filters_stay_as_they_were_chosen(client: TestClient, engine):
    html = client.get("/?q=%E6%9C%AC%E7%A7%91&year=2024&genre=%E9%80%9A%E7%9F%A5&issuer=").text
    assert "<option selected>2024</option>" in html
    assert "<option selected>通知</option>" in html
    assert '<details class="filters" open>' in html
    assert (engine.asked[0][2].year, engine.asked[0][2].issuer) == (2024, None)


def test_what_a_reader_types_is_never_markup(client: TestClient):
    html = client.get("/", params={"q": '"><script>alert(1)</script>', "issuer": "<i>"}).text
    assert "<script>alert" not in html
    assert "<i>" not in html


def test_what_a_notice_prints_is_never_markup(client: TestClient):
    for address in ("/notices", "/notices/second-2023", "/notices/mj-2024-7"):
        html = client.get(address).text
        assert "<b>安全" not in html
        assert "现将<三项>" not in html
    assert "现将<三项>措施印发给你们。" in Page(html).words


@pytest.mark.parametrize("address", ["/", "/?q=本科", "/notices", "/notices/mj-2024-7?q=本科", "/nothing"])
def test_no_page_holds_what_its_own_policy_forbids(client: TestClient, address: str):
    page = Page(client.get(address).text)
    assert page.inline == []


def test_the_notices_are_listed_with_number_issuer_date_and_genre(client: TestClient):
    words = Page(client.get("/notices").text).words
    for said in ("某教〔2024〕7号", "某省教育厅", "2024-05-06", "通知", "2023 年", "关于<b>安全</b>的答复"):
        assert said in words


def test_every_clause_of_a_notice_can_be_linked_to_and_cited(client: TestClient, notice: Notice):
    page = Page(client.get("/notices/mj-2024-7").text)
    paths = ["一", "二", "二/（一）", "二/（二）", "附件", "附件/1", "附件/2"]
    assert [anchor for anchor in page.ids if anchor in paths] == paths
    assert len(page.ids) == len(set(page.ids))
    assert [words.split("号）")[-1] for words in page.copied] == [
        "一",
        "二",
        "二、（一）",
        "二、（二）",
        "附件",
        "附件第1项",
        "附件第2项",
    ]


def test_the_text_of_a_notice_is_shown_verbatim(client: TestClient, notice: Notice):
    shown = re.sub(r"\s", "", Page(client.get("/notices/mj-2024-7").text).words)
    for passage in notice.passages[:4]:
        assert re.sub(r"\s", "", passage.text) in shown


def test_words_of_the_question_are_marked_in_the_notice(client: TestClient, engine):
    page = Page(client.get("/notices/mj-2024-7", params={"q": "职教本科"}).text)
    assert page.marked == ["职教本科"] * 3
    assert engine.asked[0][2].notice == "mj-2024-7"
    assert Page(client.get("/notices/mj-2024-7").text).marked == []


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        pytest.param("/notices/nope", 404, "库里没有这份公文", id="没有这份公文"),
        pytest.param("/nothing", 404, "没有这个页面", id="没有这个页面"),
        pytest.param("/?q=x&year=abcd", 422, "检索条件有误", id="年份不对"),
    ],
)
def test_a_refusal_is_a_page_in_chinese(client: TestClient, address: str, status: int, said: str):
    refused = client.get(address)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "text/html; charset=utf-8")
    page = Page(refused.text)
    for words in (said, "在哪里", "怎么办"):
        assert words in page.words


def test_a_program_gets_json_for_the_same_address(client: TestClient):
    refused = client.get("/notices/nope", headers={"accept": "*/*"})
    assert refused.json()["error"]["code"] == "unknown_notice"


def test_an_unforeseen_code_still_has_words():
    assert apology_for("never_heard_of").what == "服务出了差错"


def test_the_style_sheet_and_script_are_ours_and_carry_their_edition(client: TestClient):
    html = client.get("/").text
    loaded = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert {address.split("?")[0] for address in loaded} == {"/static/icon.svg", "/static/page.css", "/static/page.js"}
    for address in loaded:
        kept = client.get(address)
        assert (kept.status_code, kept.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
