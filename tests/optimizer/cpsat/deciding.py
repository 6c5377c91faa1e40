"""A model of a tiny portfolio, its decisions fixed by name, and what CP-SAT says."""

from ortools.sat.python import cp_model

from optimizer.cpsat.variables import create_variables
from optimizer.problem.compiling import compile_problem


def posted(work, *rules, baseline=None, now=None):
    """Variables of a portfolio under some rules only."""
    variables = create_variables(
        cp_model.CpModel(), compile_problem(work, baseline, now)
    )
    for rule in rules:
        rule.add(variables)
    return variables


def decide(variables, *, selected=None, teams=None, engaged=None, **dates):
    """Fix decisions.

    Parameters
    ----------
    selected
        Projects; all of them where left out.
    teams
        Package → its whole team: people, or pairs of a person and a demand.
    engaged
        Offer → (first, end); others are not engaged.
    dates
        `starts`, `lengths` and `modes` by package; modes as their number.
    """
    model, problem = variables.model, variables.problem
    for project, chosen in zip(problem.projects, variables.selected, strict=True):
        model.add(chosen == (selected is None or project.id in selected))
    _decide_packages(variables, **dates)
    for key, member in variables.members.items():
        package = problem.packages[key.package]
        if package.id in (teams or {}):
            model.add(member == _is_on(problem, key, teams[package.id]))
    for offer, row in zip(problem.offers, variables.offers, strict=True):
        _engage(model, row, (engaged or {}).get(offer.id))
    return variables


def _decide_packages(variables, starts=None, lengths=None, modes=None):
    model = variables.model
    for p, row in variables.packages.items():
        name = variables.problem.packages[p].id
        if name in (starts or {}):
            model.add(row.start == starts[name])
        if name in (lengths or {}):
            model.add(row.end == row.start + lengths[name])
        if name in (modes or {}):
            model.add(row.ways[modes[name]] == 1)


def _engage(model, row, engagement):
    model.add(row.engaged == (engagement is not None))
    if engagement is not None:
        model.add(row.first == engagement[0])
        model.add(row.end == engagement[1])


def _is_on(problem, key, team):
    person = problem.people[key.person].id
    demand = problem.packages[key.package].ways[key.way].demands[key.demand].id
    return person in team or (person, demand) in team


def solved(variables):
    """A solver that has looked at the model, and the status."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(variables.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return solver, status == cp_model.OPTIMAL


def possible(work, *rules, baseline=None, now=None, **decisions):
    """Whether some rules alone leave room for these decisions."""
    variables = posted(work, *rules, baseline=baseline, now=now)
    return solved(decide(variables, **decisions))[1]


def fixed_to(variables, schedule):
    """Fix every decision to that of a schedule."""
    model = variables.model
    for chosen, row in zip(schedule.selected, variables.selected, strict=True):
        model.add(row == chosen)
    for p, row in variables.packages.items():
        if p in schedule.runs:
            run = schedule.runs[p]
            model.add(row.start == run.start)
            model.add(row.end == run.end)
            model.add(row.ways[run.way] == 1)
    for key, member in variables.members.items():
        run = schedule.runs.get(key.package)
        on = (
            run is not None
            and run.way == key.way
            and (key.person, key.demand) in run.team
        )
        model.add(member == on)
    for index, row in enumerate(variables.offers):
        engaged = schedule.engaged.get(index)
        _engage(model, row, engaged and (engaged.first, engaged.end))
    for (p, w, d, person, period), hours in variables.pool_hours.items():
        run = schedule.runs.get(p)
        amount = schedule.pool_hours.get((p, d, person, period), 0)
        model.add(hours == (amount if run is not None and run.way == w else 0))
    return variables
