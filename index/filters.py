"""Which notices a search looks at."""

from dataclasses import dataclass, fields

from corpus.number import folded as folded_number
from index.folded import fold

Parameter = str | int


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all must hold; None asks for nothing.  They are applied before ranking.

    issuer: part of the name of any issuing body: 教育厅
    region: part of the name of the province, city or county: 吉林
    year:   of the date, else of the number
    genre:  通知, 答复 …, whole
    notice: a notice's id or its 发文字号, whatever its width and brackets
    """

    issuer: str | None = None
    region: str | None = None
    year: int | None = None
    genre: str | None = None
    notice: str | None = None

    @property
    def empty(self) -> bool:
        """Say whether nothing is asked for."""
        return all(getattr(self, field.name) is None for field in fields(self))

    def condition(self) -> tuple[str, list[Parameter]]:
        """Return an SQL condition on the table `notices`, and its parameters."""
        parts: list[tuple[str, list[Parameter]]] = []
        if self.issuer is not None:
            parts.append(("instr(issuers_key, ?)", [name_key(self.issuer)]))
        if self.region is not None:
            parts.append(("instr(region_key, ?)", [name_key(self.region)]))
        if self.year is not None:
            parts.append(("year = ?", [self.year]))
        if self.genre is not None:
            parts.append(("genre = ?", [self.genre.strip()]))
        if self.notice is not None:
            parts.append(("(id = ? OR number_key = ?)", [self.notice.strip(), number_key(self.notice)]))
        return " AND ".join(sql for sql, _ in parts) or "1", [value for _, values in parts for value in values]


def name_key(name: str) -> str:
    """Return a name for comparison: width, case and blanks make no difference."""
    return "".join(fold(name).split())


def number_key(number: str) -> str:
    """Return a 发文字号 for comparison: brackets, width, blanks, case and leading zeros make no difference."""
    return folded_number(number).lower()
