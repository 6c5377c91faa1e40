"""One call of CP-SAT, and the only place that reads its status."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum, auto
from math import inf
from threading import Event, Thread
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from optimizer.errors import EngineFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ortools.sat.python.cp_model import CpModel

    from optimizer.cpsat.linear import Linear

POLL_SECONDS = 0.05
"""How often a request to stop is looked for."""


class Ending(Enum):
    """What a call of the solver has shown."""

    OPTIMAL = auto()
    FEASIBLE = auto()
    INFEASIBLE = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Effort:
    """What one call may spend: seconds, deterministic units, or both.

    `lean` leaves out what does not pay in a call of about a second; so does `refuting`
    for what does not pay where clauses alone may prove that there is no solution: one
    worker without an LP has refuted a makespan in a tenth of the time. `second` is for
    another proof of the same, or where the LP leads: one worker, no symmetries, all
    that is linear in the LP.
    (9.15 without presolve has crashed on our models, so that it is no such way; so has
    it with symmetries where there is no objective, which then go unused.)
    """

    seconds: float
    workers: int
    seed: int
    deterministic: float | None = None
    second: bool = False
    fix_hints: bool = False
    lean: bool = False
    refuting: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """How a call ended.

    Attributes
    ----------
    values
        Value of every variable by index; empty without a solution.
    bound
        In the objective's integers; None without one.
    spent
        Deterministic units used.
    cut_short
        A limit ended the call, and neither a proof nor a request.
    """

    ending: Ending
    values: tuple[int, ...] = ()
    bound: int | None = None
    spent: float = 0.0
    cut_short: bool = False


def evaluate(values: tuple[int, ...], expression: Linear) -> int:
    """Return the value of an expression under values by variable index."""
    if isinstance(expression, int):
        return expression
    flat = cp_model.FlatIntExpr(expression)
    total = flat.offset
    for variable, coefficient in zip(flat.vars, flat.coeffs, strict=True):
        index = variable.index
        total += coefficient * (values[index] if index >= 0 else 1 - values[~index])
    return int(total)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Hands every better solution on; stops the search if told so."""

    def __init__(self, on_solution: Callable[[tuple[int, ...], int], bool]) -> None:
        super().__init__()
        self._on_solution = on_solution
        self.fault: Exception | None = None
        self.content = False

    def on_solution_callback(self) -> None:
        try:
            values = tuple(self.response_proto.solution)
            if not self._on_solution(values, round(self.best_objective_bound)):
                self.content = True
                self.stop_search()
        except Exception as fault:
            self.fault = fault
            self.stop_search()


@contextmanager
def _stopping(solver: cp_model.CpSolver, stop: Event) -> Iterator[None]:
    """Stop the solver from another thread when asked to."""
    over = Event()

    def watch() -> None:
        while not over.wait(POLL_SECONDS):
            if stop.is_set():
                solver.stop_search()
                return

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def call(
    model: CpModel,
    effort: Effort,
    stop: Event,
    on_solution: Callable[[tuple[int, ...], int], bool] | None = None,
    on_bound: Callable[[int], None] | None = None,
) -> Answer:
    """Solve a model once.

    Parameters
    ----------
    on_solution
        Called with the values of each better solution and the bound then; the
        search ends if it returns False.
    on_bound
        Called with each better bound.

    Raises
    ------
    EngineFault
        If OR-Tools calls the model invalid: our bug, never an answer.
    """
    solver = _configured(effort, aimless=not model.has_objective())
    bounds: list[int] = []

    def note_bound(bound: float) -> None:
        bounds.append(round(bound))
        if on_bound is not None:
            on_bound(round(bound))

    if model.has_objective():
        solver.best_bound_callback = note_bound
    watcher = _Watcher(on_solution) if on_solution is not None else None
    with _stopping(solver, stop):
        status = solver.solve(model, watcher)
    if watcher is not None and watcher.fault is not None:
        raise watcher.fault
    if status == cp_model.MODEL_INVALID:
        why = model.validate().splitlines()[0]
        raise EngineFault(f"CP-SAT calls the model invalid: {why}")
    answer = _answer(solver, model, status, max(bounds, default=None))
    asked = stop.is_set() or (watcher is not None and watcher.content)
    finished = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return replace(answer, cut_short=not asked and not finished)


def _answer(
    solver: cp_model.CpSolver,
    model: CpModel,
    status: object,
    proven_bound: int | None,
) -> Answer:
    response = solver.response_proto
    spent = response.deterministic_time
    if status == cp_model.INFEASIBLE:
        return Answer(Ending.INFEASIBLE, spent=spent)
    has_objective = model.has_objective()
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        # The bound of a response without a solution may be a default, not a proof.
        return Answer(Ending.NOTHING, bound=proven_bound, spent=spent)
    bound = round(response.best_objective_bound) if has_objective else None
    objective = round(response.objective_value) if has_objective else None
    proven = status == cp_model.OPTIMAL and objective == bound
    ending = Ending.OPTIMAL if proven else Ending.FEASIBLE
    return Answer(ending, tuple(response.solution), bound, spent)


def _configured(effort: Effort, *, aimless: bool) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = effort.workers
    parameters.random_seed = effort.seed
    parameters.catch_sigint_signal = False
    if effort.second:
        parameters.num_workers = 1
        parameters.linearization_level = 2
    if effort.refuting:
        parameters.num_workers = 1
        parameters.linearization_level = 0
    if effort.lean:
        # Without probing, the LP of 9.15 has called feasible models infeasible.
        parameters.linearization_level = 0
        parameters.cp_model_probing_level = 0
    if effort.second or effort.lean or aimless:
        parameters.symmetry_level = 0
    parameters.fix_variables_to_their_hinted_value = effort.fix_hints
    if effort.seconds < inf:
        parameters.max_time_in_seconds = max(0.01, effort.seconds)
    if effort.deterministic is not None:
        parameters.max_deterministic_time = max(0.001, effort.deterministic)
        parameters.interleave_search = effort.workers > 1
    return solver
