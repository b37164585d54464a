"""The JSON routes that check: one citation, and a whole draft."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from index.checker import Checker
from service import check_schema as schema
from service.api import WITH_BODY, WITH_ERRORS
from service.checked import check_record, cite_record


async def checker_of(request: Request) -> Checker:
    """Return the checker of the library that the app was given."""
    return request.app.state.checker


Checking = Annotated[Checker, Depends(checker_of)]
router = APIRouter()


@router.get("/api/cite", response_model=schema.CiteAnswer, responses=WITH_ERRORS, tags=["check"])
def cite(query: schema.CiteParameters, checker: Checking) -> dict[str, Any]:
    """Return the clause that a citation names; a verdict that is not `exact` is an answer, not an error."""
    return cite_record(query.q, checker.cite(query.q))


@router.post("/api/check", response_model=schema.CheckAnswer, responses=WITH_BODY, tags=["check"])
def check(draft: schema.CheckRequest, checker: Checking) -> dict[str, Any]:
    """Return a verdict on every citation and every quotation of a draft."""
    return check_record(checker.check(draft.text))
