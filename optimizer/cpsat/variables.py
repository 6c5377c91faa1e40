"""The decisions of the model, and literals derived from them on demand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import Domain

from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ortools.sat.python.cp_model import BoolVarT, CpModel, IntervalVar, IntVar

    from optimizer.cpsat.linear import Linear
    from optimizer.problem.problem import Demand, Package, Problem, Way

RULES = (
    "qualification",
    "now",
    "start_locks",
    "mode_locks",
    "freeze",
    "progress",
    "fixed_duration",
    "pool_duration",
)
"""Rules that no values of the variables can break: the problem leaves out the rest."""


@dataclass(frozen=True, slots=True)
class MemberKey:
    """A person on one demand of one way of a package."""

    package: int
    way: int
    demand: int
    person: int


PoolKey = tuple[int, int, int, int, int]
"""Package, way, demand, person and period of hours in a pool."""


@dataclass(slots=True)
class PackageVars:
    """One package that is not done.

    Attributes
    ----------
    start, end, length
        In periods. Of a started package, `start` is a constant.
    present
        The selection literal of its project.
    ways
        A literal for each way; the present literal itself where there is one way.
    fixed
        Has started: nothing but a pool's end is open.
    """

    start: Linear
    end: Linear
    length: Linear
    present: BoolVarT
    ways: list[BoolVarT]
    fixed: bool = False


@dataclass(slots=True)
class OfferVars:
    """An offer's engagement ``[first, end)`` and the person it brings."""

    engaged: BoolVarT
    first: IntVar
    end: IntVar
    people: dict[int, BoolVarT]


