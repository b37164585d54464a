import pytest

from index.subject import Subject, subject_of
from index.topic import Widenings

HELD = {
    "办学": 2.0,
    "条件": 2.0,
    "达标": 3.0,
    "招生": 2.0,
    "职业": 0.1,
    "院校": 0.5,
    "农业": 2.0,
    "技术": 1.0,
    "业技": 2.5,
}


def rarity(word: str) -> float:
    return HELD.get(word, 5.0 if word == "\0" else 4.0)


def named(question: str, also: Widenings = ()) -> Subject:
    return subject_of(question, rarity, also)


@pytest.mark.parametrize(
    ("question", "things"),
    [
        pytest.param("哪些措施涉及防汛值守？", ["防汛值守"], id="哪些措施"),
        pytest.param("关于河道清淤都有什么规定？", ["河道清淤"], id="都有什么规定"),
        pytest.param("列出关于粮库轮换的全部内容。", ["粮库轮换"], id="列出"),
        pytest.param("把各地关于冬季供暖的做法列出来。", ["冬季供暖"], id="列出来"),
        pytest.param("乡村道路养护方面有哪些要求？", ["乡村道路养护"], id="方面"),
        pytest.param("哪些条款提到泵站、闸门或者堤坝巡查？", ["泵站", "闸门", "堤坝巡查"], id="几样"),
        pytest.param("各份文件里，“一河一策”在哪些条款出现过？", ["一河一策"], id="何处不是何事"),
        pytest.param("哪些措施涉及对口合作？", ["对口合作"], id="对口不是对"),
        pytest.param("宣传防汛政策方面有哪些规定？", ["宣传防汛"], id="末尾的政策"),
        pytest.param("Which measures cover dams and locks?", ["dams", "locks"], id="English"),
        pytest.param("Could you list everything on dams?", ["on dams"], id="English, bidding"),
        pytest.param("Which clauses cover river dredging (河道清淤)?", ["河道清淤"], id="英文里的中文"),
        pytest.param("哪些条款提到“闸门”二字？", ["闸门"], id="二字"),
        pytest.param("需要水务局配合的工作有哪些？", ["水务局"], id="配合的工作"),
        pytest.param("泵站修得好的单位能得到什么奖励？", ["泵站修得好的单位的奖励"], id="能得到什么"),
        pytest.param("泵站的水平怎么提高，哪些条文讲到了？", ["泵站的水平提高"], id="怎么在中间"),
        pytest.param("河道清淤怎么规定的？", ["河道清淤"], id="怎么规定"),
        pytest.param("河道养护方面的人才有哪些规定？", ["河道养护的人才"], id="方面的"),
        pytest.param("哪些条款提到泵站（含闸门）？", ["泵站", "闸门"], id="含"),
        pytest.param("哪些措施要修泵站？", ["修泵站"], id="要"),
        pytest.param("防汛方案中哪些条款提到泵站？", ["泵站"], id="哪份文件里"),
    ],
)
def test_the_things_a_list_is_wanted_of_stand_without_the_frame(question: str, things: list[str]):
    assert [thing.printed.strip() for thing in named(question).things] == things


