from corpus.reading import parse_notice
from corpus.span import Span
from eval.targets import GOLD, NOTICES, Expected, read_expected, read_notice, scored

TEXT = "关于建设的通知\n\n各局：\n\n一、建设。建成基地3个，培训教师20名。"


def expected(words: str, **other) -> Expected:
    start = TEXT.index(words)
    fields = {
        "value": 3,
        "value_to": None,
        "unit": "个",
        "bound": "exactly",
        "object": "基地",
        "deadline": None,
        **other,
    }
    return Expected("n", "一", words, Span(start, start + len(words)), **fields)


def test_what_is_missed_found_besides_and_read_otherwise_is_counted_and_told():
    notice = parse_notice(TEXT, source="n.txt", sha256="0" * 64)
    score = scored([expected("3个", value=4), expected("教师")], {"n": notice})
    assert (score.expected, score.found, score.right) == (2, 2, 1)
    assert (score.fields["value"], score.fields["object"]) == (0, 1)
    assert [line.split()[0] for line in score.unlike] == ["missed", "value", "wrong"]


def test_on_the_four_notices_nearly_all_quantities_are_found_and_read_right():
    notices = {file.stem: read_notice(file) for file in sorted(NOTICES.glob("*.txt"))}
    gold = read_expected(GOLD)
    assert all(notices[one.notice].text[one.span.start : one.span.end] == one.words for one in gold)
    score = scored(gold, notices)
    assert score.right >= 0.95 * score.found
    assert score.right >= 0.95 * score.expected
    assert all(count >= 0.95 * score.right for count in score.fields.values())
