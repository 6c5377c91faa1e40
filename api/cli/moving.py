"""What `quarterdeck moves` does: find a plan, and compare it with the running one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.exits import Exit, Refused
from api.cli.output import say
from optimizer.files import read_plan
from scenarios.answers.response import best_response
from scenarios.moves.move_list import move_list
from scenarios.report.moves import moves_page

if TYPE_CHECKING:
    from pathlib import Path

    from api.cli.asking import Inquiry


def list_moves(inquiry: Inquiry, plan: Path | None) -> Exit:
    """List what a plan, or the best response, changes against the running plan."""
    scenario = inquiry.scenario()
    situation = scenario.apply(inquiry.base())
    if situation.baseline is None:
        raise Refused("no_plan", "There is no running plan; name one: --baseline PLAN.")
    if plan is not None:
        chosen = read_plan(plan, situation.portfolio)
    else:
        answer = inquiry.ask(
            lambda asker: best_response(situation, asker, scenario.goals)
        )
        if answer.plan is None:
            say("There is no response, so nothing changes.")
            return Exit.NO
        chosen = answer.plan
    found = move_list(situation, chosen)
    inquiry.tell(moves_page(found, situation, scenario.name), found)
    return Exit.DONE
