"""Pieces that notices are made of and parsers stumble over, and how a text of them is changed a little."""

from random import Random

# fmt: off
LABELS = (
    "一、", "二、", "三、", "十、", "二十一、", "九百九十九、", "一.", "（一）", "(二)", "（三)", "（二十）", "1.", "2．", "3、", "10.", "１．", "（1）", "(2)", "1）", "2)",
    "①", "②", "㉑", "Ⅰ、", "Ⅱ.", "A.", "Ｂ．", "1.1", "1.1　", "1.2.1 ", "1　", "第一条", "第二条 ", "第三条　", "第七条之一", "第 四 条", "第12条", "第一章", "第一节　", "第一编", "第一分编",
    "一是", "二是", "三是", "首先，", "其次，", "最后，", "第三条规定的", "第二十条第三款", "第五条、第六条", "前款", "本条",
    "附件", "附件：", "附件1", "附件2", "附件：1.", "附件1：", "附　件", "附表1", "附录", "附件1.某方案", "专栏1", "目录", "目 录", "抄送：", "主题词：",
)
WORDS = (
    "某市教育局关于印发《某方案》的通知", "某方案", "《某方案》", "某市某局文件", "某发〔2024〕3号", "（某发〔2024〕3号）", "国务院令第797号", "某局", "某市人民政府", "某公司",
    "2024年5月6日", "二〇二四年五月六日", "各单位：", "各县（市、区）人民政府：", "联系人：某某", "13512341242", "220102199001011234", "— 1 —", "第 3 页 共 9 页", "甲", "乙", "教育", "工作要求",
    "2024年", "3.5%", "3.2024年", "41.5公顷", "特此通知", "此复", "下一步，", "以上意见", "（2024年1月1日某会议通过）", "印发", "总则", "下列条件：", "索引号：", "公开方式：主动公开",
    "abc", "2", "0", "９９", "999999999999", "字" * 30, "字" * 120,
)
SIGNS = (
    "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0c", "\x0b", "\x85", "　　", " ", "\t", "\u00a0", "\u200b", "\ufeff", "。", "。", "；", "：", "，", "、", "！", "？", "…",
    "《", "》", "〈", "〉", "“", "”", "（", "）", "(", ")", "【", "】", "〔", "〕", "[", "]", "|", "-", "—", "#", "## ", "**", "> ", "* ", ".", "．", "/", "<!--", "\U00020000", "\u0301", "²",
)
ROWS = (
    "| 序号 | 甲 | 乙 |\n", "|---|---|---|\n", "| 1 | 甲 | 乙 |\n", "| 2 | | |\n", "| 二 | 甲 |\n", "||\n", "| ９ | 甲 | 乙 |\n", "|  |\n", "| 2.1 | 甲 |\n",
)
# fmt: on
PIECES = (*LABELS, *WORDS, *SIGNS, *SIGNS, *ROWS)
# What is written in two widths; the reading must not depend on which.
WIDTHS = str.maketrans("（）().．０１２3一", "()（）．.012３〇")
LONGEST = 2_500  # a text beyond this tells nothing new about a promise, and takes longer; tests/corpus/test_long_texts.py has those


def composed(dice: Random, most: int = 60) -> str:
    """Return a text of some pieces."""
    return "".join(dice.choice(PIECES) for _ in range(dice.randrange(1, most)))


def changed_text(text: str, dice: Random) -> str:
    """Return `text` with a few pieces put in, cut out, doubled, moved or written in the other width."""
    for _ in range(dice.choice((1, 1, 2, 4, 8))):
        text = dice.choice(_CHANGES)(text, dice)
    return text[:LONGEST]


def _stretch(text: str, dice: Random, longest: int) -> tuple[int, int]:
    start = dice.randrange(len(text) + 1)
    return start, min(len(text), start + dice.randrange(longest))


def _put_in(text: str, dice: Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(PIECES) + text[place:]


def _put_line(text: str, dice: Random) -> str:
    lines = text.split("\n")
    lines.insert(dice.randrange(len(lines) + 1), composed(dice, 6))
    return "\n".join(lines)


def _cut_out(text: str, dice: Random) -> str:
    start, end = _stretch(text, dice, 20)
    return text[:start] + text[end:]


def _double(text: str, dice: Random) -> str:
    start, end = _stretch(text, dice, 60)
    return text[:end] + text[start:end] * dice.choice((1, 1, 2, 8)) + text[end:]


def _repeat(text: str, dice: Random) -> str:
    place = dice.randrange(len(text) + 1)
    piece = dice.choice(PIECES) + dice.choice(("", "\n", "甲\n"))
    return text[:place] + piece * dice.choice((2, 3, 20)) + text[place:]


def _move(text: str, dice: Random) -> str:
    start, end = _stretch(text, dice, 60)
    rest = text[:start] + text[end:]
    place = dice.randrange(len(rest) + 1)
    return rest[:place] + text[start:end] + rest[place:]


def _fold(text: str, dice: Random) -> str:
    start, end = _stretch(text, dice, 30)
    return text[:start] + text[start:end].translate(WIDTHS) + text[end:]


def _strange(text: str, dice: Random) -> str:
    place = dice.randrange(len(text) + 1)
    number = dice.choice(
        (dice.randrange(0x20, 0x3000), dice.randrange(0x3000, 0xA000), dice.randrange(0xE000, 0x11000))
    )
    return text[:place] + chr(number) + text[place:]


_CHANGES = (_put_in, _put_in, _put_in, _put_line, _cut_out, _double, _repeat, _move, _fold, _strange)
