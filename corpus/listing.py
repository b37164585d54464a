"""The list of attachments that stands above a signature: where it ends, and what only looks like one."""

from collections.abc import Sequence

from corpus.attachment import LONGEST_TITLE, attachment_form, is_file, is_listed, listed_number, only_files
from corpus.label import label_at
from corpus.layout import is_date
from corpus.signature import signature_at, signed_line

_MOST_NUMBERED, _MOST_LOOSE = 60, 8
_NEAR = 5  # lines in which a list is followed by the signature


def list_length(words: Sequence[str], place: int) -> int:
    """Count the lines of a list: its numbers rise, or short lines without any go on to the signature."""
    last = listed_number(words[place]) or 0
    taken = 1
    for line in words[place + 1 : place + _MOST_NUMBERED]:
        number = (listed_number(line) if is_listed(line) else None) or 0
        if number <= last and not is_file(line):
            break
        last = max(number, last)
        taken += 1
    loose = taken
    while loose < taken + _MOST_LOOSE and is_title_line(words, place + loose):
        if signature_at(words, place + loose):
            return loose
        loose += 1
    return loose if loose == taken + 1 and _stands_again(words, place + taken) else taken


def is_followed_by_head(words: Sequence[str], end: int) -> bool:
    """Say whether a list that ends before `end` names what follows, or only files: 附件：⏎某指标⏎附件⏎某指标."""
    form = attachment_form(words[end]) if end < len(words) else None
    return only_files(words[end - 1]) or (form is not None and not form.colon and not form.title)


def has_text(words: Sequence[str], place: int) -> bool:
    """Say whether 附录： above `place` heads a text, 某范围⏎一、…: no signature comes, and more than a title."""
    near = words[place : place + _NEAR]
    return len(near) > 1 and not any(is_date(line) or signed_line(line) for line in near)


def is_title_line(words: Sequence[str], place: int) -> bool:
    """Say whether there is a line at `place` that may be one of a title's."""
    line = words[place] if place < len(words) else "。"
    return not (
        len(line) > LONGEST_TITLE
        or line[-1] in "。；，：:"
        or "|" in line
        or "。" in line
        or label_at(line, 0)
        or is_date(line)
        or attachment_form(line)
    )


def _stands_again(words: Sequence[str], place: int) -> bool:
    """Say whether a head and the same title follow: it was only listed."""
    same = words[place : place + 1] == words[place + 2 : place + 3]
    return same and attachment_form(words[place + 1]) is not None
