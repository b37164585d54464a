"""Sentences as a model writes them on the four notices, each with its quote: they stand, and with one thing changed not."""

from pathlib import Path

import pytest

import corpus
from corpus.wording import folded_words
from index.prose.gate import fault_in

FAITHFUL = [
    (
        "重点培育建设10所左右特色高水平高职院校和100个左右特色高水平专业群。",
        "重点培育建设10所左右特色高水平高职院校和100个左右特色高水平专业群，力争2-3所高职院校和5-7个专业群跻身国家新一轮“双高计划”",
    ),
    (
        "力争有2至3所高职院校和5至7个专业群进入国家新一轮“双高计划”。",
        "力争2-3所高职院校和5-7个专业群跻身国家新一轮“双高计划”",
    ),
    (
        "吉林农业大学与吉林工程职业学院结对发展。",
        "首批重点支持吉林农业大学与吉林工程职业学院、长春中医药大学与长白山职业技术学院、",
    ),
    (
        "首批结对的学校包括吉林农业大学与吉林工程职业学院、长春中医药大学与长白山职业技术学院。",
        "首批重点支持吉林农业大学与吉林工程职业学院、长春中医药大学与长白山职业技术学院、",
    ),
    ("支持校企共建50个吉林工匠学院和特色产业学院。", "支持校企共建50个吉林工匠学院、特色产业学院"),
    ("在优质高职专业中开展“3+2”高职与职业本科贯通培养试点。", "在优质高职专业探索“3+2”高职-职业本科贯通培养试点"),
    ("在优质中职专业试点实行“五年一贯制”衔接培养。", "在优质中职专业试点实施中职-高职“五年一贯制”衔接培养"),
    ("职教本科可以探索以职教高考作为主要的招生渠道。", "支持职教本科探索以职教高考为招生主渠道"),
    (
        "专业结构与现代化产业体系的匹配度要达到90%以上。",
        "逐步实现职业院校专业结构与我省现代化产业体系匹配度达到90%以上",
    ),
    (
        "市域产教联合体由教育局会同发改局、工信局、财政局、人社局等部门推动建设。",
        "教育局会同发改局、工信局、财政局、人社局等部门建立密切配合、协调联动的工作机制，打造市域产教联合体",
    ),
    (
        "教育局牵头，发改局、工信局、财政局和人社局配合。",
        "教育局会同发改局、工信局、财政局、人社局等部门建立密切配合、协调联动的工作机制",
    ),
    ("梅河口康美职业技术学院与规上医药工业企业共同牵头。", "由规上医药工业企业和梅河口康美职业技术学院牵头参与"),
    (
        "要把长春汽车职业技术大学建成高水平职业本科。",
        "将长春汽车职业技术大学打造成政校企三方共建共管、产学研深度融合的高水平职业本科",
    ),
    (
        "加快推进长春职业技术学院和吉林铁道职业技术学院的升本进程。",
        "加快推进长春职业技术学院、吉林铁道职业技术学院升本进程",
    ),
    ("每年立项省级教育教学研究课题100项。", "每年围绕教学改革重点难点问题立项省级教育教学研究课题100项"),
    ("三张清单是指人才供需、技术供需和培训供需清单。", "制定人才供需、技术供需、培训供需“三张清单”"),
    (
        "建立科技成果转化的“中试车间”，支持职业院校服务新质生产力发展。",
        "支持职业院校参与服务新质生产力发展行动，建立科技成果转化的“中试车间”",
    ),
    (
        "这项工作由省人社厅、省总工会等部门协同推进。",
        "与省人社厅、省总工会等部门协同合作，将职业院校人才培养有效融入我省“大国工匠”培育计划",
    ),
    ("常态化开展“大国工匠”进校园活动。", "常态化开展“大国工匠”进校园活动"),
    (
        "支持职业院校联合企业共建重点实验室和技术创新中心。",
        "支持职业院校联合企业、本科院校、科研院所开展协同创新、成果转化与技术服务，共建重点实验室、技术创新中心等创新平台",
    ),
    (
        "幼儿保育专业可在公办幼儿园建设开放性区域产教融合实践中心。",
        "依托幼儿保育专业，支持在我市公办幼儿园建设开放性区域产教融合实践中心",
    ),
    (
        "About 10 distinctive high-level vocational colleges and about 100 programme clusters are to be built.",
        "重点培育建设10所左右特色高水平高职院校和100个左右特色高水平专业群",
    ),
    (
        "The plan aims for 2-3 colleges and 5-7 clusters to enter the national “双高计划”.",
        "力争2-3所高职院校和5-7个专业群跻身国家新一轮“双高计划”",
    ),
    (
        "Every year 100 provincial research projects on teaching are approved.",
        "每年围绕教学改革重点难点问题立项省级教育教学研究课题100项",
    ),
    ("The match rate should reach over 90%.", "匹配度达到90%以上"),
    (
        "教育局 works with 发改局, 工信局, 财政局 and 人社局.",
        "教育局会同发改局、工信局、财政局、人社局等部门建立密切配合",
    ),
    (
        "Fifty 吉林工匠学院 are to be set up jointly by schools and companies.",
        "支持校企共建50个吉林工匠学院、特色产业学院",
    ),
    (
        "A five-year continuous programme is piloted in good secondary vocational majors.",
        "在优质中职专业试点实施中职-高职“五年一贯制”衔接培养",
    ),
]
NOTICES = "".join(
    folded_words(file.read_text(encoding="utf-8"))
    for file in sorted((Path(corpus.__file__).parent / "notices").glob("*.txt"))
)


@pytest.mark.parametrize(("sentence", "quote"), FAITHFUL, ids=[sentence[:12] for sentence, _ in FAITHFUL])
def test_a_faithful_sentence_stands_and_with_another_digit_it_does_not(sentence: str, quote: str):
    assert folded_words(quote) in NOTICES
    assert fault_in(sentence, [quote]) is None
    for at, sign in enumerate(sentence):
        for other in "123456789".replace(sign, "") if sign.isdigit() else "":
            assert fault_in(sentence[:at] + other + sentence[at + 1 :], [quote]), f"{other} for {sign} at {at}"


def test_few_sentences_stand_beside_the_quote_of_another():
    others = [(sentence, quote) for sentence, own in FAITHFUL for _, quote in FAITHFUL if quote != own]
    assert sum(fault_in(sentence, [quote]) is None for sentence, quote in others) <= 0.03 * len(others)
