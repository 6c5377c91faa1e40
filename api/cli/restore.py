"""`quarterdeck restore`: the database of the service made from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import answering


def restore(
    source: Annotated[
        Path,
        typer.Argument(metavar="FILE.zip", show_default=False, help="The backup."),
    ],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Remove everything that is there before."),
    ] = False,
) -> None:
    """Make the database of the service what a backup says, or leave it as it is.

    Stop servers and workers first. The backup may be of the other kind of database:
    that is how to move from a file to PostgreSQL. Checksums are verified before, the
    audit log after. What was running then runs again; everybody signs in again.

    \b
    Examples
      quarterdeck restore monday.zip --replace
      DATABASE_URL=postgresql://user@host/name quarterdeck restore monday.zip
    """
    with answering(as_json=False):
        from api.cli.archiving import bring_back

        bring_back(source, replace=replace)
