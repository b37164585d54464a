"""The title of a notice: which lines it is set on, and its words."""

import re
from collections.abc import Sequence

from corpus.genre import CARRIERS, genre_of
from corpus.headline import is_beside_title, is_number_line, is_red_head
from corpus.layout import Line, is_date, is_row, unspaced
from corpus.organ import is_organ, names_organs

_FOOTNOTE = re.compile(r"\s*(?:[\[［【]\s*[\d注]{1,2}\s*[\]］】]|[①②③])$")
# 某局关于某事的通知（某发〔2024〕1号）
_NUMBERED = re.compile(
    r"(?<=[\u4e00-\u9fff》])[（(][\u4e00-\u9fff]{1,16}[〔［\[【]\d{4}[〕］\]】]\s*第?\d{1,5}号[)）]$"
)
_ABOUT = "关于"


def title_lines(words: Sequence[str], lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines that make up the title, or none."""
    candidates = [place for place, line in enumerate(words) if _may_be_title(line)]
    ends = [place for place in candidates if genre_of(words[place]) and not is_organ(words[place])]
    about = [place for place in candidates if _ABOUT in words[place] and genre_of(words[place])]
    if not ends:
        plain = [place for place in candidates if not names_organs(words[place]) and len(words[place]) > 3]
        return plain[:1]
    last = about[0] if about else ends[0]
    first = _title_start(words, lines, last)
    return list(range(first, _title_end(words, first, last) + 1))


def title_words(words: str) -> str:
    """Return a title with its lines joined and the blanks that set it wide left out; those between two bodies stay."""
    before, about, after = words.partition(_ABOUT)
    bodies = before.split()
    if about and len(bodies) > 1 and all(names_organs(body) for body in bodies):
        return f"{' '.join(bodies)}{about}{unspaced(after)}"
    return unspaced(words)


def title_of(words: Sequence[str], places: Sequence[int]) -> str:
    """Join the title's lines; bodies set on lines of their own stay apart by a blank."""
    joined = ""
    for place in places:
        line = re.sub(r"^(?:#+|\*\*)\s*|\*\*$", "", words[place])
        if line == joined and names_organs(line):
            continue  # the site's heading names the body once more
        both = _ABOUT not in joined and names_organs(joined) and names_organs(line.partition(_ABOUT)[0].strip() or line)
        joined += (" " if joined and both else "") + line
    title = _NUMBERED.sub("", _FOOTNOTE.sub("", title_words(joined)))
    given = re.fullmatch(r".*号[（(](.+)[)）]", title)
    bare = re.fullmatch(r"《([^《》]+)》", title)
    inner = (given and genre_of(given[1]) and given[1]) or (bare and bare[1])
    return inner or title


def _title_start(words: Sequence[str], lines: Sequence[Line], last: int) -> int:
    """Go back from the line with the genre to the line with which the title begins."""
    first = last
    joined = words[last]
    while first > 0 and last - first < 5 and _may_be_title(words[first - 1]):
        before = words[first - 1]
        if _ABOUT in joined:
            if not _opens(before, unspaced(joined), lines[first].gap) or is_red_head(before):
                break
        elif lines[first].gap and not any(_ABOUT in word for word in words[max(0, last - 4) : first]):
            break
        first -= 1
        joined = before + joined
        if _ABOUT in before and not re.match(_ABOUT, unspaced(before)):
            break
    return first


def _opens(before: str, joined: str, gap: bool) -> bool:
    """Say whether a title that goes on with 关于… or 某局关于… begins on the line `before`."""
    if joined.startswith(_ABOUT):
        return names_organs(before) or not gap
    return not gap and names_organs(before) and names_organs(joined.partition(_ABOUT)[0])


def _title_end(words: Sequence[str], first: int, last: int) -> int:
    """Go on to the line with 通知 where 关于印发某办法 ends a line before."""
    joined = "".join(words[first : last + 1])
    if _ABOUT not in joined or genre_of(joined) in CARRIERS:
        return last
    for place in range(last + 1, min(last + 4, len(words))):
        if not _may_be_title(words[place]) or names_organs(words[place]) or _ABOUT in words[place]:
            break
        if genre_of(words[place]) in CARRIERS:
            return place
    return last


def _may_be_title(words: str) -> bool:
    return not (
        is_row(words)
        or is_date(words)
        or is_beside_title(words)
        or is_red_head(words)
        or words[-1] in "：:，,。；;"
        or is_number_line(words)
        or re.search(r"https?:|[<>]|^[-_]|^\*\s|^\d{4}年\d{1,2}月\d{1,2}日", words)
        or unspaced(words) in ("目录", "目次")
        or not re.search(r"[\u4e00-\u9fff]", words)
    )
