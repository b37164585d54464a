"""The page /check: paste a draft, see what of it is in the library word for word; the report as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from corpus.citation import page_text
from corpus.errors import BadRequest
from index.checker import Checker, Finding
from index.verdict import Place
from service.anchor import anchor_at
from service.check_api import Checking
from service.checked import MAX_DRAFT_SIGNS, place_words
from service.pages import templates
from service.report import KIND_WORDS, VERDICT_WORDS, docx, markdown, tally

router = APIRouter()
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REPORTS = {"md": ("text/markdown; charset=utf-8", markdown), "docx": (_DOCX, docx)}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the page links to it."""

    citation: str
    link: str
    page: str


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the page shows it: words in Chinese, places with their links."""

    finding: Finding
    kind: str
    verdict: str
    places: tuple[Spot, ...]
    others: tuple[Spot, ...]


@router.get("/check")
def check_page(request: Request) -> Response:
    """Show the box for a draft."""
    return templates.TemplateResponse(request, "check.html", {"text": "", "most": MAX_DRAFT_SIGNS})


@router.post("/check")
async def checked_page(request: Request, checker: Checking) -> Response:
    """Show every finding in the draft."""
    text = await _draft(request)
    findings = await run_in_threadpool(_found, checker, text)
    shown: dict[str, Any] = {
        "text": text,
        "most": MAX_DRAFT_SIGNS,
        "rows": [_row(finding) for finding in findings],
        "tally": tally(findings),
    }
    return templates.TemplateResponse(request, "check.html", shown)


@router.post("/check/report.{kind}")
async def report(request: Request, kind: str, checker: Checking) -> Response:
    """Return the findings as a file, Markdown or DOCX."""
    if kind not in _REPORTS:
        raise BadRequest(f"there is no report in the format {kind}", where=request.url.path, fix="ask for md or docx")
    media_type, written = _REPORTS[kind]
    findings = await run_in_threadpool(_found, checker, await _draft(request))
    name = f"attachment; filename=check.{kind}; filename*=UTF-8''{quote('引文核对报告')}.{kind}"
    return Response(written(findings), media_type=media_type, headers={"content-disposition": name})


def _found(checker: Checker, text: str) -> Sequence[Finding]:
    return checker.check(text)


async def _draft(request: Request) -> str:
    """Return the field `text` of a form; raises BadRequest where it is missing or too long."""
    fields = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=20)
    text = fields.get("text", [""])[0].replace("\r\n", "\n")
    if len(text) > MAX_DRAFT_SIGNS:
        raise _too_long()
    return text


def _too_long() -> BadRequest:
    fix = f"check it in parts of at most {MAX_DRAFT_SIGNS:,} signs"
    return BadRequest("the draft is too long", where="form field text", fix=fix)


def _row(finding: Finding) -> Row:
    judged = finding.judged
    main = finding.places or ((judged.place,) if judged.place else ())
    return Row(
        finding,
        KIND_WORDS[finding.kind],
        VERDICT_WORDS[judged.verdict.value],
        tuple(map(_spot, main)),
        tuple(map(_spot, judged.candidates)),
    )


def _spot(place: Place) -> Spot:
    notice = place.notice
    anchor = anchor_at(notice, place.clause.path, place.span) if place.clause.path else ""
    link = f"/notices/{quote(notice.id)}" + (f"#{quote(anchor)}" if anchor else "")
    return Spot(place_words(notice, place), link, page_text(notice.page_at(place.span)))
