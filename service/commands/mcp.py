"""`tiaowen mcp`: the tools for an AI assistant, over the Model Context Protocol."""

from importlib.util import find_spec

import typer

from corpus.errors import MissingExtra
from service.settings import Settings
from service.terminal import AsJson, print_note

EXTRA = "pip install 'tiaowen[mcp]'"


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("mcp")(mcp)


def mcp(_as_json: AsJson = False) -> None:
    """Serve an AI assistant on stdin and stdout: search, ask, cite, check, read_clause, references, list_notices."""
    settings = Settings.read()
    if find_spec("mcp") is None:
        fix = f"{EXTRA}, in a checkout .venv/bin/pip install -e '.[mcp]'"
        raise MissingExtra("the package mcp is not installed", where="tiaowen mcp", fix=fix)
    from service.lazy_library import LazyLibrary
    from service.mcp_server import serve

    print_note("serving the Model Context Protocol on stdin and stdout")
    serve(LazyLibrary(settings))
