"""The table as a picture: nDCG@10 of every system on one half of each set, in SVG written by hand."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor

from eval.half import Half
from eval.outcome import DECIDING, Figures, SetReport
from eval.product import TIAOWEN
from eval.table import short

# Pixels.
NAMES, PANEL, GAP, ROW, HEAD, FOOT = 108, 190, 22, 20, 46, 54
OURS, OTHERS, LINES = "#b3261e", "#3f5f7f", "#d9dde2"
STYLE = (
    "text{font:12px system-ui,'Noto Sans CJK SC',sans-serif;fill:#222}"
    f".small{{font-size:10px;fill:#555}}.ours{{fill:{OURS};font-weight:600}}"
)
STEP = 0.1  # of the scale


def drawn(reports: Sequence[SetReport], half: Half = Half.VALIDATION) -> str:
    """Return the SVG: a panel a set, a row a system, a dot at nDCG@10 and a line over its interval.

    All panels have one scale.  Sets without a question in `half` are left out.
    """
    shown = [report for report in reports if report.sizes[half.value]]
    names = list(dict.fromkeys(outcome.system for report in shown for outcome in report.outcomes))
    width = NAMES + len(shown) * (PANEL + GAP)
    height = HEAD + len(names) * ROW + FOOT
    scale = _scale([figures for report in shown for figures in _figures(report, half).values()])
    parts = [_names(names)]
    for column, report in enumerate(shown):
        parts.extend(_panel(report, half, names, NAMES + column * (PANEL + GAP), scale))
    caption = (f"nDCG@10 on the {half.value} halves;", "lines: 95 % bootstrap intervals over questions")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">',
            f'<title>{" ".join(caption)}</title><style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>',
            *parts,
            *(
                f'<text class="small" x="8" y="{height - 8 - 13 * below}">{line}</text>'
                for below, line in enumerate(reversed(caption))
            ),
            "</svg>\n",
        ]
    )


def _figures(report: SetReport, half: Half) -> dict[str, Figures]:
    return {outcome.system: outcome.groups[half.value] for outcome in report.outcomes}


def _scale(figures: Sequence[Figures]) -> tuple[float, float]:
    """Return the tenths between which every interval lies."""
    ends = [end for one in figures for end in one.intervals[DECIDING]]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    least = floor(low / STEP) * STEP
    return least, max(ceil(high / STEP) * STEP, least + STEP)


def _names(names: Sequence[str]) -> str:
    return "\n".join(
        f'<text x="{NAMES - 8}" y="{_middle(row) + 4:g}" text-anchor="end"{_mark(name)}>{escape(name)}</text>'
        for row, name in enumerate(names)
    )


def _mark(name: str) -> str:
    return ' class="ours"' if name == TIAOWEN else ""


def _middle(row: int) -> float:
    return HEAD + (row + 0.5) * ROW


def _panel(report: SetReport, half: Half, names: Sequence[str], left: int, scale: tuple[float, float]) -> Iterator[str]:
    least, most = scale

    def across(share: float) -> float:
        return left + (share - least) / (most - least) * PANEL

    bottom = HEAD + len(names) * ROW
    yield f'<text x="{left}" y="18">{escape(report.title)}</text>'
    counts = f"{report.sizes[half.value]} questions, {report.passages} passages"
    yield f'<text class="small" x="{left}" y="33">{counts}</text>'
    for tick in range(round((most - least) / STEP) + 1):
        share = least + tick * STEP
        yield f'<path d="M{across(share):.1f} {HEAD}V{bottom}" stroke="{LINES}"/>'
        yield f'<text class="small" x="{across(share):.1f}" y="{bottom + 14}" text-anchor="middle">{share:.1f}</text>'
    figures = _figures(report, half)
    for row, name in enumerate(names):
        if name in figures:
            low, high = figures[name].intervals[DECIDING]
            score = figures[name].scores[DECIDING]
            colour, y = OURS if name == TIAOWEN else OTHERS, _middle(row)
            yield f'<path d="M{across(low):.1f} {y:g}H{across(high):.1f}" stroke="{colour}" stroke-width="2"/>'
            yield f'<circle cx="{across(score):.1f}" cy="{y:g}" r="4" fill="{colour}">'
            yield f"<title>{escape(name)}: {short(score)} ({short(low)}–{short(high)})</title></circle>"
