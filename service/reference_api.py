"""The JSON route of references: what a notice cites, and what cites it."""

from typing import Any

from fastapi import APIRouter

from service import reference_schema as schema
from service.api import WITH_UNCLEAR, Engine, NoticeId, Referring
from service.referred import references_record

router = APIRouter()


@router.get(
    "/api/notices/{notice_id}/references",
    response_model=schema.ReferenceAnswer,
    responses=WITH_UNCLEAR,
    tags=["notices"],
)
def references(
    notice_id: NoticeId, query: schema.ReferenceParameters, engine: Engine, referrals: Referring
) -> dict[str, Any]:
    """Return which notices a notice, or one of its clauses, cites, and which cite it."""
    return references_record(referrals, engine.library.notice(notice_id), query.path, query.limit)
