"""From values of variables to a schedule, and from a schedule to hints."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import IntVar

from optimizer.cpsat.solver import evaluate
from optimizer.problem.schedule import Engaged, Run, Schedule

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import PackageVars, Variables


def extract(variables: Variables, values: tuple[int, ...]) -> Schedule:
    """Return the schedule that values of the model's variables mean."""
    problem = variables.problem
    selected = tuple(bool(evaluate(values, x)) for x in variables.selected)
    teams: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, member in variables.members.items():
        if evaluate(values, member):
            teams[key.package].append((key.person, key.demand))
    runs: dict[int, Run] = {}
    for p, package in enumerate(problem.packages):
        if not selected[package.project]:
            continue
        started = package.started
        if started is not None and started.done:
            length = started.ends[0] - started.start
            runs[p] = Run(started.start, length, started.way, started.team)
            continue
        row = variables.packages[p]
        start, end = evaluate(values, row.start), evaluate(values, row.end)
        if started is not None:
            runs[p] = Run(start, end - start, started.way, started.team)
            continue
        way = next(w for w, chosen in enumerate(row.ways) if evaluate(values, chosen))
        runs[p] = Run(start, end - start, way, tuple(teams[p]))
    return Schedule(
        selected, runs, _named_hours(variables, values), _engagements(variables, values)
    )


def _named_hours(
    variables: Variables, values: tuple[int, ...]
) -> dict[tuple[int, int, int, int], int]:
    hours = {}
    for (p, _, d, person, period), variable in variables.pool_hours.items():
        amount = evaluate(values, variable)
        if amount:
            hours[p, d, person, period] = amount
    return hours


def _engagements(variables: Variables, values: tuple[int, ...]) -> dict[int, Engaged]:
    engaged = {}
    for index, offer in enumerate(variables.offers):
        if evaluate(values, offer.engaged):
            person = next(e for e, x in offer.people.items() if evaluate(values, x))
            first, end = evaluate(values, offer.first), evaluate(values, offer.end)
            engaged[index] = Engaged(person, first, end)
    return engaged


def hint_values(variables: Variables, values: tuple[int, ...]) -> None:
    """Hint every variable that has a value."""
    model = variables.model
    model.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(values):
        model.add_hint(model.get_int_var_from_proto_index(index), value)


def hint_schedule(variables: Variables, schedule: Schedule) -> None:
    """Hint the decisions of a schedule: selection, dates, ways, teams, engagements."""
    variables.model.clear_hints()  # type: ignore[no-untyped-call]
    for chosen, selected in zip(variables.selected, schedule.selected, strict=True):
        _hint(variables, chosen, selected)
    for p, row in variables.open_packages():
        run = schedule.runs.get(p)
        if run is not None:
            _hint_run(variables, row, run)
    for key, member in variables.members.items():
        run = schedule.runs.get(key.package)
        there = run is not None and run.way == key.way
        pair = (key.person, key.demand)
        _hint(variables, member, there and run is not None and pair in run.team)
    for (p, _, d, person, period), hours in variables.pool_hours.items():
        amount = schedule.pool_hours.get((p, d, person, period), 0)
        _hint(variables, hours, amount)
    _hint_offers(variables, schedule)


def _hint(variables: Variables, what: Linear, value: int) -> None:
    """Hint a variable; constants and sums have nothing to hint."""
    if isinstance(what, IntVar):
        variables.model.add_hint(what, int(value))


def _hint_run(variables: Variables, row: PackageVars, run: Run) -> None:
    _hint(variables, row.start, run.start)
    if isinstance(row.length, IntVar):
        _hint(variables, row.length, run.length)
        _hint(variables, row.end, run.end)
    if len(row.ways) > 1:
        for w, chosen in enumerate(row.ways):
            _hint(variables, chosen, w == run.way)


def _hint_offers(variables: Variables, schedule: Schedule) -> None:
    problem = variables.problem
    for index, offer in enumerate(variables.offers):
        engaged = schedule.engaged.get(index)
        first = min(problem.offers[index].earliest, problem.horizon)
        _hint(variables, offer.engaged, engaged is not None)
        _hint(variables, offer.first, engaged.first if engaged else first)
        _hint(variables, offer.end, engaged.end if engaged else first)
