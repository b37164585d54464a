"""Targets as an Excel workbook: one row each, with its sentence and its citation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from corpus.citation import cite, path_text
from corpus.layout import joined
from corpus.span import Span

if TYPE_CHECKING:
    from index.gathering import Gathered

BOUND_WORDS = {
    "exactly": "等于",
    "at_least": "不少于",
    "at_most": "不超过",
    "more_than": "超过",
    "less_than": "不足",
    "about": "约",
    "between": "介于",
}
_Cell = str | float | None
# XML 1.0 knows no other control characters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def _said(one: Gathered, span: Span | None) -> str | None:
    return joined(one.notice.text, span) if span else None


# Head, width in signs, and what the cell holds.
_COLUMNS: tuple[tuple[str, int, Callable[[Gathered], _Cell]], ...] = (
    ("数量", 14, lambda one: _said(one, one.target.quantity.span)),
    ("对象", 28, lambda one: _said(one, one.target.counted)),
    ("关系", 8, lambda one: BOUND_WORDS[one.target.quantity.bound.value]),
    ("数值", 12, lambda one: one.target.quantity.value),
    ("至", 12, lambda one: one.target.quantity.value_to),
    ("单位", 8, lambda one: one.target.quantity.unit.name),
    ("期限", 14, lambda one: _said(one, one.target.deadline.span if one.target.deadline else None)),
    ("原句", 70, lambda one: _said(one, one.target.sentence)),
    ("公文", 44, lambda one: one.notice.title),
    ("文号", 20, lambda one: one.notice.number),
    ("机关", 20, lambda one: "、".join(one.notice.issuers)),
    ("条款", 14, lambda one: path_text(one.target.path)),
    ("引用", 50, lambda one: cite(one.notice, one.target.path, one.target.quantity.span, one.target.paragraph)),
)


def workbook(found: Sequence[Gathered]) -> bytes:
    """Return the bytes of an XLSX file.

    Words are written as strings, whatever they begin with: a cell is never a formula (=, +, -, @) or a link.
    """
    writer = cast(Any, import_module("xlsxwriter"))  # it has no types, and no other command waits for it
    file = BytesIO()
    book = writer.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("指标")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (head, width, _) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for row, one in enumerate(found, 1):
        for column, (_, _, cell_of) in enumerate(_COLUMNS):
            _write(sheet, row, column, cell_of(one), wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(found), len(_COLUMNS) - 1)
    book.close()
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: _Cell, look: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, _UNPRINTABLE.sub("", cell)[:32_767], look)  # no cell of Excel holds more
    elif cell is not None:
        sheet.write_number(row, column, cell, look)
