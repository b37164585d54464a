"""The web application: routes, pages, refusals and headers around one search engine."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from index.checker import Checker
from index.gathering import Gathering
from index.prose.writer import Writer
from index.referral import Referrals
from index.search import SearchEngine
from service import admin_api, api, ask_api, check_api, check_page, pages, reference_api, target_api, target_page
from service.body_limit import BodyLimit
from service.catalogue import CatalogueCase
from service.head_request import HeadAsGet
from service.headers import SecurityHeaders
from service.installed import installed_version
from service.kept_files import KeptFiles
from service.metrics import Measured, Metrics
from service.readiness import Readiness
from service.refusal import refuse_in_one_shape
from service.writer_pool import WriterPool

_STATIC = Path(__file__).parent / "static"


def create_app(engine: SearchEngine, writer: Writer | None = None, *, admin_token: str = "") -> FastAPI:
    """Wire an engine, and a language model if there is one, to HTTP; the engine's model is warmed in the background as
    soon as the app starts.

    admin_token: what changes of the library must bring along, "" where there are none
    """
    app = FastAPI(
        title="Tiaowen 条文",
        summary="Semantic search over Chinese official notices that answers with the exact clause, quoted verbatim.",
        version=installed_version(),
        lifespan=_warmed,
        docs_url=None,  # its page loads scripts from a CDN; /openapi.json feeds any viewer
        redoc_url=None,
    )
    app.state.engine = engine
    app.state.admin_token = admin_token
    app.state.checker = Checker(engine.library)
    app.state.writers = WriterPool(writer, app.state.checker)
    app.state.referrals = Referrals(engine.library)
    app.state.gathering = Gathering(engine.library)
    app.state.catalogue_case = CatalogueCase(engine.library)
    app.state.readiness = Readiness(engine, app.state.catalogue_case)
    app.state.metrics = Metrics()
    for routes in (api, ask_api, check_api, reference_api, target_api, admin_api):
        app.include_router(routes.router)
    for routes in (pages, check_page, target_page):
        app.include_router(routes.router, include_in_schema=False)
    app.mount("/static", KeptFiles(directory=_STATIC), name="static")
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Measured, metrics=app.state.metrics)
    refuse_in_one_shape(app)
    return app


@asynccontextmanager
async def _warmed(app: FastAPI) -> AsyncGenerator[None]:
    warming = asyncio.create_task(asyncio.to_thread(app.state.readiness.warm))
    yield
    app.state.writers.close()
    await warming
