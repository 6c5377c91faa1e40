"""`quarterdeck backup`: the database of the service in one file."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import answering
from api.cli.options import Force


def backup(
    target: Annotated[
        Path,
        typer.Argument(metavar="FILE.zip", show_default=False, help="Write it here."),
    ],
    force: Force = False,
) -> None:
    """Write everything in the database of the service into one file.

    It is what was committed at one moment; servers and workers go on meanwhile. Either
    kind of database can be made from it. Keep it as safe as the database: it has rates
    and reasons of leave, and hashes of keys and passwords.

    \b
    Examples
      quarterdeck backup monday.zip
      DATABASE_URL=postgresql://user@host/name quarterdeck backup monday.zip
    """
    with answering(as_json=False):
        from api.cli.archiving import back_up

        back_up(target, force=force)