@dataclass(slots=True)
class Variables:
    """All decisions. Literals about time are created once and shared.

    Attributes
    ----------
    starts
        Package → its possible starts.
    own_lengths
        (package, way, demand) → the length of an effort-driven demand.
    cut_hours
        Member → hours in the last period of an effort-driven demand; in small models.
    cut_periods
        (member, period) → those hours or more if it is the last, and whether any.
    free
        (person, period) → kept free for a floor of people.
    hall_sets
        Sets of people whose hours are already bounded by a row.
    named_pools
        Whether hours in pools are variables: `pool_hours` in hundredths,
        `pool_busy` (package, person, period), `pool_serves` (package, person)
        and `overloads` (person, period).
    project_values, project_ends, shifts, costs, makespan
        Expressions that several goals and limits share, made once.
    """

    model: CpModel
    problem: Problem
    selected: list[BoolVarT] = field(default_factory=list)
    packages: dict[int, PackageVars] = field(default_factory=dict)
    starts: dict[int, range] = field(default_factory=dict)
    members: dict[MemberKey, IntVar] = field(default_factory=dict)
    offers: list[OfferVars] = field(default_factory=list)
    own_lengths: dict[tuple[int, int, int], Linear] = field(default_factory=dict)
    cut_hours: dict[MemberKey, IntVar] = field(default_factory=dict)
    cut_periods: dict[tuple[MemberKey, int], tuple[IntVar, BoolVarT]] = field(
        default_factory=dict
    )
    free: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    hall_sets: set[frozenset[int]] = field(default_factory=set)
    named_pools: bool = False
    pool_hours: dict[PoolKey, IntVar] = field(default_factory=dict)
    pool_busy: dict[tuple[int, int, int], BoolVarT] = field(default_factory=dict)
    pool_serves: dict[tuple[int, int], BoolVarT] = field(default_factory=dict)
    overloads: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    project_values: dict[int, Linear] = field(default_factory=dict)
    project_ends: dict[int, IntVar] = field(default_factory=dict)
    shifts: dict[int, IntVar] = field(default_factory=dict)
    costs: dict[object, dict[int, Linear]] = field(default_factory=dict)
    makespan: IntVar | None = None
    _inside: dict[tuple[int, frozenset[int]], BoolVarT] = field(default_factory=dict)
    _before: dict[tuple[str, int, int], BoolVarT] = field(default_factory=dict)
    _forced_by: dict[tuple[int, ...], BoolVarT] = field(default_factory=dict)
    _all_of: dict[tuple[int, ...], BoolVarT] = field(default_factory=dict)
    _engaged: dict[tuple[int, int], BoolVarT] = field(default_factory=dict)
    _intervals: dict[tuple[int, int], IntervalVar] = field(default_factory=dict)
    _runs: dict[int, IntervalVar] = field(default_factory=dict)

    @property
    def has_pools(self) -> bool:
        """Whether any package that is not done may be a pool."""
        return any(
            way.staffing is Staffing.POOL
            for p in self.packages
            for way in self.problem.packages[p].ways
        )

    def way(self, package: int, way: int) -> Way:
        """Return a way of a package."""
        return self.problem.packages[package].ways[way]

    def demand(self, key: MemberKey) -> Demand:
        """Return the demand a member serves."""
        return self.way(key.package, key.way).demands[key.demand]

    def open_packages(self) -> Iterable[tuple[int, PackageVars]]:
        """Yield packages that have not started."""
        return ((p, v) for p, v in self.packages.items() if not v.fixed)

    def starts_inside(self, package: int, starts: frozenset[int]) -> BoolVarT:
        """Return a literal that is true whenever the start is one of `starts`."""
        key = (package, starts)
        if key not in self._inside:
            inside = self.model.new_bool_var(f"start[{package}] in {len(starts)}")
            others = set(self.starts[package]) - starts
            if others:
                self.model.add_linear_expression_in_domain(
                    self.packages[package].start, Domain.from_values(sorted(others))
                ).only_enforce_if(~inside)
            else:
                self.model.add(inside == 1)
            self._inside[key] = inside
        return self._inside[key]

    def starts_by(self, package: int, period: int) -> BoolVarT:
        """Return a literal equivalent to start ≤ period."""
        return self.at_most("start", package, self.packages[package].start, period)

    def starts_at(self, package: int, period: int) -> BoolVarT:
        """Return a literal equivalent to start = period."""
        by, before = (
            self.starts_by(package, period),
            self.starts_by(package, period - 1),
        )
        return self.all_of((by, ~before))

    def ends_by(self, package: int, period: int) -> BoolVarT:
        """Return a literal equivalent to end ≤ period."""
        return self.at_most("end", package, self.packages[package].end, period)

    def at_most(self, name: str, index: int, what: Linear, limit: int) -> BoolVarT:
        """Return a literal equivalent to ``what`` ≤ limit, made once per name."""
        key = (name, index, limit)
        if key not in self._before:
            literal = self.model.new_bool_var(f"{name}[{index}] <= {limit}")
            self.model.add(what <= limit).only_enforce_if(literal)
            self.model.add(what >= limit + 1).only_enforce_if(~literal)
            self._before[key] = literal
        return self._before[key]

    def all_of(self, literals: tuple[BoolVarT, ...]) -> BoolVarT:
        """Return a literal equivalent to the conjunction, made once."""
        key = tuple(sorted(literal.index for literal in literals))
        if key not in self._all_of:
            both = self.model.new_bool_var(f"all{key}")
            self.model.add_bool_or([both, *(~literal for literal in literals)])
            for literal in literals:
                self.model.add_implication(both, literal)
            self._all_of[key] = both
        return self._all_of[key]

    def works(
        self, key: MemberKey, period: int, *, cut_period: bool = True
    ) -> BoolVarT:
        """Return a literal that is true whenever a team member works in a period.

        In the last period of an effort-driven demand the hours are cut;
        `cut_period` says whether it counts.
        """
        own = self.own_lengths.get((key.package, key.way, key.demand))
        until = period if cut_period or own is None else period + 1
        over = self._over(key, own, until)
        begun = self.starts_by(key.package, period)
        return self._forced((self.members[key], begun, ~over))

    def ends_in(self, key: MemberKey, period: int) -> BoolVarT:
        """Return a literal equivalent to: a member's work has its last period here."""
        own = self.own_lengths.get((key.package, key.way, key.demand))
        going = ~self._over(key, own, period)
        return self.all_of((going, self._over(key, own, period + 1)))

    def runs_in(
        self, package: int, period: int, given: tuple[BoolVarT, ...]
    ) -> BoolVarT:
        """Return a literal true whenever a package runs in a period, all given."""
        if self.packages[package].fixed:
            return self._forced((~self.ends_by(package, period), *given))
        begun = self.starts_by(package, period)
        return self._forced((begun, ~self.ends_by(package, period), *given))

    def _forced(self, literals: tuple[BoolVarT, ...]) -> BoolVarT:
        """Return a literal that is true whenever all the others are, made once.

        It only ever takes capacity, so it need not be false when they are not.
        """
        key = tuple(sorted(literal.index for literal in literals))
        if key not in self._forced_by:
            forced = self.model.new_bool_var("forced")
            self.model.add_bool_or([forced, *(~literal for literal in literals)])
            self._forced_by[key] = forced
        return self._forced_by[key]

    def _over(self, key: MemberKey, own: Linear | None, period: int) -> BoolVarT:
        """Return a literal equivalent to: the member's work ends by a period."""
        row = self.packages[key.package]
        if own is None or own is row.length:
            return self.ends_by(key.package, period)
        name = f"own[{key.way},{key.demand}]"
        return self.at_most(name, key.package, row.start + own, period)

    def engaged_in(self, person: int, period: int) -> BoolVarT:
        """Return a literal equivalent to: a person on offer is engaged in a period."""
        key = (person, period)
        if key not in self._engaged:
            index = self.problem.people[person].offer
            assert index is not None
            offer = self.offers[index]
            literal = self.model.new_bool_var(f"engaged[{person},{period}]")
            begun = self.at_most("first", index, offer.first, period)
            over = self.at_most("until", index, offer.end, period)
            self.model.add_bool_or(literal, ~offer.people[person], ~begun, over)
            for needed in (offer.people[person], begun, ~over):
                self.model.add_implication(literal, needed)
            self._engaged[key] = literal
        return self._engaged[key]

    def way_interval(self, package: int, way: int) -> IntervalVar:
        """Return the interval of a package, present if a way is chosen."""
        key = (package, way)
        if key not in self._intervals:
            row = self.packages[package]
            chosen = self.way(package, way)
            length = row.length if chosen.shortest < chosen.longest else chosen.shortest
            end = row.end if chosen.shortest < chosen.longest else row.start + length
            self._intervals[key] = self.model.new_optional_interval_var(
                row.start, length, end, row.ways[way], f"run[{package},{way}]"
            )
        return self._intervals[key]

    def run_interval(self, package: int) -> IntervalVar:
        """Return the interval of a package, whatever way is chosen."""
        row = self.packages[package]
        if len(row.ways) == 1:
            return self.way_interval(package, 0)
        if package not in self._runs:
            self._runs[package] = self.model.new_optional_interval_var(
                row.start, row.length, row.end, row.present, f"run[{package}]"
            )
        return self._runs[package]

    def memberships_of(self) -> dict[tuple[int, int], list[IntVar]]:
        """Return (package, person) → the memberships of that pair."""
        pairs: defaultdict[tuple[int, int], list[IntVar]] = defaultdict(list)
        for key, member in self.members.items():
            pairs[key.package, key.person].append(member)
        return dict(pairs)


