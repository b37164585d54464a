"""What an assistant may do with the library: each tool answers with the JSON that the API gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from corpus.citation import parse_path
from corpus.record import summary_record
from service import ask_schema, check_schema, reference_schema, schema, target_schema, tool_schema
from service.answers import answer_record, least_of, timed_answer
from service.checked import check_record, cite_record
from service.document import clause_at, clause_document
from service.hits import search_record, timed_search
from service.referred import references_record
from service.targets import comparison_record, targets_record, timed_comparison

if TYPE_CHECKING:
    from index.filters import Filters
    from service.lazy_library import LazyLibrary


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that can be done.

    about: for the assistant: what it does and how its answer is to be used
    takes: the model of its arguments
    gives: the model of its answer
    run:   from opened and arguments to the answer's JSON; raises TiaowenError
    """

    name: str
    title: str
    about: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    run: Callable[[LazyLibrary, Any], dict[str, Any]]


def _filters(given: schema.SearchFilters) -> Filters:
    from index.filters import Filters

    return Filters(**given.model_dump(include=set(schema.SearchFilters.model_fields)))


def _search(opened: LazyLibrary, given: tool_schema.SearchInput) -> dict[str, Any]:
    hits, took_ms = timed_search(opened.engine, given.question, given.limit, _filters(given))
    return search_record(given.question, hits, took_ms)


def _ask(opened: LazyLibrary, given: tool_schema.AskInput) -> dict[str, Any]:
    answer, took_ms = timed_answer(
        opened.engine, given.question, before=given.before, filters=_filters(given), breadth=given.breadth
    )
    return answer_record(given.question, answer, took_ms)


def _cite(opened: LazyLibrary, given: tool_schema.CiteInput) -> dict[str, Any]:
    return cite_record(given.citation, opened.checker.cite(given.citation))


def _check(opened: LazyLibrary, given: tool_schema.CheckInput) -> dict[str, Any]:
    return check_record(opened.checker.check(given.text))


def _read_clause(opened: LazyLibrary, given: tool_schema.ClauseInput) -> dict[str, Any]:
    notice = opened.notice(given.notice)
    return clause_document(notice, clause_at(notice, parse_path(given.path)))


def _references(opened: LazyLibrary, given: tool_schema.ReferencesInput) -> dict[str, Any]:
    return references_record(opened.referrals, opened.notice(given.notice), given.path, given.limit)


def _targets(opened: LazyLibrary, given: tool_schema.TargetsInput) -> dict[str, Any]:
    return targets_record(opened.gathering.targets(_filters(given), given.words), given.offset, given.limit)


def _compare(opened: LazyLibrary, given: tool_schema.CompareInput) -> dict[str, Any]:
    least = least_of(given.breadth)
    comparison, took_ms = timed_comparison(opened.engine, given.question, _filters(given), least)
    return comparison_record(given.question, comparison, took_ms)


def _list_notices(opened: LazyLibrary, given: tool_schema.ListInput) -> dict[str, Any]:
    from index.filters import name_key

    rows, _ = opened.library.matching(_filters(given))
    if given.title:
        wanted = name_key(given.title)
        fits = {row for row, _, _, title, *_ in opened.library.particulars() if wanted in name_key(title)}
        rows = [row for row in rows if row in fits]
    shown = rows[given.offset : given.offset + given.limit]
    held = [notice for row in shown if (notice := opened.library.notice_at(row))]
    return {"notices": [summary_record(notice) for notice in held], "total": len(rows)}


TOOLS = (
    Tool(
        "search",
        "Search clauses",
        "Find the passages of official Chinese notices (公文: 通知, 意见, 方案, 办法, laws) that answer a question, "
        "best first, by meaning and words. Each passage has its words as printed (`text`), its clause (`path`) and the "
        "`citation` to write under a quotation. Ask in the user's own words; filters narrow before ranking.",
        tool_schema.SearchInput,
        schema.SearchAnswer,
        _search,
    ),
    Tool(
        "ask",
        "Answer by quotation",
        "Answer a question with verbatim quotations only. A list question (哪些…, which measures…) gets every "
        "clause of the library that matches, by notice; any other the words that answer, with their sentence. "
        "Where `answered` is false the library does not answer: say so; `near` is only what comes closest, not "
        "an answer.",
        tool_schema.AskInput,
        ask_schema.AskAnswer,
        _ask,
    ),
    Tool(
        "cite",
        "Look up a citation",
        f"Find the clause that a citation names, with its words. Verdicts: {check_schema.VERDICTS}",
        tool_schema.CiteInput,
        check_schema.CiteAnswer,
        _cite,
    ),
    Tool(
        "check",
        "Check a draft",
        "Check every citation and quotation of a draft against the library, word by word; use it on what you wrote "
        f"before you hand it over, and correct what is not exact. Verdicts: {check_schema.VERDICTS}",
        tool_schema.CheckInput,
        check_schema.CheckAnswer,
        _check,
    ),
    Tool(
        "read_clause",
        "Read a clause",
        "Read one clause of a notice as printed, with all clauses below it: to quote more than a passage shows, or to "
        "see what stands around it.",
        tool_schema.ClauseInput,
        schema.ClauseDocument,
        _read_clause,
    ),
    Tool(
        "references",
        "What cites what",
        "Find which notices a notice, or one of its clauses, cites (`cites`, held in this library or not), and which "
        "clauses of which notices cite it (`cited_by`).",
        tool_schema.ReferencesInput,
        reference_schema.ReferenceAnswer,
        _references,
    ),
    Tool(
        "targets",
        "List quantities",
        "List what is to be how much and by when: every quantity of the clauses, with value, unit, bound (at_least …), "
        "what is counted, deadline, its sentence as printed and its citation; of one notice, or of all that fit the "
        "filters. `words` keeps those whose object or sentence has them; `total` counts those beyond `limit` too.",
        tool_schema.TargetsInput,
        target_schema.TargetAnswer,
        _targets,
    ),
    Tool(
        "compare",
        "Compare levels",
        "Put what nation, province, city and county say of one subject side by side: every clause on it, quoted "
        "verbatim, with its quantities. An empty level means that no notice held here says anything on it.",
        tool_schema.CompareInput,
        target_schema.CompareAnswer,
        _compare,
    ),
    Tool(
        "list_notices",
        "List notices",
        "List the notices of the library: id, title, 发文字号, issuers, region, date; all of them, or those that fit "
        "the filters.",
        tool_schema.ListInput,
        tool_schema.NoticeListing,
        _list_notices,
    ),
)
