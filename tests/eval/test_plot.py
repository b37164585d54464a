"""The picture of the table."""

from xml.etree import ElementTree

from eval.half import Half
from eval.outcome import SetReport, Wanted, outcomes_of
from eval.plot import drawn
from eval.ranking import one_each
from eval.system import Trial

SVG = "{http://www.w3.org/2000/svg}"


def report(name: str, systems: dict[str, list[str]], half: Half = Half.VALIDATION) -> SetReport:
    wanted = Wanted({"q": {"甲": 1}}, {one.value: ["q"] if one is half else [] for one in Half})
    trials = [Trial(system, {"q": one_each(units)}, 1.0) for system, units in systems.items()]
    return SetReport(name, 3, outcomes_of(trials, wanted), wanted.sizes, title=name)


def test_a_dot_stands_where_its_score_is_on_the_scale():
    root = ElementTree.fromstring(drawn([report("<a>", {"tiaowen": ["甲"], "none": ["乙"]})]))
    ours, none = root.iter(f"{SVG}circle")
    # the scale goes from 0 to 1 over 190 pixels, right of 108 for names
    assert (ours.get("cx"), none.get("cx")) == ("298.0", "108.0")
    assert [dot.findtext(f"{SVG}title") for dot in (ours, none)] == [
        "tiaowen: 1.00 (1.00–1.00)",
        "none: .000 (.000–.000)",
    ]
    assert "<a>" in [text.text for text in root.iter(f"{SVG}text")]


def test_a_system_missing_from_a_set_leaves_its_row_empty():
    root = ElementTree.fromstring(drawn([report("a", {"x": ["甲"], "y": ["甲"]}), report("b", {"y": ["甲"]})]))
    assert [dot.get("cy") for dot in root.iter(f"{SVG}circle")] == ["56", "76", "76"]


def test_a_set_without_a_question_in_the_half_is_left_out():
    other = report("other", {"x": ["甲"]}, Half.TUNING)
    assert "other" not in drawn([report("a", {"x": ["甲"]}), other])


def test_the_words_below_a_single_set_fit_into_the_picture():
    root = ElementTree.fromstring(drawn([report("a", {"x": ["甲"]})]))
    height, width = int(root.get("height", 0)), int(root.get("width", 0))
    below = [text for text in root.iter(f"{SVG}text") if text.get("x") == "8"]
    assert [text.text for text in below][::-1] == [
        "nDCG@10 on the validation halves;",
        "lines: 95 % bootstrap intervals over questions",
    ]
    # letters of 10 pixels are 6 wide at most
    assert all(8 + 6 * len(text.text or "") <= width and int(text.get("y", 0)) < height for text in below)
    ticks = [int(text.get("y", 0)) for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
    assert max(ticks) + 10 < min(int(text.get("y", 0)) for text in below)
