"""Short makespans where stocks tie the ways of all packages: the ways come first.

A relaxation without dates chooses them: no stock gives more than it has, no facility
more units than it has up to the makespan, and the links leave room for the lengths.
With those ways the packages are a classical problem. On hard instances that comes
closer in seconds than dates and ways chosen together.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import CpModel

from optimizer.cpsat.solver import call
from optimizer.search.justification import justified
from optimizer.search.windows import FROM_END, TO_END

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from ortools.sat.python.cp_model import IntVar

    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.solver import Effort
    from optimizer.problem.problem import Package, Problem, Way
    from optimizer.problem.schedule import Schedule

    Taken = dict[int, list[IntVar]]
    """Package → whether each of its ways is taken."""


def consumes(problem: Problem) -> bool:
    """Return whether packages draw on stocks, which tie the ways of all of them.

    Then neither hints from a greedy plan, nor new plans for a part, nor questions
    without an LP have come as far as one call of CP-SAT for the whole.
    """
    return any(way.consumes for p in problem.packages for way in p.ways)


def justified_by_ways(
    problem: Problem, effort: Effort, seconds: float, stop: Event, bound: int
) -> Schedule | None:
    """Return a schedule of short makespan with ways that the stocks allow.

    None if no ways were found, or if with them it is no classical problem.

    Parameters
    ----------
    effort
        For choosing the ways.
    seconds
        For scheduling with them; no schedule is looked for below the bound.
    """
    # What has started is no part of a classical problem, and its dates are facts.
    started = any(package.started is not None for package in problem.packages)
    ways = {} if started else _chosen_ways(problem, effort, stop)
    if not ways:
        return None
    found = justified(_fixed(problem, ways), effort.seed, seconds, stop.is_set, bound)
    if found is None:
        return None
    runs = {p: replace(run, way=ways.get(p, 0)) for p, run in found.runs.items()}
    return replace(found, runs=runs)


def _fixed(problem: Problem, ways: dict[int, int]) -> Problem:
    """Return the problem with ways chosen; what these consume is then settled."""

    def fixed(index: int, package: Package) -> Package:
        if index not in ways:
            return package
        return replace(package, ways=(replace(package.ways[ways[index]], consumes=()),))

    packages = tuple(fixed(index, p) for index, p in enumerate(problem.packages))
    return replace(problem, packages=packages)


def _chosen_ways(problem: Problem, effort: Effort, stop: Event) -> dict[int, int]:
    """Return a way for each package that must run; nothing if none were found."""
    model = CpModel()
    taken = {
        index: [model.new_bool_var(f"way[{index},{w}]") for w in range(len(p.ways))]
        for index, p in enumerate(problem.packages)
        if problem.projects[p.project].forced
    }
    for literals in taken.values():
        model.add_exactly_one(literals)
    _keep_stocks(model, problem, taken)
    makespan = model.new_int_var(problem.now, problem.horizon, "makespan")
    _follow_links(model, problem, taken, makespan)
    _aim(model, problem, taken, makespan)
    values = call(model, effort, stop).values
    if not values:
        return {}
    return {
        index: next(w for w, literal in enumerate(literals) if values[literal.index])
        for index, literals in taken.items()
    }


def _sum(
    problem: Problem, taken: Taken, index: int, amount: Callable[[Way], int]
) -> Linear:
    """Return an amount of the way that is taken."""
    ways = problem.packages[index].ways
    return sum(
        amount(way) * literal for way, literal in zip(ways, taken[index], strict=True)
    )


def _keep_stocks(model: CpModel, problem: Problem, taken: Taken) -> None:
    used: defaultdict[int, list[Linear]] = defaultdict(list)
    for index, literals in taken.items():
        for way, literal in zip(problem.packages[index].ways, literals, strict=True):
            for stock, amount in way.consumes:
                used[stock].append(amount * literal)
    for stock, amounts in used.items():
        model.add(sum(amounts) <= problem.stocks[stock].amount)


def _follow_links(
    model: CpModel, problem: Problem, taken: Taken, makespan: IntVar
) -> None:
    """Let all start after what they follow and end by the makespan."""
    lengths = {i: _sum(problem, taken, i, lambda way: way.shortest) for i in taken}
    starts = {
        i: model.new_int_var(problem.packages[i].earliest, problem.horizon, f"at[{i}]")
        for i in taken
    }
    for index, start in starts.items():
        model.add(start + lengths[index] <= makespan)
    for link in problem.links:
        one, other = link.predecessor, link.successor
        if one not in taken or other not in taken:
            continue
        before = lengths[one] if link.type in FROM_END else 0
        after = lengths[other] if link.type in TO_END else 0
        model.add(starts[other] + after >= starts[one] + before + link.lag)


def _aim(model: CpModel, problem: Problem, taken: Taken, makespan: IntVar) -> None:
    """Minimise the makespan that the facilities allow, then the work they have."""
    widest = max((f.capacity[0] for f in problem.facilities), default=0)
    work: Linear = 0
    most = 0
    for number, facility in enumerate(problem.facilities):
        units = facility.capacity[0]

        def energy(way: Way, number: int = number) -> int:
            return dict(way.uses).get(number, 0) * way.shortest

        energies = sum(_sum(problem, taken, index, energy) for index in taken)
        model.add(energies <= units * makespan)
        factor = widest // max(1, units)
        work += factor * energies
        most += factor * units * problem.horizon
    model.minimize((most + 1) * makespan + work)
