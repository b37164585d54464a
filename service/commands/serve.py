"""`tiaowen serve`: the pages and the API, until it is told to stop."""

from typing import Annotated

import typer

from service.home import open_stocked_engine, open_writer
from service.listening import address_of, listening_socket
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; TIAOWEN_HOST by default.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="TCP port, 0 for any free one; TIAOWEN_PORT by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Serve the pages and the API over HTTP."""
    settings = Settings.read()
    # The port is taken before the model is loaded: seconds of work would be lost to a port in use.
    listening = listening_socket(settings.host if host is None else host, settings.port if port is None else port)
    url = f"http://{address_of(listening)}"
    writer = open_writer(settings)
    print_note(f"opening the library and loading the model for {url}")
    engine = open_stocked_engine(settings)
    from service.server import run

    print_note(f"serving at {url} (stop with Ctrl-C)")
    if as_json:
        print_json({"url": url})
    run(engine, listening, writer, admin_token=settings.admin_token.get_secret_value())
