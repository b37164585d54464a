"""What the section `scans` counts, worked out by hand."""

from eval.scans import Law, ScanReport, _in_parts, _without  # pyright: ignore[reportPrivateUsage]


def test_errors_are_counted_over_all_laws_and_the_worst_is_named():
    laws = Law("甲法", 2, 1_000, 10, 30, 1, 0), Law("乙法", 1, 3_000, 2, 50, 0, 3)
    sums = ScanReport(laws).record()
    # 12 of 4,000 characters; 10 of 1,000 in the worse law; 4 of 80 paths missed or invented
    assert (sums["character_error"], sums["worst_character_error"], sums["article_paths_right"]) == (0.003, 0.01, 0.95)
    assert sums["laws"]["乙法"]["invented"] == 3


def test_an_article_that_is_printed_twice_is_wanted_twice():
    assert _without([("第一条",), ("第二条",), ("第一条",)], [("第一条",)]) == [("第二条",), ("第一条",)]


def test_pages_are_recognised_four_at_a_time():
    assert list(_in_parts([3, 4, 5, 7, 8, 9])) == [[3, 4, 5, 7], [8, 9]]
