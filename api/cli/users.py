"""`quarterdeck users`: who may come, by whoever runs the service."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from api.access.principal import Role
from api.cli.exits import answering

users = typer.Typer(
    name="users",
    help="Who may come; by whoever has the database of the service in hand.",
    no_args_is_help=True,
)
Name = Annotated[str, typer.Argument(help="The user's name or id.", show_default=False)]


class RoleInAll(StrEnum):
    """A role in all portfolios, or that there is to be none."""

    VIEWER = Role.VIEWER
    PLANNER = Role.PLANNER
    APPROVER = Role.APPROVER
    ADMINISTRATOR = Role.ADMINISTRATOR
    NONE = "none"


@users.command("list")
def list_users() -> None:
    """List the users: id, role in all portfolios, whether they have a password, name.

    In place of the role stands `disabled` for those who may not come.

    \b
    Examples
      quarterdeck users list
    """
    with answering(as_json=False):
        from api.cli import administering

        administering.show()


@users.command()
def add(
    name: Annotated[str, typer.Argument(help="Their name.", show_default=False)],
    role: Annotated[
        Role | None,
        typer.Option(
            show_default=False, help="In all portfolios; in none where left out."
        ),
    ] = None,
) -> None:
    """Make somebody known, and print their id.

    \b
    Examples
      quarterdeck users add "Ada Lovelace" --role planner
    """
    with answering(as_json=False):
        from api.cli import administering

        administering.add(name, role)


@users.command("role")
def set_role(
    name: Name,
    role: Annotated[
        RoleInAll,
        typer.Argument(
            metavar="ROLE|none",
            show_default=False,
            help="What they may do in all portfolios.",
        ),
    ],
) -> None:
    """Set the role that a user has in all portfolios, or take it with none.

    A viewer reads, a planner also changes and asks, an approver also approves, an
    administrator also manages users. Roles in single portfolios stay, and so do keys
    and sessions: the role holds from their next request on. Nobody takes it from the
    last administrator with a good key or a password.

    \b
    Examples
      quarterdeck users role "Ada Lovelace" approver
      quarterdeck users role 0190a… none
    """
    with answering(as_json=False):
        from api.cli import administering

        given = None if role is RoleInAll.NONE else Role(role)
        administering.set_role(name, given)


@users.command()
def password(name: Name) -> None:
    """Set a user's password; it is asked for, or read from a pipe.

    Whoever is signed in as that user has to sign in again.

    \b
    Examples
      quarterdeck users password "Ada Lovelace"
      pass show planner | quarterdeck users password 0190a…
    """
    with answering(as_json=False):
        from api.cli import administering

        if sys.stdin.isatty():
            new = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        else:
            new = sys.stdin.readline().rstrip("\r\n")
        administering.put_password(name, new)


@users.command()
def key(
    name: Name,
    label: Annotated[str, typer.Option(help="What it is for.")] = "command line",
    role: Annotated[
        Role | None,
        typer.Option(show_default=False, help="The key gives no greater role."),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(min=1, max=3650, show_default=False, help="It is good so long."),
    ] = None,
) -> None:
    """Make a key for a user, and print it this once.

    A way back in where every key of the administrators is lost.

    \b
    Examples
      quarterdeck users key administrator
      quarterdeck users key "Ada Lovelace" --role viewer --days 90
    """
    with answering(as_json=False):
        from api.cli import administering

        administering.make_key(name, label, role, days)
