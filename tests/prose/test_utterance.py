"""Records out of a stream, whatever a model puts around them."""

import json

import pytest

from index.prose.utterance import Quoted, Utterance, utterances

ONE = '{"sentence": "甲。", "quotes": [{"clause": 1, "words": "甲"}]}'
TWO = '{"sentence": "乙。", "quotes": [{"clause": "[2]", "words": "乙"}, {"clause": 3, "words": "丙"}]}'
FIRST = Utterance("甲。", (Quoted(1, "甲"),))
SECOND = Utterance("乙。", (Quoted(2, "乙"), Quoted(3, "丙")))


@pytest.mark.parametrize("signs", [1, 5, 1000], ids=["逐字", "几字一段", "一次"])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(f"{ONE}\n{TWO}", [FIRST, SECOND], id="一行一条"),
        pytest.param(f"```json\n[{ONE},\n{TWO}]\n```", [FIRST, SECOND], id="围栏里的列表"),
        pytest.param(f'{{"sentences": [{ONE}, {TWO}]}}', [FIRST, SECOND], id="对象里的列表"),
        pytest.param(f"<think>先想 {TWO}</think>{ONE}", [FIRST], id="想法不算"),
        pytest.param(
            f"好的：\n{ONE}\n以上。", [Utterance("好的："), FIRST, Utterance("以上。")], id="旁边的话没有引文"
        ),
        pytest.param('甲。[1: "甲"]', [FIRST], id="一句后面的记号"),
        pytest.param(
            '甲[1: "甲"]。乙【2：“乙”】[3: "丙"]。丁。',
            [FIRST, SECOND, Utterance("丁。")],
            id="几句各有记号",
        ),
        pytest.param("学校可以收费。", [Utterance("学校可以收费。")], id="不成记录的话没有引文"),
        pytest.param('{"sentence": "甲。"}', [Utterance("甲。")], id="没有引文"),
        pytest.param('{"sentence": "甲。", "quotes": "甲"}', [Utterance("甲。")], id="引文不是列表"),
        pytest.param(
            '{"sentence": "甲。", "quotes": ["甲"]}', [Utterance("甲。", (Quoted(0, ""),))], id="引文没有条号"
        ),
        pytest.param(
            '{"sentence": "甲。", "quotes": [{"clause": "第一条", "words": "甲"}]}',
            [Utterance("甲。", (Quoted(0, "甲"),))],
            id="条号不是数",
        ),
        pytest.param('{"sentence": "甲}{乙。"}', [Utterance("甲}{乙。")], id="括号在字里"),
        pytest.param('{"sentence": "\\u4e00}\\u4e8c"}', [Utterance("一}二")], id="转义"),
        pytest.param('{"sentence": "甲', [Utterance('{"sentence": "甲')], id="没有写完的一条也说出来"),
        pytest.param(f"{{坏}}{ONE}", [Utterance("坏}"), FIRST], id="坏的一条不带走下一条"),
        pytest.param("{}[]\n , \n", [], id="什么都没有"),
    ],
)
def test_records_are_read_as_they_come(text: str, found: list[Utterance], signs: int):
    pieces = [text[start : start + signs] for start in range(0, len(text), signs)]
    assert list(utterances(pieces)) == found


def test_a_record_is_read_before_the_next_is_sent():
    def pieces():
        yield ONE
        raise AssertionError("more was asked for")

    assert next(utterances(pieces())) == FIRST


@pytest.mark.parametrize(
    "text",
    [
        "{" * 20_000,
        '{"a":' * 20_000,
        "[" * 20_000 + "{",
        '{"a": ' + "9" * 20_000 + "}",
        json.dumps({"a": "}" * 20_000}),
        '甲[1: "' * 5_000,
        "甲" + " " * 20_000 + "[",
    ],
    ids=["开括号", "层层", "列表", "长数", "闭括号", "记号", "空格"],
)
def test_what_is_made_to_cost_much_ends(text: str):
    pieces = [text[start : start + 500] for start in range(0, len(text), 500)]
    assert all(not one.quotes for one in utterances(pieces))