def create_variables(model: CpModel, problem: Problem) -> Variables:
    """Make selection, dates, ways, memberships and engagements."""
    variables = Variables(model, problem)
    for project in problem.projects:
        selected = model.new_bool_var(f"selected[{project.id}]")
        variables.selected.append(selected)
    for p, package in enumerate(problem.packages):
        if package.started is None:
            variables.packages[p] = _open_package(variables, p)
        elif not package.started.done:
            variables.packages[p] = _running_package(variables, p)
    for p, package in enumerate(problem.packages):
        if package.started is None:
            _create_members(variables, p)
    for offer in range(len(problem.offers)):
        variables.offers.append(_create_offer(variables, offer))
    return variables


def _open_package(variables: Variables, p: int) -> PackageVars:
    model, package = variables.model, variables.problem.packages[p]
    present = variables.selected[package.project]
    horizon = variables.problem.horizon
    shortest = min((way.shortest for way in package.ways), default=0)
    project = variables.problem.projects[package.project]
    earliest = package.earliest
    latest = min(
        package.latest_start,
        min(package.latest_end, project.latest_end, horizon) - shortest,
    )
    if latest < earliest or not package.ways:
        model.add(present == 0)
        latest = earliest
    variables.starts[p] = range(earliest, latest + 1)
    start = model.new_int_var(earliest, latest, f"start[{package.id}]")
    lengths = {way.shortest for way in package.ways} | {
        way.longest for way in package.ways
    }
    ways: list[BoolVarT] = [present]
    if len(package.ways) != 1:
        ways = [
            model.new_bool_var(f"way[{package.id},{w}]")
            for w in range(len(package.ways))
        ]
        model.add(sum(ways) == present)
    if not lengths:
        return PackageVars(start, start, 0, present, ways)
    if len(lengths) == 1:
        length: Linear = lengths.pop()
        return PackageVars(start, start + length, length, present, ways)
    size = _length(model, package, lengths)
    end = model.new_int_var(
        earliest + min(lengths), latest + max(lengths), f"end[{package.id}]"
    )
    model.add(end == start + size)
    for literal, way in zip(ways, package.ways, strict=True):
        if len(ways) > 1:
            _bound_length(model, size, way, literal)
    return PackageVars(start, end, size, present, ways)


