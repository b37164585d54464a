"""Red head, number, title, addressees, who issued it and when."""

from datetime import date

import pytest

from corpus.day import day_of
from corpus.enactment import enactment_of
from corpus.notice import Notice, Region
from corpus.organ import organs_in
from corpus.reading import parse_notice

BODY = "请办理。\n"


def read(text: str) -> Notice:
    return parse_notice(text, source="某.txt", sha256="")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        pytest.param("某厅关于全面推行行政规范性文件\n合法性审核机制的意见\n", "某厅关于全面推行行政规范性文件合法性审核机制的意见", id="以文件二字断行的标题不是红头"),
        pytest.param("某局 某厅\n关于印发某市入户管理办法\n实施细则的通知\n", "某局 某厅关于印发某市入户管理办法实施细则的通知", id="印发的标题到通知为止"),
        pytest.param("甲省教育厅\n甲省财政厅\n关于某事的通知\n", "甲省教育厅 甲省财政厅关于某事的通知", id="机关分行则空一格"),
        pytest.param("某省2022年统计公报[1]\n", "某省2022年统计公报", id="脚注号不属标题"),
        pytest.param("附件1\n某专业名单\n", "某专业名单", id="附件号不属标题"),
        pytest.param("某局关于某事的通知（某发〔2024〕4号）\n", "某局关于某事的通知", id="题后括号里的文号不属标题"),
        pytest.param("《某选举法》\n", "某选举法", id="书名号不属标题"),
        pytest.param("某行令〔2025〕第12号（某机构管理办法）\n", "某机构管理办法", id="令号后括号里是标题"),
    ],
)  # fmt: skip
def test_a_title_is_read_whole(head: str, title: str):
    assert read(f"{head}各单位：\n{BODY}").title == title


