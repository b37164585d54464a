"""The pages /targets, quantities with their sentences, and /compare, one subject at every level."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response

from corpus.citation import in_title_marks
from index.comparison import Level, Said
from index.listing import BREADTHS
from service.answer_card import quote_card
from service.api import Engine, Listed, filters_of
from service.card import card
from service.pages import templates
from service.schema import PageParameters
from service.target_api import Gatherer
from service.target_card import fact, target_cards
from service.target_schema import TargetPageParameters
from service.targets import timed_comparison
from service.workbook import workbook

router = APIRouter()
# More than a reader looks through; the workbook holds all.
SHOWN = 300
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEVEL_WORDS = {
    Level.NATIONAL: "国家",
    Level.PROVINCE: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.UNKNOWN: "层级不明",
}
EXAMPLES = ("产教融合实训基地", "职教本科", "中高职贯通", "双师型教师")


@router.get("/targets")
def targets_page(request: Request, query: TargetPageParameters, gathering: Gatherer, catalogue: Listed) -> Response:
    """Show the quantities of the library, narrowed by words and filters."""
    found = gathering.targets(filters_of(query), query.q)
    sent = {name: value for name, value in query.model_dump().items() if value}
    shown: dict[str, Any] = {
        "query": query,
        "catalogue": catalogue,
        "cards": target_cards(found[:SHOWN]),
        "total": len(found),
        "shown": min(SHOWN, len(found)),
        "sent": urlencode(sent),
    }
    return templates.TemplateResponse(request, "targets.html", shown)


@router.get("/targets.xlsx")
def targets_file(query: TargetPageParameters, gathering: Gatherer) -> Response:
    """Return the same quantities, all of them, as an Excel workbook."""
    found = gathering.targets(filters_of(query), query.q)
    name = f"attachment; filename=targets.xlsx; filename*=UTF-8''{quote('指标')}.xlsx"
    return Response(workbook(found), media_type=_XLSX, headers={"content-disposition": name})


@router.get("/compare")
def compare_page(request: Request, query: PageParameters, engine: Engine, catalogue: Listed) -> Response:
    """Show what each level says of a subject, side by side."""
    shown: dict[str, Any] = {"query": query, "catalogue": catalogue, "examples": EXAMPLES}
    if query.q.strip():
        comparison, took_ms = timed_comparison(engine, query.q, filters_of(query), BREADTHS["normal"])
        answer = comparison.answer
        shown["levels"] = [
            (LEVEL_WORDS[level], [_said(one, query.q) for one in said]) for level, said in comparison.levels.items()
        ]
        shown |= {"answer": answer, "near": [card(hit, query.q) for hit in answer.near], "took_ms": took_ms}
    return templates.TemplateResponse(request, "compare.html", shown)


def _said(said: Said, question: str) -> dict[str, Any]:
    return {
        "title": in_title_marks(said.notice.title),
        "number": said.notice.number,
        "quotes": [quote_card(one, question) for one in said.claim.quotes],
        "facts": [fact(said.notice, target) for target in said.targets],
    }
