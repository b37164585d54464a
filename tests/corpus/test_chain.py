"""The clause numbers of a citation, read as chains of steps."""

import pytest

from corpus.chain import chains_at, folded_width


def read(words: str) -> tuple[list[str], str]:
    found = chains_at(folded_width(words), 0)
    if found is None:
        return [], words
    chains = ["".join(f"{s.unit}{s.n}" + (f"-{s.after}" if s.after else "") for s in chain) for chain in found.chains]
    return chains, words[found.end :]


@pytest.mark.parametrize(
    ("words", "chains"),
    [
        ("第三十三条第二款", ["条33款2"]),
        ("第一百二十条之一", ["条120-1"]),
        ("第33条", ["条33"]),
        ("三（二）", ["一3（2"]),
        ("三、（二）", ["一3（2"]),
        ("01.表2", ["11附2"]),
        ("第四条五", ["条4一5"]),
        ("第五六条", ["条-1"]),
        ("第一〇二条", ["条102"]),
        ("第三條第二項", ["条3项2"]),
        ("三/（二）", ["一3（2"]),
        ("三、四", ["一3", "一4"]),
        ("二、第三条", ["一2条3"]),
        ("二第三条第一款", ["一2条3款1"]),
        ("二、第三条、第四条", ["一2条3", "一2条4"]),
        ("二和第三条", ["一2", "条3"]),
        ("二、三条", ["一2", "条3"]),
        ("附件一、第三条", ["附1条3"]),
        ("二、（七）第二项", ["一2（7项2"]),
        ("（七）第二项、第三项", ["（7项2", "（7项3"]),
        ("二（七）的第二点", ["一2（7点2"]),
        ("二（六）（七）", ["一2（6", "一2（7"]),
        ("附件第3项", ["附0项3"]),
        ("附件2第三条", ["附2条3"]),
        ("第三十三条、第三十四条", ["条33", "条34"]),
        ("第三、五条", ["条3", "条5"]),
        ("第三至五条", ["条3", "条4", "条5"]),
        ("三（二）至（四）", ["一3（2", "一3（3", "一3（4"]),
        ("第五条第（一）、（三）项", ["条5项1", "条5项3"]),
        ("第五条第一款、第二款第（二）项", ["条5款1", "条5款2（2"]),
        ("第二章第三条、第四条", ["章2条3", "章2条4"]),
        ("第八条、第九条第二款和第十条", ["条8", "条9款2", "条10"]),
    ],
)
def test_a_citations_numbers_are_read(words: str, chains: list[str]):
    assert read(words) == (chains, "")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("第三条规定", "规定"),
        ("三提出", "提出"),
        ("七、健全培养体系", "、健全培养体系"),
        ("第三条第二款的规定", "的规定"),
        ("第三条和有关规定", "和有关规定"),
    ],
)
def test_what_follows_is_left(words: str, left: str):
    assert read(words)[1] == left


@pytest.mark.parametrize(
    "words", ["一文", "第三条件", "第二项目", "2024年", "90%以上", "十四五规划", "千字文", "的一系列"]
)
def test_what_is_no_clause_is_not_read(words: str):
    assert read(words)[0] == []


def test_a_list_without_end_takes_time_by_its_length():
    assert len(read("第一条、" * 50_000)[0]) <= 400
