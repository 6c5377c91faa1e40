"""`quarterdeck serve`: the HTTP service on this machine."""

from typing import Annotated

import typer

from api.cli.exits import answering


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
) -> None:
    """Serve the HTTP API, with a database in a file or at DATABASE_URL.

    The first start makes an administrator with an API key, prints the key once, and
    listens on this machine only. docs/api.md describes the API, and what else can be
    set.

    \b
    Examples
      quarterdeck serve
      quarterdeck serve --port 9000
      DATABASE_URL=postgresql://user@host/name quarterdeck serve --host 0.0.0.0
    """
    with answering(as_json=False):
        from api.cli.serving import run

        given = {"host": host, "port": port}
        run({name: value for name, value in given.items() if value is not None})
