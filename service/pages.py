"""The pages, in Chinese, rendered here and readable without any script."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.templating import Jinja2Templates

from corpus.notice import Notice
from index.answer import Answer
from index.search import Filters, SearchEngine
from service.answer_card import answer_card
from service.answers import timed_answer
from service.api import Engine, Listed, Referring, Writers, filters_of
from service.apology import apology_for
from service.card import card
from service.citing_list import citing_list
from service.contents import contents
from service.front import Look
from service.hits import MAX_LIMIT, timed_search
from service.prose_card import prose_card
from service.schema import NoticeParameters, PageParameters, PageQuery
from service.sheet import Marked, Words, sheet

_FOLDER = Path(__file__).parent
EXAMPLES = ("哪些措施涉及职教本科", "中高职贯通怎么推进", "哪些部门负责市域产教联合体", "which measures cover 职教本科")
PASSAGES_SHOWN = 20  # about what a reader looks through; the API gives more

router = APIRouter()


def _edition() -> str:
    """Return a word that changes with the style sheet and script, so that browsers may keep them for long."""
    files = sorted((_FOLDER / "static").iterdir())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


EDITION = _edition()
templates = Jinja2Templates(_FOLDER / "templates", context_processors=[lambda _request: {"edition": EDITION}])


@router.get("/")
async def search_page(
    request: Request, query: PageParameters, engine: Engine, catalogue: Listed, writers: Writers
) -> Response:
    """Show the search box and, where there is a question, what answers it; with model=true also what a language model
    writes, which the page waits for then.
    """
    shown: dict[str, Any] = {"query": query, "catalogue": catalogue, "examples": EXAMPLES, "writes": writers.writes}
    if query.q.strip():
        answer, found = await run_in_threadpool(_found, query, engine)
        prose = await writers.prose(answer) if query.model else None
        shown |= found | {"prose": prose_card(prose, query.q) if prose else None, "again": _written_at(query)}
    return await run_in_threadpool(templates.TemplateResponse, request, "search.html", shown)


def _found(query: PageQuery, engine: SearchEngine) -> tuple[Answer, dict[str, Any]]:
    """Return the answer, and what the page shows of it and of the hits."""
    hits, took_ms = timed_search(engine, query.q, PASSAGES_SHOWN, filters_of(query))
    answer, asked_ms = timed_answer(engine, query.q, filters=filters_of(query))
    cards = [card(hit, query.q) for hit in hits]
    return answer, {"answer": answer_card(answer, query.q), "cards": cards, "took_ms": took_ms + asked_ms}


def _written_at(query: PageQuery) -> str:
    """Return the address of the same page with what a language model writes."""
    return f"/?{urlencode({**query.model_dump(exclude_none=True), 'model': 'true'})}"


@router.get("/notices")
def notices_page(request: Request, catalogue: Listed) -> Response:
    """Show the list of notices."""
    return templates.TemplateResponse(request, "notices.html", {"held": catalogue.records})


@router.get("/notices/{notice_id}")
def notice_page(
    request: Request, notice_id: str, query: NoticeParameters, engine: Engine, referrals: Referring
) -> Response:
    """Show a notice by clause; the words that match `q` are marked, what cites it stands below."""
    notice = referrals.resolved(engine.library.notice(notice_id))
    marked = marked_words(engine, notice, query.q)
    parts = sheet(notice, marked)
    titled = any(isinstance(part, Words) and part.look == Look.TITLE.value for part in parts)
    shown = {"notice": notice, "parts": parts, "titled": titled, "contents": contents(notice), "q": query.q}
    shown |= {"citing": citing_list(referrals, notice)}
    return templates.TemplateResponse(request, "notice.html", shown)


def marked_words(engine: SearchEngine, notice: Notice, question: str) -> Marked:
    """Return the words of a notice that match a question, as the search itself marks them."""
    if not question.strip():
        return {}
    hits = engine.search(question, limit=MAX_LIMIT, filters=Filters(notice=notice.id))
    return {hit.passage.span: hit.highlights for hit in hits}


def failure_page(
    request: Request, status: int, error: Mapping[str, str], headers: Mapping[str, str] | None
) -> Response:
    """Show what went wrong, where, and what to do."""
    shown = {"error": error, "status": status, "apology": apology_for(error["code"])}
    return templates.TemplateResponse(request, "failure.html", shown, status_code=status, headers=headers)
