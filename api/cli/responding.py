"""What `quarterdeck whatif` does: read, ask, write, tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.exits import Exit
from api.cli.output import console, emit, say
from api.cli.telling import told_grid
from optimizer.files import write_plan
from scenarios.answers.answering import what_if
from scenarios.moves.value_curve import value_against_moves
from scenarios.recording import record_of
from scenarios.report.sections.answers import measures
from scenarios.report.what_if import what_if_page
from scenarios.tables.dossier import Dossier

if TYPE_CHECKING:
    from pathlib import Path

    from api.cli.asking import Inquiry
    from scenarios.answers.answer import Answer
    from scenarios.asking import Asker


def respond(inquiry: Inquiry, out: Path | None, *, curve: bool) -> Exit:
    """Answer a scenario, write the response, and tell what was found.

    Parameters
    ----------
    out
        Where to write the plan of the best response.
    curve
        Whether to ask what each number of moves is worth, where anybody can move.
    """
    inquiry.require_writable(out)
    scenario, base = inquiry.scenario(), inquiry.base()

    def question(asker: Asker) -> Dossier:
        answered = what_if(base, scenario, asker)
        response = answered.response if answered.complete else None
        planned = response is not None and response.plan is not None
        if not curve or not planned or base.baseline is None:
            return Dossier.gather(answered)
        swept = value_against_moves(answered.situation, asker, stop_at=response)
        return Dossier.gather(answered, swept)

    dossier = inquiry.ask(question)
    if not dossier.is_answered:
        return _stopped(inquiry, dossier)
    inquiry.tell(what_if_page(dossier), record_of(dossier))
    response = dossier.what_if.response
    _write(response, out)
    return Exit.NO if response.plan is None else Exit.DONE


def _stopped(inquiry: Inquiry, dossier: Dossier) -> Exit:
    """Tell what there was when somebody stopped before there was a response."""
    if inquiry.as_json:
        emit(record_of(dossier).model_dump(mode="json"))
    else:
        shown = measures(dossier.comparison, dossier.tables, dossier.period)
        console().print(told_grid(shown))
        say("Stopped before there was a response, so nothing was written.")
    return Exit.INTERRUPTED


def _write(response: Answer, out: Path | None) -> None:
    if out is None:
        return
    if response.plan is None:
        say("No plan, so none was written.")
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    write_plan(response.plan, out)
    say(f"Plan: {out}")