@pytest.mark.parametrize(
    ("question", "things"),
    [
        pytest.param("哪些条款涉及闸门和泵站的检修？", ["闸门的检修", "泵站的检修"], id="前面的共用"),
        pytest.param("哪些条款涉及粮库轮换的办学、院校？", ["粮库轮换的办学", "粮库轮换的院校"], id="后面的共用"),
        pytest.param("哪些条款涉及院校的招生、农业技术？", ["院校的招生", "农业技术"], id="后面的少见就自成一样"),
        pytest.param("哪些条款要求网络安全或数据安全演练？", ["网络安全演练", "数据安全演练"], id="同一个词之后"),
        pytest.param("哪些条款要求实训基地、实训场所开放？", ["实训基地开放", "实训场所开放"], id="同一个词开头"),
        pytest.param("技师、能工巧匠到学校任教有哪些规定？", ["技师到学校任教", "能工巧匠到学校任教"], id="到"),
        pytest.param("吸引、带动社会资本参与有哪些规定？", ["吸引社会资本参与", "带动社会资本参与"], id="几个动词"),
        pytest.param("哪些条款提到闸门或闸门检修？", ["闸门", "闸门检修"], id="一样是另一样的开头"),
        pytest.param("闸门的新建、撤销有哪些规定？", ["闸门的新建", "闸门的撤销"], id="的之后都是一个词"),
        pytest.param("对闸门、泵站有哪些补助？", ["闸门的补助", "泵站的补助"], id="问的是各样的什么"),
        pytest.param("哪些条款提到订单班、集团化办学？", ["订单班", "集团化办学"], id="没有共用的"),
    ],
)
def test_things_share_the_words_that_stand_once(question: str, things: list[str]):
    assert [thing.printed for thing in named(question).things] == things


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        pytest.param("哪些条款涉及农业或者招生", "扩大招生规模", 1.0, id="一样就够"),
        pytest.param("哪些条款涉及农业或者院校", "各院校应当", 0.5, id="常见的一样不够"),
        pytest.param("哪些条款涉及农业技术", "职业技术学校", 1 / 4, id="跨词的一对要两边都在"),
        pytest.param("哪些条款涉及农业技术", "推广农业技术", 1.0, id="两边都在"),
        pytest.param("哪些条款提到乙川职业技术农业学院", "农业技术学院", 0.0, id="别的学院不算"),
        pytest.param("哪些条款提到乙川职业技术农业学院", "支持乙川职业技术农业学院", 1.0, id="全名才算"),
    ],
)
def test_any_of_the_things_will_do_and_rare_words_count(question: str, text: str, share: float):
    assert named(question).covered(text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("question", "body"),
    [
        pytest.param("哪些条款提到乙川职业技术农业学院", True, id="一所学院"),
        pytest.param("哪些条款提到农业职业技术产业学院", False, id="一类学院"),
        pytest.param("院校合办农业技术学院的条款", False, id="合办的学院"),
    ],
)
def test_only_the_name_of_one_body_stands_as_a_whole(question: str, body: bool):
    (thing,) = named(question).things
    assert (list(thing.words) == [thing.printed]) is body


def test_another_form_of_a_thing_stands_for_its_words():
    subject = named("哪些措施涉及招生", (("招生", ("录取",)),))
    assert (subject.covered("统一录取"), subject.has_rarest("统一录取"), subject.run("统一录取")) == (1.0, True, 1.0)
    assert subject.terms_in("统一录取") == [("招生", "录取")]


@pytest.mark.parametrize(
    ("others", "weight"),
    [
        # Held by none: half of the highest rarity, 5.  Both words of 招生办学 weigh 2, 院校 weighs .5.
        pytest.param((), 2.5, id="没有别的说法"),
        pytest.param(("招生办学",), 2.0, id="别的说法常见"),
        pytest.param(("招生办学", "院校"), 0.5, id="最常见的说法"),
        pytest.param(("堤坝",), 2.5, id="别的说法也少见"),
    ],
)
def test_a_word_that_no_passage_holds_weighs_no_more_than_its_other_forms(others: tuple[str, ...], weight: float):
    def in_library(word: str) -> float:
        return HELD.get(word, 5.0)

    (thing,) = subject_of("哪些条款提到水闸", in_library, (("水闸", others),)).things
    assert thing.words == {"水闸": weight}


def test_a_run_is_the_longest_part_of_a_thing_that_stands_unbroken():
    subject = named("哪些措施涉及办学条件达标")
    assert subject.run("办学条件要在两年内达标") == pytest.approx(4 / 6)
    assert subject.has_rarest("改善办学条件") and not subject.has_rarest("两年内达标")


def test_a_question_of_frame_alone_names_nothing():
    assert named("有哪些措施？").covered("措施") == 0.0
