"""`quarterdeck serve`: the HTTP service on this machine."""

from typing import Annotated

import typer

from api.cli.exits import answering
from api.loading import loading


def serve(
    host: Annotated[
        str | None,
        typer.Option(
            show_default=False,
            help="Address to listen on; QUARTERDECK_HOST or 127.0.0.1 where left out.",
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            show_default=False,
            help="Port to listen on; QUARTERDECK_PORT or 8765 where left out.",
        ),
    ] = None,
    solver: Annotated[
        bool,
        typer.Option(
            "--solver/--no-solver",
            show_default=False,
            help="Whether to solve here, as QUARTERDECK_CHILDREN says, or to leave "
            "that to `quarterdeck worker`.",
        ),
    ] = True,
) -> None:
    """Serve the HTTP API, with a database in a file or at DATABASE_URL.

    The first start makes an administrator with an API key, prints the key once, and
    listens on this machine only. docs/api.md describes the API, docs/operate.md what
    else can be set. Ctrl+C or SIGTERM stops it: what runs has
    QUARTERDECK_GRACE_SECONDS to end and then goes back to the queue. A second signal
    ends it at once.

    \b
    Examples
      quarterdeck serve
      quarterdeck serve --port 9000
      quarterdeck serve --no-solver
      DATABASE_URL=postgresql://user@host/name quarterdeck serve --host 0.0.0.0
    """
    with answering(as_json=False):
        with loading():
            from api.cli.serving import run

        given = {"host": host, "port": port, "children": None if solver else 0}
        run({name: value for name, value in given.items() if value is not None})
