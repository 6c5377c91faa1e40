"""Why a project is dropped or late: what it would cost, and what stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.project import Decision
from scenarios.answers.answer import AnswerKind, of_outcome, of_plan
from scenarios.candidate import Candidate
from scenarios.comparison.account import account_of
from scenarios.comparison.by_project import Fate, project_rows
from scenarios.errors import NotAnswered
from scenarios.finding import find
from scenarios.proven import best
from scenarios.why.counterfactual import Asked, Forced, counterfactual
from scenarios.why.explanation import WhyProject
from scenarios.why.member import Without
from scenarios.why.obstacles import (
    Obstacles,
    obstacles_at_all,
    obstacles_without_loss,
)
from scenarios.why.story import told

if TYPE_CHECKING:
    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.project import Project
    from scenarios.asking import Asker
    from scenarios.comparison.by_project import ProjectCell
    from scenarios.situation import Situation

BEST_SHARE = 0.3
"""Part of all time that goes to the best plan at most."""


def why_project(
    situation: Situation, project: str, asker: Asker, plan: Plan | None = None
) -> WhyProject:
    """Return why a project is not in a plan, or late in it.

    Parameters
    ----------
    plan
        The plan to be explained; the best one where left out.

    Raises
    ------
    NotAnswered
        If there is no such project, or no plan.
    """
    named = find("project", project, situation.portfolio.projects)
    asker.expect(1)
    outcome = asker.ask("The best plan", situation, most=BEST_SHARE)
    explained = _explained(situation, outcome, plan)
    cell = _cell(explained, project)
    why = WhyProject(
        project=project,
        fate=cell.fate,
        late=cell.late,
        decided_out=named.decision is Decision.OUT,
        status=outcome.status,
        net_value=best(outcome),
    )
    if cell.fate is not Fate.ON_TIME:
        why = _looked_into(why, named, asker, explained, outcome)
    why = why.model_copy(update={"complete": not asker.cancelled})
    told_of = told(why, situation.portfolio.value_unit)
    return why.model_copy(update={"sentences": told_of})


def _looked_into(
    why: WhyProject,
    project: Project,
    asker: Asker,
    explained: Candidate,
    outcome: Outcome,
) -> WhyProject:
    """Force the project, and look for what keeps that from being free."""
    asked = Asked.ON_TIME if why.fate is Fate.LATE else Asked.IN
    there = Forced.of(explained.situation, project, asked)
    found = counterfactual(asker, explained, outcome, there)
    known = Without(status=outcome.status, net_value=best(outcome), plan=outcome.plan)
    obstacles = Obstacles()
    if asker.cancelled or found.refused:
        pass
    elif found.status is SolveStatus.INFEASIBLE:
        obstacles = obstacles_at_all(asker, there, found, known)
    elif found.costs and why.net_value.low is not None:
        obstacles = obstacles_without_loss(
            asker, there, found, known, why.net_value.low
        )
    return why.model_copy(
        update={
            "counterfactual": found,
            "obstacles": obstacles.members,
            "minimal": obstacles.minimal,
            "hopeless": obstacles.hopeless,
            "earliest": obstacles.earliest,
        }
    )


def _explained(situation: Situation, outcome: Outcome, plan: Plan | None) -> Candidate:
    """Return the plan to be explained."""
    if plan is not None and plan != outcome.plan:
        answer = of_plan(AnswerKind.PRESENT, plan, situation)
        return Candidate("The plan", situation, answer)
    if outcome.plan is None:
        raise NotAnswered(
            f"There is no plan ({outcome.status}), so that no project is in it or out; "
            "ask why there is none."
        )
    answer = of_outcome(AnswerKind.RESPONSE, outcome)
    return Candidate("The best plan", situation, answer)


def _cell(candidate: Candidate, project: str) -> ProjectCell:
    rows = project_rows((candidate,), (account_of(candidate),))
    return next(row.cells[0] for row in rows if row.project == project)
