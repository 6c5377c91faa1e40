"""Same teams: the best dates if everybody stays where the running plan has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.cpsat.size import model_size
from optimizer.plan.ledger import Ledger
from optimizer.plan.outcome import SolveStatus
from optimizer.portfolio.issue import Issue, Severity
from optimizer.portfolio.project import Decision
from optimizer.portfolio.work import Staffing
from optimizer.problem.compiling import compile_problem
from optimizer.solving import solve
from scenarios.answers.answer import Answer, AnswerKind, of_outcome
from scenarios.answers.teams import able_people, incapacity
from scenarios.goals import default_goals, within
from scenarios.interval import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from optimizer.plan.goals import Goals
    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from optimizer.plan.runs import Run
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Mode, Package
    from scenarios.asking import Asker
    from scenarios.situation import Situation

QUESTION = "same teams, best dates"
PROVABLE_ROWS = 6_000
"""Rows of a model that is mostly proven before anybody waits."""
QUICK_SHARE = 0.05
"""Part of the time for what is larger."""


def same_teams(
    situation: Situation,
    asker: Asker,
    goals: Goals | None = None,
    starts: Iterable[Plan] = (),
) -> Answer | None:
    """Return the best plan with the modes and teams of the running plan.

    Packages that the running plan does not schedule take any team; what has started
    keeps its own anyway. A pool is served by those who were on it and still may. A
    project of which a package has lost its team is dropped; where it must run there
    is no such plan, and a note says why. None without a running plan.
    """
    if situation.baseline is None:
        return None
    ledger = Ledger(situation.baseline, situation.portfolio, situation.baseline)
    lost = [found for run in _ahead(ledger) for found in _lost_team(run, ledger)]
    if any(_must_run(project, ledger) for project, _ in lost):
        return _no_such_plan([note for _, note in lost])
    out = {project.id for project, _ in lost}
    kept = situation.replace(portfolio=_with_same_teams(ledger, out))
    answer = of_outcome(AnswerKind.SAME_TEAMS, _asked(kept, asker, goals, starts))
    notes = (*(note for _, note in lost), *answer.notes)
    if answer.plan is None:
        return answer.replace(notes=notes)
    return answer.replace(
        verdict=situation.check(answer.plan),
        measures=situation.measure(answer.plan).as_dict(),
        notes=notes,
    )


def _asked(
    kept: Situation, asker: Asker, goals: Goals | None, starts: Iterable[Plan]
) -> Outcome:
    """Return the best dates; a good plan at once where a proof would take long.

    It is there to compare a response with, which needs the time more.
    """
    size = model_size(compile_problem(kept.portfolio, kept.baseline))
    if asker.limits.deterministic is not None or size <= PROVABLE_ROWS:
        return asker.ask(QUESTION, kept, goals, starts)
    with asker.look(QUESTION) as limits:
        return solve(
            kept.portfolio,
            within(goals or default_goals(kept), kept),
            replace(limits, seconds=QUICK_SHARE * asker.limits.seconds),
            kept.baseline,
            control=asker.control,
            starts=tuple(starts),
        )


def _ahead(ledger: Ledger) -> Iterator[Run]:
    """Yield what the running plan has that has not started."""
    return (run for run in ledger.runs.values() if run.fact is None)


def _running_pools(ledger: Ledger) -> Iterator[Run]:
    """Yield the started packages whose people are no facts from *now* on."""
    for run in ledger.runs.values():
        if run.fact is not None and run.staffing is Staffing.POOL:
            yield run


def _lost_team(run: Run, ledger: Ledger) -> Iterator[tuple[Project, Issue]]:
    """Yield the project and the reason if a package cannot keep mode and team."""
    reason = incapacity(run, ledger.directory.people) or _misfit(run)
    if reason is not None:
        yield (
            run.project,
            Issue(
                code="lost_team",
                where=f"projects/{run.project.id}/packages/{run.id}",
                message=f"{run.id} cannot keep its team: {reason}.",
                severity=Severity.NOTE,
            ),
        )


def _misfit(run: Run) -> str | None:
    """Return why mode and size of a team are not allowed any more, or None."""
    locked = run.package.locks.mode
    if locked not in (None, run.mode.id):
        return f"it is locked to mode {locked}, the running plan has {run.mode.id}"
    for demand in run.mode.demands:
        size = len(run.people[demand.id])
        least, most = demand.team_min or 1, demand.team_max
        if run.staffing is Staffing.FIXED_TEAM:
            least = most = demand.headcount or 1
        if run.is_team and (size < least or (most is not None and size > most)):
            allowed = f"{least}" if least == most else f"{least} to {most or 'any'}"
            return f"the running plan has {size} on {demand.id}, allowed are {allowed}"
    return None


def _must_run(project: Project, ledger: Ledger) -> bool:
    """Whether a project cannot be dropped."""
    return project.decision is not Decision.OUT and (
        project.mandatory
        or project.decision is Decision.IN
        or any(package.id in ledger.facts for package in project.packages)
    )


def _no_such_plan(notes: Sequence[Issue]) -> Answer:
    return Answer(
        kind=AnswerKind.SAME_TEAMS,
        status=SolveStatus.INFEASIBLE,
        net_value=UNKNOWN,
        notes=tuple(notes),
    )


def _with_same_teams(ledger: Ledger, out: Container[str]) -> Portfolio:
    """Return the portfolio in which only the planned people may do each package."""
    runs = {run.id: run for run in (*_ahead(ledger), *_running_pools(ledger))}

    def kept(project: Project) -> Project:
        if project.id in out:
            return project.replace(decision=Decision.OUT)
        packages = tuple(
            _kept(package, runs[package.id], ledger) if package.id in runs else package
            for package in project.packages
        )
        return project.replace(packages=packages)

    projects = tuple(map(kept, ledger.portfolio.projects))
    return ledger.portfolio.replace(projects=projects)


def _kept(package: Package, run: Run, ledger: Ledger) -> Package:
    """Return a package that only its mode and people of the running plan can do."""
    able = able_people(run, ledger.directory.people)
    demands = tuple(
        _kept_demand(run, demand, able[demand.id]) for demand in run.mode.demands
    )
    if not package.modes:
        return package.replace(demands=demands)

    def kept(mode: Mode) -> Mode:
        return mode.replace(demands=demands) if mode.id == run.mode.id else mode

    return package.replace(
        modes=tuple(map(kept, package.modes)),
        locks=package.locks.replace(mode=run.mode.id),
    )


def _kept_demand(run: Run, demand: Demand, able: tuple[str, ...]) -> Demand:
    if run.staffing is not Staffing.EFFORT_TEAM:
        return demand.replace(engineers=able)
    return demand.replace(engineers=able, team_min=len(able), team_max=len(able))
