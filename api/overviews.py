"""Portfolios under a plan: judged, drawn and told once for all who see the same.

Everything is made from as much of a portfolio as somebody sees, so that nothing of what
is withheld can be read from a verdict, a sum or a picture.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock, RLock
from typing import TYPE_CHECKING

from api.access.sight import Sight, seen_portfolio, sight_of
from api.jobs import pages
from api.storage import plans, portfolios
from api.storage.errors import NotFound
from optimizer.errors import InvalidPlan
from optimizer.report.headline import headline
from optimizer.report.material import Material
from optimizer.report.page import Headline
from optimizer.report.sections.broken_rules import broken_rules
from optimizer.report.sections.changes import changes
from optimizer.report.sections.decisions import decisions
from optimizer.report.sections.money import money
from optimizer.report.sections.people import overbooking, people
from optimizer.report.sections.schedule import schedule
from optimizer.report.sections.skills import skills
from optimizer.report.unwritten import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.jobs.telling import Told
    from api.settings import Settings
    from api.storage.plans import PlanEntry
    from api.storage.portfolios import PortfolioEntry
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.report.page import Section

MOST_KEPT = 24
"""So many overviews are kept; the one not looked at for longest gives way."""

SECTIONS: Mapping[str, tuple[str, Callable[[Material], Section | None]]] = {
    "rules": ("Broken rules", broken_rules),
    "decisions": ("What was decided", decisions),
    "schedule": ("When everything happens", schedule),
    "people": ("Who works on what", people),
    "overbooking": ("Who is overbooked, and when", overbooking),
    "skills": ("Which skills are scarce", skills),
    "changes": ("What changes against the running plan", changes),
    "money": ("What it costs", money),
}
"""Part of an overview → its title, and what makes it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an overview is of, and for whom; as long as this is equal, so is that.

    Attributes
    ----------
    baseline_id
        The running plan, where another one is looked at.
    """

    portfolio_id: str
    version: int
    plan_id: str | None
    baseline_id: str | None
    sight: Sight


@dataclass(frozen=True, slots=True)
class Health:
    """How a portfolio fares under its plan.

    Attributes
    ----------
    selected, projects
        How many projects run, of how many.
    late
        How many of those end after they are due.
    overbooked, hours
        How many people have more work than hours, and how many hours more.
    broken
        In how many places the plan breaks a rule, facts left out.
    """

    selected: int
    projects: int
    late: int
    overbooked: int
    hours: float
    broken: int


class Overview:
    """A portfolio under a plan, as somebody sees it; everything is made when asked for.

    Attributes
    ----------
    portfolio
        As much of it as is seen.
    plan
        None where there is none yet.
    """

    def __init__(
        self, portfolio: Portfolio, plan: Plan | None, baseline: Plan | None = None
    ) -> None:
        self.portfolio = portfolio
        self.plan = plan
        self._baseline = baseline
        self._told: dict[str, Told | None] = {}
        self._lock = RLock()

    @cached_property
    def _gathered(self) -> Material | tuple[Issue, ...]:
        assert self.plan is not None
        try:
            return Material.gather(self.portfolio, self.plan, None, self._baseline)
        except InvalidPlan as refusal:
            return refusal.issues

    @property
    def material(self) -> Material | None:
        """What is known of the plan; None without one that fits the portfolio."""
        if self.plan is None:
            return None
        with self._lock:
            found = self._gathered
        return found if isinstance(found, Material) else None

    @property
    def misfits(self) -> tuple[Issue, ...]:
        """What the plan names and the portfolio does not have."""
        if self.plan is None:
            return ()
        with self._lock:
            found = self._gathered
        return () if isinstance(found, Material) else found

    @cached_property
    def health(self) -> Health | None:
        """The summary; None without a plan that fits."""
        material = self.material
        if material is None:
            return None
        with self._lock:
            projects, contention = material.projects, material.contention
        over = contention[contention["overload"] > 0]
        late = projects["selected"] & (projects["periods_late"].fillna(0) > 0)
        return Health(
            selected=int(projects["selected"].sum()),
            projects=len(projects),
            late=int(late.sum()),
            overbooked=int(over["engineer"].nunique()),
            hours=float(over["overload"].sum()),
            broken=sum(not broken.fact for broken in material.verdict.broken),
        )

    @cached_property
    def headline(self) -> Headline | None:
        """The answer in a few sentences and numbers; None without a plan that fits."""
        material = self.material
        if material is None:
            return None
        with self._lock:
            return headline(material)

    def parts(self, sight: Sight) -> Iterator[tuple[str, str]]:
        """Yield name and title of every part that may have something to show."""
        material = self.material
        if material is None:
            return
        shown = {
            "rules": bool(material.verdict.broken),
            "people": bool(self.portfolio.engineers),
            "overbooking": bool(self.portfolio.engineers),
            "changes": material.ledger.baseline is not None,
            "money": sight.rates,
        }
        for name, (title, _) in SECTIONS.items():
            if shown.get(name, True):
                yield name, title

    def told(self, name: str) -> Told | None:
        """Return a part with its figures; None where there is nothing to show."""
        material = self.material
        if material is None:
            return None
        with self._lock:
            if name not in self._told:
                section = SECTIONS[name][1](material)
                page = Page("", "", Headline(""), (section,))
                self._told[name] = None if section is None else pages.told(page)
            return self._told[name]


class Overviews:
    """The overviews that were looked at last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Subject, Overview] = OrderedDict()
        self._lock = Lock()

    def known(self, subject: Subject) -> Overview | None:
        """Return an overview that is kept."""
        with self._lock:
            found = self._kept.get(subject)
            if found is not None:
                self._kept.move_to_end(subject)
            return found

    def keep(self, subject: Subject, made: Overview) -> Overview:
        """Keep an overview; return the one that is kept, if somebody was faster."""
        with self._lock:
            kept = self._kept.setdefault(subject, made)
            self._kept.move_to_end(subject)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return kept


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody looks at.

    Attributes
    ----------
    entry
        The version of the portfolio under which the plan is judged.
    plan
        None where there is no running plan, and none was chosen.
    latest
        The version that the portfolio is at now.
    """

    subject: Subject
    entry: PortfolioEntry
    plan: PlanEntry | None
    latest: int

    @property
    def is_running(self) -> bool:
        """Whether the plan is the one that the portfolio goes by."""
        return self.plan is not None and self.plan.id == self.entry.running_plan_id


def look(
    session: Session,
    principal: Principal,
    settings: Settings,
    portfolio_id: str,
    plan_id: str | None = None,
) -> Look:
    """Return what somebody looks at: the running plan, or the one that they chose.

    The running plan is judged under the latest version, another one under the version
    that it was made for.

    Raises
    ------
    NotFound
        If there is no such portfolio, or it has no such plan.
    """
    latest = portfolios.entry(session, principal, portfolio_id)
    running = latest.running_plan_id
    entry, plan = latest, None
    if (plan_id or running) is not None:
        plan = plans.entry(session, principal, plan_id or running or "")
        if plan.portfolio_id != portfolio_id:
            raise NotFound("plan", plan.id)
        if plan.id != running:
            made_for = plan.portfolio_version
            entry = portfolios.entry(session, principal, portfolio_id, made_for)
    subject = Subject(
        portfolio_id,
        entry.version,
        plan.id if plan else None,
        running if plan and plan.id != running else None,
        sight_of(principal, portfolio_id, settings),
    )
    return Look(subject, entry, plan, latest.version)


def overview(
    session: Session, principal: Principal, subject: Subject, kept: Overviews
) -> Overview:
    """Return the overview of what somebody looks at; what was kept, where it was.

    Raises
    ------
    NotFound
        As `look`.
    """
    found = kept.known(subject)
    if found is not None:
        return found
    record = portfolios.read(session, principal, subject.portfolio_id, subject.version)
    portfolio = seen_portfolio(record.portfolio, subject.sight)
    plan, baseline = (
        None if name is None else plans.read(session, principal, name).judged.plan
        for name in (subject.plan_id, subject.baseline_id)
    )
    return kept.keep(subject, Overview(portfolio, plan, baseline))