def _length(model: CpModel, package: Package, lengths: set[int]) -> IntVar:
    """Return the length of a package: one of a few where its ways have fixed ones."""
    name = f"length[{package.id}]"
    if all(way.shortest == way.longest for way in package.ways):
        return model.new_int_var_from_domain(Domain.from_values(sorted(lengths)), name)
    return model.new_int_var(min(lengths), max(lengths), name)


def _bound_length(model: CpModel, size: IntVar, way: Way, literal: BoolVarT) -> None:
    """Tie the length to a way; one equation shows CP-SAT a choice among lengths."""
    if way.shortest == way.longest:
        model.add(size == way.shortest).only_enforce_if(literal)
        return
    model.add(size >= way.shortest).only_enforce_if(literal)
    model.add(size <= way.longest).only_enforce_if(literal)


def _running_package(variables: Variables, p: int) -> PackageVars:
    package = variables.problem.packages[p]
    started = package.started
    assert started is not None
    present = variables.selected[package.project]
    ways = [present] * len(package.ways)
    end: Linear = started.ends[0]
    if len(started.ends) > 1:
        end = variables.model.new_int_var_from_domain(
            Domain.from_values(list(started.ends)), f"end[{package.id}]"
        )
    return PackageVars(
        started.start, end, end - started.start, present, ways, fixed=True
    )


def _create_members(variables: Variables, p: int) -> None:
    package = variables.problem.packages[p]
    for w, way in enumerate(package.ways):
        if not way.is_team:
            continue
        for d, demand in enumerate(way.demands):
            for person in demand.qualified:
                key = MemberKey(p, w, d, person)
                name = f"on[{package.id},{w},{demand.id},{person}]"
                variables.members[key] = variables.model.new_bool_var(name)


def _create_offer(variables: Variables, index: int) -> OfferVars:
    model, problem = variables.model, variables.problem
    offer = problem.offers[index]
    horizon = problem.horizon
    possible = bool(offer.people) and offer.shortest <= offer.longest
    engaged = model.new_bool_var(f"engaged[{offer.id}]")
    first = model.new_int_var(min(offer.earliest, horizon), horizon, "first")
    end = model.new_int_var(min(offer.earliest, horizon), horizon, "until")
    if not possible:
        model.add(engaged == 0)
    model.add(end - first >= offer.shortest).only_enforce_if(engaged)
    model.add(end - first <= offer.longest).only_enforce_if(engaged)
    model.add(first == min(offer.earliest, horizon)).only_enforce_if(~engaged)
    model.add(end == first).only_enforce_if(~engaged)
    people: dict[int, BoolVarT] = {}
    for person in offer.people:
        begin = problem.people[person].engaged_from
        if begin is None:
            people[person] = engaged
            continue
        chosen = model.new_bool_var(f"engaged[{offer.id},{begin}]")
        model.add(first == begin).only_enforce_if(chosen)
        people[person] = chosen
    if people and engaged not in people.values():
        model.add(sum(people.values()) == engaged)
    return OfferVars(engaged, first, end, people)
