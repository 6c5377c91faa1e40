"""`quarterdeck audit`: whether the log of who did what is as it was written."""

import typer

from api.cli.exits import Exit, answering

audit = typer.Typer(name="audit", help="The log of who did what.", no_args_is_help=True)


@audit.callback()
def _is_a_group() -> None:
    """Keep the name of the one command in it."""


@audit.command()
def verify() -> None:
    """Say whether the audit log is whole: no entry changed, removed or put between.

    It is that of the database that `quarterdeck serve` would use. The last entry's
    number and hash are told; keep them elsewhere to notice a log that was written anew
    as a whole.

    \b
    Exit codes
      0  the log is whole
      1  it is not; the first entry that is wrong is named

    \b
    Examples
      quarterdeck audit verify
      DATABASE_URL=postgresql://user@host/name quarterdeck audit verify
    """
    with answering(as_json=False):
        from api.cli.auditing import is_whole

        whole = is_whole()
    if not whole:
        raise typer.Exit(Exit.NO)
