from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading import parse_notice
from corpus.target import targets_of

HEAD = "关于推进培训工作的通知\n\n各县（市）教育局：\n\n"


def read(body: str):
    return parse_notice(HEAD + body, source="made.txt", sha256="0" * 64)


def told(body: str) -> list[tuple[str, str | None, str | None]]:
    """Return quantity, what is counted and deadline of each target of a notice with this body."""
    notice = read(body)
    return [
        (
            target.quantity.span.of(notice.text),
            target.counted.of(notice.text) if target.counted else None,
            target.deadline.span.of(notice.text) if target.deadline else None,
        )
        for target in targets_of(notice)
    ]


CASES = [
    ("一、建设。建成10所左右特色学校和100个专业群。", [("10所左右", "特色学校", None), ("100个", "专业群", None)]),
    ("一、建设。2025年末行业协会在3家以上。", [("3家以上", "行业协会", "2025年末")]),
    ("一、建设。每年立项省级课题100项。", [("100项", "省级课题", "每年")]),
    ("一、建设。力争有4所以上学校入选。", [("4所以上", "学校", None)]),
    ("一、建设。134家企业成为试点。", [("134家", "企业", None)]),
    ("一、建设。建设2个集教学和生产于一体的基地。", [("2个", "集教学和生产于一体的基地", None)]),
    ("一、经费。教学经费不低于学校当年支出的30%。", [("30%", "教学经费", None)]),
    ("一、统计。产值100亿元，比上年增长5%。", [("100亿元", "产值", None), ("5%", "产值", None)]),
    ("一、处罚。可以处二万元以下罚款。", [("二万元以下", "罚款", None)]),
    (
        "一、目标。到2025年，建成基地3个；培训教师200人次。",
        [("3个", "基地", "到2025年"), ("200人次", "教师", "到2025年")],
    ),
    ("一、目标。每年培训200人次，建成基地3个。", [("200人次", "培训", "每年"), ("3个", "基地", None)]),
    ("一、目标。建成基地3个，于2025年底前验收。", [("3个", "基地", "2025年底前")]),
    (
        "一、目标。到2025年，实现以下目标：\n（一）基地3个。\n（二）教师20名。",
        [("3个", "基地", "到2025年"), ("20名", "教师", "到2025年")],
    ),
    ("一、目标。开设17大类百余种专业。", [("17大类", "专业", None), ("百余种", "专业", None)]),
]


@pytest.mark.parametrize(("body", "expected"), CASES, ids=[body.replace("\n", " ") for body, _ in CASES])
def test_a_target_says_what_is_counted_and_by_when(body, expected):
    assert told(body) == expected


def test_a_quantity_over_a_broken_line_keeps_its_printed_place():
    notice = read("一、目标。重点建设一批基地，开展师资培训，力争培育特色高水平专业群达到100\n个左右，并推广。")
    (target,) = targets_of(notice)
    assert target.quantity.span.of(notice.text) == "100\n个左右"
    assert target.quantity.value == 100


def test_clause_numbers_titles_and_signature_are_no_targets():
    assert told("一、做好2项工作。\n\n1.按照《十项措施》执行。\n\n某市教育局\n2024年3月5日") == [("2项", "工作", None)]


def test_the_row_of_a_table_is_the_sentence():
    notice = read("附件\n\n| 序号 | 任务 | 数量 |\n|---|---|---|\n| 1 | 建设基地 | 5个 |\n| 2 | 培训 | 30人次 |\n")
    assert [(t.path[-1], t.sentence.of(notice.text)) for t in targets_of(notice)] == [
        ("1", "| 1 | 建设基地 | 5个 |"),
        ("2", "| 2 | 培训 | 30人次 |"),
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            "一、",
            "（一）",
            "100",
            "三",
            "个",
            "%",
            "年",
            "到2025年",
            "每年",
            "不低于",
            "以上",
            "，",
            "。",
            "；",
            "\n",
            "　",
            "基地",
            "“",
            "”",
            "2-3",
            "半",
        ]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_every_span_holds_the_words_it_was_read_from(pieces):
    notice = read("".join(pieces))
    for target in targets_of(notice):
        span = target.quantity.span
        assert target.sentence.holds(span)
        assert span.of(notice.text).strip() == span.of(notice.text)
        assert target.counted is None or target.counted.of(notice.text).strip()


def seconds(signs: int) -> float:
    notice = read("一、目标。" + "到2025年，建成基地3个、培训200人次，不低于30%，" * (signs // 30))
    began = process_time()
    targets_of(notice)
    return process_time() - began


def test_a_long_text_is_read_in_linear_time():
    assert seconds(40_000) < 12 * max(seconds(10_000), 0.05)


@pytest.mark.parametrize("repeated", ["达到", "增长到达到", "提高到", "不得高于"])
def test_words_before_a_figure_are_read_in_one_way(repeated: str):
    began = process_time()
    targets_of(read(f"一、目标。{repeated * 29}人3个，产值3亿元，增长{repeated * 29}甲5%。"))
    assert process_time() - began < 1  # in all ways that there are: for days
