"""What every command that asks about a portfolio and a scenario has in common."""

from collections.abc import Callable
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

import typer

from api.cli.exits import Exit, answering
from api.cli.options import (
    AsJson,
    BaselineFile,
    ChangesSaid,
    Deterministic,
    Now,
    PortfolioFile,
    ReportOut,
    ScenarioFile,
    Seconds,
    Seed,
    Workers,
)

if TYPE_CHECKING:
    from api.cli.asking import Inquiry

ARGUMENTS: dict[str, tuple[Any, Any]] = {
    "portfolio": (PortfolioFile, Parameter.empty),
    "scenario": (ScenarioFile, None),
}
OPTIONS: dict[str, tuple[Any, Any]] = {
    "change": (ChangesSaid, None),
    "baseline": (BaselineFile, None),
    "now": (Now, None),
    "seconds": (Seconds, 60.0),
    "deterministic": (Deterministic, None),
    "workers": (Workers, 8),
    "seed": (Seed, 0),
    "report": (ReportOut, None),
    "as_json": (AsJson, False),
}


def inquiring(command: Callable[..., Exit]) -> Callable[..., None]:
    """Return a command with the arguments and options that every question has.

    Parameters
    ----------
    command
        Takes an `Inquiry` and its own arguments and options, of which those that
        replace a common one have its name; returns how it ended. One that takes
        several scenarios takes no further changes.
    """
    own = dict(list(signature(command).parameters.items())[1:])
    arguments = {name: kind for name, kind in ARGUMENTS.items() if name not in own}
    options = {
        name: kind
        for name, kind in OPTIONS.items()
        if name != "change" or "scenario" not in own
    }

    def asked(**given: Any) -> None:  # noqa: ANN401
        with answering(as_json=given["as_json"]):
            found = command(inquiry_of(given), **{name: given[name] for name in own})
        raise typer.Exit(found)

    parameters = [
        *_parameters(arguments),
        *(one.replace(kind=Parameter.KEYWORD_ONLY) for one in own.values()),
        *_parameters(options),
    ]
    asked.__name__, asked.__doc__ = command.__name__, command.__doc__
    asked.__signature__ = signature(asked).replace(  # type: ignore[attr-defined]
        parameters=parameters
    )
    asked.__annotations__ = {one.name: one.annotation for one in parameters}
    return asked


def inquiry_of(given: dict[str, Any]) -> "Inquiry":
    """Return what was asked for with the common arguments and options."""
    from api.cli.asking import Inquiry
    from optimizer.plan.effort import Limits

    effort = (given[name] for name in ("seconds", "deterministic", "workers", "seed"))
    named = given["scenario"] or []
    return Inquiry(
        portfolio=given["portfolio"],
        changes=tuple(given.get("change") or ()),
        scenarios=tuple(named) if isinstance(named, list) else (named,),
        baseline=given["baseline"],
        now=given["now"],
        limits=Limits(*effort),
        report=given["report"],
        as_json=given["as_json"],
    )


def _parameters(known: dict[str, tuple[Any, Any]]) -> list[Parameter]:
    return [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in known.items()
    ]
