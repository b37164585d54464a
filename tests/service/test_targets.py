import json
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from starlette.testclient import TestClient

from corpus.reading import parse_notice
from index.bigram import BigramEncoder
from index.gathering import Gathering
from index.search import ALL_NOTICES, SearchEngine
from service.app import create_app
from service.workbook import workbook

NOTICE = parse_notice(
    "吉林省教育厅关于推进实训基地的通知\n\n各市（州）教育局：\n\n"
    "一、目标。到2025年末，全省建成<高水平>实训基地100\n个左右，经费不低于30%。\n\n二、罚则。可以处五千元以上五万元以下罚款。",
    source="sheng.txt",
    sha256="1" * 64,
)
# The keys of a passage in CONTRACT.md, then what a target has besides.
PASSAGE_KEYS = {"notice", "path", "heading", "text", "span", "citation", "url", "page", "paragraph"}
TARGET_KEYS = {"kind", "value", "value_to", "unit", "bound", "binding", "object", "deadline", "sentence"}


@pytest.fixture
def engine(tmp_path) -> Iterator[SearchEngine]:
    engine = SearchEngine.open(tmp_path, BigramEncoder(256))
    engine.add(NOTICE, origin="")
    yield engine
    engine.close()


@pytest.fixture
def client(engine: SearchEngine) -> TestClient:
    return TestClient(create_app(engine))


def test_a_target_is_told_in_the_contracts_style_and_every_text_stands_at_its_span(client: TestClient):
    answer = client.get("/api/targets").json()
    first, second, third = answer["targets"]
    assert answer["total"] == 3
    assert set(first) == PASSAGE_KEYS | TARGET_KEYS
    told = (first["text"], first["value"], first["unit"], first["bound"], first["object"]["text"])
    assert told == ("100\n个左右", 100, "个", "about", "<高水平>实训基地")
    deadline = {name: first["deadline"][name] for name in ("text", "kind", "year", "month", "day")}
    assert deadline == {"text": "到2025年末", "kind": "by", "year": 2025, "month": None, "day": None}
    assert (first["path"], first["url"]) == (["一"], f"/notices/{first['notice']['id']}#一")
    assert (second["binding"]["text"], second["bound"]) == ("不低于", "at_least")
    assert (third["value"], third["value_to"], third["kind"]) == (5_000, 50_000, "money")
    for target in answer["targets"]:
        for words in (target, target["object"], target["deadline"], target["sentence"], target["binding"]):
            assert words is None or NOTICE.text[slice(*words["span"])] == words["text"]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"q": "罚款"}, 1),
        ({"q": "没有的词"}, 0),
        ({"year": 1999}, 0),
        ({"issuer": "教育厅", "region": "吉林", "genre": "通知"}, 3),
        ({"limit": 1}, 1),
        ({"offset": 2}, 1),
        ({"notice": "nope"}, 0),
    ],
    ids=str,
)
def test_targets_are_filtered(client: TestClient, asked: dict[str, object], count: int):
    assert len(client.get("/api/targets", params=asked).json()["targets"]) == count


@pytest.mark.parametrize(
    "address", ["/api/targets?limit=0", "/api/targets?nope=1", "/api/compare", "/api/compare?q=x&breadth=much"]
)
def test_a_wrong_parameter_is_refused(client: TestClient, address: str):
    refused = client.get(address)
    assert (refused.status_code, set(refused.json())) == (422, {"error"})


def test_a_comparison_has_every_level_with_its_quotes_and_targets(client: TestClient):
    answer = client.get("/api/compare", params={"q": "实训基地"}).json()
    assert [one["level"] for one in answer["levels"]] == ["national", "province", "city", "county"]
    (said,) = answer["levels"][1]["notices"]
    assert [NOTICE.text[slice(*quote["span"])] for quote in said["quotes"]] == [
        quote["text"] for quote in said["quotes"]
    ]
    assert [target["value"] for target in said["targets"]] == [100, 30]


def sheet_of(content: bytes) -> tuple[list[list[str]], etree._Element]:
    """Return the rows of a workbook as words, and its sheet."""
    space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with ZipFile(BytesIO(content)) as archive:
        strings = etree.fromstring(archive.read("xl/sharedStrings.xml")).findall("s:si", space)
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    words = ["".join(one.itertext()) for one in strings]
    rows = [
        [
            words[int(cell.findtext("s:v", "", space))] if cell.get("t") == "s" else cell.findtext("s:v", "", space)
            for cell in row.findall("s:c", space)
        ]
        for row in sheet.iterfind(".//s:row", space)
    ]
    return rows, sheet


def test_the_workbook_has_a_row_for_each_target(client: TestClient):
    answer = client.get("/targets.xlsx", params={"q": "罚款"})
    rows, _ = sheet_of(answer.content)
    assert rows[0][:7] == ["数量", "对象", "关系", "数值", "至", "单位", "期限"]
    assert rows[1][:6] == ["五千元以上五万元以下", "罚款", "介于", "5000", "50000", "元"]
    assert "可以处五千元以上五万元以下罚款" in rows[1][6]
    assert len(rows) == 2


def test_words_that_begin_like_a_formula_stay_words(tmp_path):
    text = "吉林省教育厅关于基地的通知\n\n各局：\n\n一、=HYPERLINK(1)等3个，+建成2个@基地，-5个。\x07"
    engine = SearchEngine.open(tmp_path / "formula", BigramEncoder(64))
    engine.add(parse_notice(text, source="=1+1.txt", sha256="3" * 64), origin="")
    found = Gathering(engine.library).targets(ALL_NOTICES)
    _, sheet = sheet_of(workbook(found))
    engine.close()
    assert found
    assert not [cell for cell in sheet.iter() if cell.tag.endswith("}f")]


def test_the_pages_show_quantities_and_levels(client: TestClient):
    page = client.get("/targets", params={"q": "实训"}, headers={"accept": "text/html"}).text
    assert "<mark>100个左右</mark>" in page
    assert "&lt;高水平&gt;实训基地" in page
    assert "/targets.xlsx?q=" in page
    levels = client.get("/compare", params={"q": "实训基地"}, headers={"accept": "text/html"}).text
    assert levels.index("国家") < levels.index("省级") < levels.index("100个左右") < levels.index("市级")
    assert "可以这样问" in client.get("/compare", headers={"accept": "text/html"}).text


def test_the_commands_print_targets_and_comparisons(process, tmp_path):
    assert process.run("add", "corpus/notices").returncode == 0
    told = process.run("targets", "吉教职成[2024]4号", "--q", "实训中心")
    assert "exactly 100 个  产教融合实训中心" in told.stdout
    file = tmp_path / "targets.xlsx"
    record = json.loads(process.run("targets", "--xlsx", str(file), "--json").stdout)
    assert record["total"] == len(sheet_of(file.read_bytes())[0]) - 1
    assert process.run("targets", "nope").returncode == 1
    assert process.run("targets", "--xlsx", str(tmp_path / "targets.csv")).returncode == 2
    compared = process.run("compare", "产教融合实训基地")
    assert (
        compared.stdout.index("== province")
        < compared.stdout.index("100 个  产教融合实训中心")
        < compared.stdout.index("== county")
    )
