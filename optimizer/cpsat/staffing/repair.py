"""A period in which parallel limits, floors or locks bind, with CP-SAT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from optimizer.cpsat.staffing.limits import FloorRoom, PeriodLimits
    from optimizer.cpsat.staffing.preference import Preference
    from optimizer.cpsat.staffing.transport import Period, Shares

OVERLOAD = 10_000_000
"""Of a hundredth of an hour."""
MOVE = 1_000_000
HANDOVER = 10_000
"""Of a handover, and of one package more for a person."""
EFFORT = 2.0
"""Deterministic seconds of CP-SAT for one period."""
SECONDS = 10.0
"""Most seconds for one period; only periods far beyond the usual come near it."""
GOOD_ENOUGH = 0.05
MANY_PAIRS = 500
"""Pairs of piece and person from which on any staffing will do."""


def staff_period(
    period: Period, limits: PeriodLimits, preference: Preference, hint: Shares
) -> tuple[Shares | None, bool]:
    """Return shares within all limits, or None and whether there are none."""
    model = _PeriodModel(period, limits, preference)
    return model.solve(hint)


class _PeriodModel:
    def __init__(
        self, period: Period, limits: PeriodLimits, preference: Preference
    ) -> None:
        self._period = period
        self._limits = limits
        self._preference = preference
        self._model = cp_model.CpModel()
        self._hours: dict[tuple[int, int], cp_model.IntVar] = {}
        self._on: dict[tuple[int, int], cp_model.IntVar] = {}
        self._busy: dict[int, cp_model.IntVar] = {}
        self._cost: list[cp_model.LinearExprT] = []
        self._add_pieces()
        self._add_people()
        for floor in limits.floors:
            self._add_floor(floor)
        for package, person in limits.must:
            self._add_must(package, person)
        self._model.minimize(cp_model.LinearExpr.sum(self._cost))

    def _add_pieces(self) -> None:
        model, period = self._model, self._period
        for number, piece in enumerate(period.pieces):
            shares = []
            for person in period.able[number]:
                most = min(piece.hours, period.free(person))
                if most <= 0:
                    continue
                hours = model.new_int_var(0, most, "")
                worked = model.new_bool_var("")
                model.add(hours == 0).only_enforce_if(~worked)
                model.add(hours >= 1).only_enforce_if(worked)
                self._hours[number, person] = hours
                self._price_pair(number, person, hours, worked)
                model.add_implication(worked, self._package(piece.package, person))
                shares.append(hours)
            model.add(cp_model.LinearExpr.sum(shares) == piece.hours)

    def _price_pair(
        self, number: int, person: int, hours: cp_model.IntVar, worked: cp_model.IntVar
    ) -> None:
        piece = self._period.pieces[number]
        if not self._preference.continues(piece.package, piece.demand, person):
            self._cost.append(worked * HANDOVER)
        self._cost.append(hours * (self._preference.cost(piece, person) // 50))

    def _package(self, package: int, person: int) -> cp_model.IntVar:
        """Return whether a package gives a person hours."""
        found = self._on.get((package, person))
        if found is None:
            found = self._on[package, person] = self._model.new_bool_var("")
            if person not in self._busy:
                self._busy[person] = self._model.new_bool_var("")
            self._model.add_implication(found, self._busy[person])
            new = self._preference.is_move(package, person)
            self._cost.append(found * (MOVE if new else HANDOVER))
        return found

    def _add_people(self) -> None:
        model, period = self._model, self._period
        packages: dict[int, list[cp_model.IntVar]] = {}
        for (_, person), on in self._on.items():
            packages.setdefault(person, []).append(on)
        for person, given in packages.items():
            slots = max(0, self._limits.slots[person])
            if len(given) > slots:
                model.add(cp_model.LinearExpr.sum(given) <= slots)
            total = self._total(person)
            model.add(total <= period.free(person))
            if period.overtime.get(person, 0):
                over = model.new_int_var(0, period.overtime[person], "")
                model.add(over >= total - period.regular.get(person, 0))
                self._cost.append(over * OVERLOAD)

    def _total(self, person: int) -> cp_model.LinearExpr:
        return cp_model.LinearExpr.sum(
            [hours for (_, who), hours in self._hours.items() if who == person]
        )

    def _add_floor(self, floor: FloorRoom) -> None:
        model = self._model
        touched = [person for person in self._busy if person in floor.people]
        if floor.heads is not None:
            busy = [self._busy[person] for person in touched]
            model.add(cp_model.LinearExpr.sum(busy) <= max(0, floor.heads))
        if floor.hours is not None:
            taken = []
            for person in touched:
                regular = self._period.regular.get(person, 0)
                used = model.new_int_var(0, regular, "")
                model.add_min_equality(used, [self._total(person), regular])
                taken.append(used)
            model.add(cp_model.LinearExpr.sum(taken) <= max(0, floor.hours))

    def _add_must(self, package: int, person: int) -> None:
        shares = [
            hours
            for (number, who), hours in self._hours.items()
            if who == person and self._period.pieces[number].package == package
        ]
        self._model.add(cp_model.LinearExpr.sum(shares) >= 1)

    def solve(self, hint: Shares) -> tuple[Shares | None, bool]:
        pieces = self._period.pieces
        keys = {
            (number, person): (pieces[number].package, pieces[number].demand, person)
            for number, person in self._hours
        }
        for key, hours in self._hours.items():
            self._model.add_hint(hours, hint.get(keys[key], 0))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = EFFORT
        solver.parameters.max_time_in_seconds = SECONDS
        solver.parameters.stop_after_first_solution = len(self._hours) > MANY_PAIRS
        solver.parameters.relative_gap_limit = GOOD_ENOUGH
        solver.parameters.catch_sigint_signal = False
        status = solver.solve(self._model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, status == cp_model.INFEASIBLE
        return {
            keys[key]: solver.value(hours)
            for key, hours in self._hours.items()
            if solver.value(hours)
        }, False
