"""Style sheet and script, which a browser may keep: their address changes when they do."""

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

_ONE_YEAR = "public, max-age=31536000, immutable"


class KeptFiles(StaticFiles):
    """Static files; one asked for with its edition in the query is kept for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        if scope["query_string"] and response.status_code == 200:
            response.headers["cache-control"] = _ONE_YEAR
        return response
