"""The JSON routes /api/targets and /api/compare."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from index.gathering import Gathering
from service import target_schema as schema
from service.answers import least_of
from service.api import WITH_ERRORS, Engine, filters_of
from service.targets import comparison_record, targets_record, timed_comparison

router = APIRouter()


async def gathering_of(request: Request) -> Gathering:
    """Return what reads the targets of the library; no thread of the pool is needed for that."""
    return request.app.state.gathering


Gatherer = Annotated[Gathering, Depends(gathering_of)]


@router.get("/api/targets", response_model=schema.TargetAnswer, responses=WITH_ERRORS, tags=["targets"])
def targets(query: schema.TargetParameters, gathering: Gatherer) -> dict[str, Any]:
    """Return the quantities of clauses: what is to be how much, by when, each with its sentence."""
    return targets_record(gathering.targets(filters_of(query), query.q), query.offset, query.limit)


@router.get("/api/compare", response_model=schema.CompareAnswer, responses=WITH_ERRORS, tags=["targets"])
def compare(query: schema.CompareParameters, engine: Engine) -> dict[str, Any]:
    """Return what nation, province, city and county say of a subject, side by side."""
    comparison, took_ms = timed_comparison(engine, query.q, filters_of(query), least_of(query.breadth))
    return comparison_record(query.q, comparison, took_ms)