@pytest.mark.parametrize(
    ("head", "number"),
    [
        pytest.param("某局关于某事的通知\n某发〔2024〕第 04 号\n", "某发〔2024〕第4号", id="第4号"),
        pytest.param("某局关于某事的通知（某发〔2024〕4号）\n", "某发〔2024〕4号", id="题后括号里"),
        pytest.param("某局关于某事的通知\n某局关于某事的通知 某发〔2024〕4号 各科室：\n", "某发〔2024〕4号", id="与标题主送同行"),
        pytest.param("某发〖2024〗4号　　　签发人：张三\n某局关于某事的请示\n", "某发〔2024〕4号", id="签发人在旁"),
        pytest.param("中华人民共和国国务院令\n第 706 号\n", "中华人民共和国国务院令第706号", id="令分两行"),
        pytest.param("某税务总局\n公　告\n2025年第3号\n", "某税务总局公告2025年第3号", id="公告分三行"),
        pytest.param("某海关总署 公告〔2024〕137号\n", "公告〔2024〕137号", id="机关在号前空格"),
        pytest.param("某条例\n（2003年7月16日中华人民共和国国务院令第386号公布）\n", "中华人民共和国国务院令第386号", id="题注里的令号"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_every_form(head: str, number: str):
    assert read(head + BODY).number == number


@pytest.mark.parametrize(
    ("words", "bodies"),
    [
        ("教育部　财政部", ("教育部", "财政部")),
        ("甲市人力资源和社会保障局甲市财政局", ("甲市人力资源和社会保障局", "甲市财政局")),
        ("甲市人民政府办公室", ("甲市人民政府办公室",)),
        ("甲省 教 育 厅", ("甲省教育厅",)),
    ],
)
def test_bodies_are_told_apart(words: str, bodies: tuple[str, ...]):
    assert organs_in(words) == bodies


def test_those_who_sign_stand_for_the_number_of_departments_in_a_title():
    text = f"甲市卫生委等2部门关于某事的通知\n各区：\n{BODY}甲市卫生委员会        甲市财政局\n2023年10月19日\n"
    assert read(text).issuers == ("甲市卫生委员会", "甲市财政局")


@pytest.mark.parametrize(
    ("signature", "issuers"),
    [
        pytest.param("甲市教育局\n2024年5月6日\n", ("甲市教育局",), id="先署名后日期"),
        pytest.param("2024年5月6日\n甲市教育局\n", ("甲市教育局",), id="先日期后署名"),
        pytest.param("甲市教育局　2024年5月6日\n", ("甲市教育局",), id="同一行"),
        pytest.param("甲市教育局（盖章）\n甲市财政局（代章）\n2024.5.6\n", ("甲市教育局", "甲市财政局"), id="几家盖章"),
        pytest.param("甲市教育局\n2024年5月6日\n甲市教育局办公室　2024年5月9日印发\n", ("甲市教育局",), id="印发日期不是成文日期"),
    ],
)  # fmt: skip
def test_signature_and_day(signature: str, issuers: tuple[str, ...]):
    notice = read(f"关于某事的通知\n各单位：\n{BODY}{signature}")
    assert (notice.issuers, notice.date) == (issuers, date(2024, 5, 6))
    assert [passage.text for passage in notice.passages] == ["请办理。"]


@pytest.mark.parametrize("words", ["2024年5月6日", "二〇二四年五月六日", "二O二四年五月 六日", "2024-05-06", "2024.5.6", "２０２４年５月６日"])  # fmt: skip
def test_a_day_is_read_in_every_form(words: str):
    assert day_of(words) == date(2024, 5, 6)


def test_a_january_may_be_called_the_first_month():
    assert day_of("二○二四年元月十日") == date(2024, 1, 10)


@pytest.mark.parametrize(
    ("lines", "addressees"),
    [
        pytest.param("各市（州）教育局，\n各高等学校：\n", ("各市（州）教育局", "各高等学校"), id="断行的主送"),
        pytest.param("——2024年1月16日在某市人民代表大会上\n市长　某某\n各位代表：\n", ("各位代表",), id="副题和署名不是主送"),
        pytest.param("A+大\nA-小\n各幼儿园：\n", ("各幼儿园",), id="网页按钮不是主送"),
        pytest.param("某局关于某事的通知 某发〔2024〕4号 各市局，各县局：\n", ("各市局", "各县局"), id="与标题文号同行"),
        pytest.param("各省、自治区、直辖市教育厅、各高等学校：\n", ("各省、自治区、直辖市教育厅", "各高等学校"), id="各省自治区直辖市是一组"),
        pytest.param("各乡镇中心校、县直中小学\n", ("各乡镇中心校", "县直中小学"), id="漏了冒号"),
        pytest.param("在第二十四条的基础上增加两款，作为第二款和第三款：\n", (), id="增加条款的一句不是主送"),
        pytest.param("现将有关事项通知如下：\n", (), id="引出正文的一句不是主送"),
    ],
)  # fmt: skip
def test_addressees(lines: str, addressees: tuple[str, ...]):
    assert read(f"某局关于某事的通知\n{lines}{BODY}").addressees == addressees


def test_a_report_says_under_its_title_where_and_when():
    notice = read(
        "政府工作报告\n——2024年2月3日在贵港市第六届人民代表大会\n第六次会议上\n市长　某某\n各位代表：\n一、甲。\n"
    )
    assert (notice.date, notice.region) == (date(2024, 2, 3), Region("广西壮族自治区", "贵港市"))


@pytest.mark.parametrize(
    ("note", "day", "body"),
    [
        ("（2005年4月27日第十届全国人民代表大会常务委员会第十五次会议通过 2018年12月29日第十三届全国人民代表大会常务委员会第七次会议修订）",
         date(2018, 12, 29), "全国人民代表大会常务委员会"),
        ("1988年3月3日 国务院发布", date(1988, 3, 3), "国务院"),
        ("（2024年10月28日海关总署令第272号公布 自2024年12月1日起实施）", date(2024, 10, 28), "海关总署"),
        ("2004年5月20日 上海市第十二届人民代表大会常务委员会第十二次会议通过", date(2004, 5, 20), "上海市人民代表大会常务委员会"),
        ("2021年5月31日 最高人民法院审判委员会第1840次会议通过", date(2021, 5, 31), "最高人民法院"),
    ],
)  # fmt: skip
def test_a_law_says_who_passed_it_and_when(note: str, day: date, body: str):
    found = enactment_of(note)
    assert (found.day, found.body) == (day, body)


def test_a_note_that_breaks_inside_its_title_marks_is_head():
    notice = read(
        "某房产法\n1994年7月5日 某会议通过\n\n2019年8月26日 某会议《关于修改〈某土地法〉\n\n〈某房产法〉的决定》第三次修正\n第一条 甲。"
    )
    assert (notice.title, notice.date, notice.root.paragraphs) == ("某房产法", date(2019, 8, 26), ())


def test_a_note_set_on_two_lines_is_head():
    text = "某劳动法\n（2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过 根据2012年12月28日第十一届全国人\n民代表大会常务委员会第三十次会议决定修正）\n第一条 甲。"
    notice = read(text)
    assert (notice.date, [c.label for c in notice.root.children]) == (date(2012, 12, 28), ["第一条"])
    assert len(notice.passages) == 1


@pytest.mark.parametrize(
    ("head", "issuers"),
    [
        pytest.param("某县2022年统计公报\n某县统计局    国家统计局某县调查队\n（2023年5月）\n", ("某县统计局", "国家统计局某县调查队"), id="题下并列"),
        pytest.param("某省发展改革委印发《关于促进就业的措施》的通知\n", ("某省发展改革委",), id="印发关于"),
        pytest.param("某市政府办公室转发市教育局关于学前教育意见的通知\n", ("某市政府办公室",), id="转发者发文"),
    ],
)  # fmt: skip
def test_who_issues_a_notice_stands_in_or_under_its_title(head: str, issuers: tuple[str, ...]):
    assert read(f"{head}{BODY}").issuers == issuers


def test_a_day_under_the_title_signs_nothing():
    text = "某市工作要点\n某市教育局\n2024年2月3日\n一、甲。\n联系人：张三\n二、乙。\n"
    notice = read(text)
    assert (notice.date, [c.span.end for c in notice.root.children]) == (
        date(2024, 2, 3),
        [text.index("\n二"), len(text) - 1],
    )


def test_a_year_and_serial_behind_a_date_are_no_number():
    notice = read("某局关于某事的通知\n| 文号 | 2024年5月6日〔2024〕3号 |\n各学校：\n一、甲。\n")
    assert notice.number is None
