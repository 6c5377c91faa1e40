"""`quarterdeck worker`: a process that works on the jobs of servers elsewhere."""

from typing import Annotated

import typer

from api.cli.exits import answering
from api.loading import loading


def worker(
    children: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=256,
            show_default=False,
            help="Solves at the same time; QUARTERDECK_CHILDREN or 1 where left out.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            show_default=False,
            help="By which people know it; QUARTERDECK_WORKER_NAME or the name of "
            "the machine where left out.",
        ),
    ] = None,
) -> None:
    """Work on jobs, as many processes as you like against one database.

    Start it on every machine that is to solve, with the DATABASE_URL of the servers.
    An SQLite file serves workers of this machine only: that is for solving beside a
    server without restarting it. Ctrl+C or SIGTERM stops it: what runs has
    QUARTERDECK_GRACE_SECONDS to end and then goes back to the queue. A second signal
    ends it at once.

    \b
    Examples
      DATABASE_URL=postgresql://user@host/name quarterdeck worker --children 4
      quarterdeck serve --no-solver & quarterdeck worker
    """
    with answering(as_json=False):
        with loading():
            from api.cli.working import run

        given = {"children": children, "worker_name": name}
        run({name: value for name, value in given.items() if value is not None})
