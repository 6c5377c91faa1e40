"""What one more person is worth, by skill and calendar quarter."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.base import Day, DomainModel, Id
from optimizer.portfolio.issue import Issue
from optimizer.portfolio.resources import Quarter
from scenarios.errors import NotAnswered
from scenarios.further_person import (
    TypicalWeek,
    allows_more_people,
    further_person,
    with_further,
)
from scenarios.interval import Interval
from scenarios.prices.caveats import (
    closed_to,
    is_optimistic,
    optimistic_note,
    understated_note,
)
from scenarios.prices.questions import Best, Questions, gain
from scenarios.ranking import Ranked, rank
from scenarios.skills import skills_in_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.situation import Situation


class PersonPrice(DomainModel):
    """What a person of one skill is worth from one quarter on.

    Quarters are complements: one who stays can be worth more, or less, than the sum
    of those who each stay for a quarter. So both are said.

    Attributes
    ----------
    first, last
        First and last day of the quarter that lie ahead, by whole periods.
    for_quarter
        Gain of a person who is there in this quarter only.
    to_horizon
        Gain of one who comes in this quarter and stays.
    optimistic
        People below full speed serve pools of the skill.
    """

    skill: Id
    quarter: Quarter
    first: Day
    last: Day
    for_quarter: Interval
    to_horizon: Interval
    optimistic: bool = False


class PeoplePrices(DomainModel):
    """What one more person is worth: gains in net value, at a price of 0.

    Attributes
    ----------
    net_value
        The best as things are.
    week
        The further person's.
    by_quarter, to_horizon
        Skill and quarter in order of the one and of the other gain.
    complete
        Whether everything was asked; not where somebody stopped it.
    """

    net_value: Interval
    week: TypicalWeek
    prices: tuple[PersonPrice, ...]
    by_quarter: tuple[Ranked, ...]
    to_horizon: tuple[Ranked, ...]
    notes: tuple[Issue, ...] = ()
    complete: bool = True


def price_of_people(
    situation: Situation,
    asker: Asker,
    skills: Sequence[str] | None = None,
    quarters: Sequence[str] | None = None,
) -> PeoplePrices:
    """Return what one more person is worth in net value.

    Parameters
    ----------
    skills
        Those that work to be done asks for, where left out.
    quarters
        Calendar quarters such as ``2026-Q3``; all from *now* to the horizon, where
        left out.

    Raises
    ------
    NotAnswered
        If there is no plan as things are, or a skill or quarter has nothing to ask.
    """
    asked = skills_in_demand(situation.portfolio) if skills is None else skills
    spans = _spans(situation, quarters)
    _refuse_unknown(situation, asked)
    questions = Questions(asker)
    base = questions.base(situation)
    questions.announce(2 * len(asked))
    rows = [_Row(situation, questions, base, skill, spans) for skill in asked]
    for row in rows:
        row.ask_longest()
    questions.withdraw()
    questions.announce(len(asked) * (2 * len(spans) - 1))
    for row in sorted(rows, key=_Row.open_gain):
        row.ask_all()
    questions.withdraw()
    prices = [price for row in rows for price in row.prices]
    complete = len(prices) == len(asked) * len(spans) and not asker.cancelled
    return PeoplePrices(
        net_value=base.value,
        week=TypicalWeek.of(situation.portfolio),
        prices=tuple(prices),
        by_quarter=rank((_name(price), price.for_quarter) for price in prices),
        to_horizon=rank((_name(price), price.to_horizon) for price in prices),
        notes=_notes(situation, prices),
        complete=complete,
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """The part of a quarter that lies ahead, in days."""

    quarter: str
    first: Day
    last: Day


@dataclass(slots=True)
class _Row:
    """One skill: from who is there longest to who is there shortest.

    What somebody gains who stays longer bounds what the others gain. So where a
    person from *now* on gains nothing, no other question needs a search.

    Attributes
    ----------
    longest
        The best with a person from *now* to the horizon.
    plans
        Found so far, for others to begin with.
    """

    situation: Situation
    questions: Questions
    base: Best
    skill: str
    spans: Sequence[_Span]
    longest: Best | None = None
    plans: list[Plan] = field(default_factory=list)
    prices: list[PersonPrice] = field(default_factory=list)

    def ask_longest(self) -> None:
        """Ask for the person who is there from *now* to the horizon."""
        if self.base.plan is not None:
            self.plans.append(self.base.plan)
        if self.spans and not self.questions.cancelled:
            self.longest = self._best(self.spans[0], self._end, None)

    def open_gain(self) -> Decimal:
        """Return how much may be gained; small ones leave their time to others."""
        if self.longest is None:
            return Decimal("Infinity")
        high = gain(self.longest, self.base).high
        return Decimal("Infinity") if high is None else high

    def ask_all(self) -> None:
        """Price each quarter, until somebody asks to stop."""
        longer = self.longest
        for span in self.spans:
            if self.questions.cancelled or longer is None:
                return
            if span is not self.spans[0]:
                longer = self._best(span, self._end, longer)
            shorter = self._best(span, span.last, longer)
            self.prices.append(self._price(span, shorter, longer))

    @property
    def _end(self) -> Day:
        """The last day of the timeline."""
        timeline = self.situation.timeline
        return timeline.days(timeline.horizon - 1)[-1]

    def _price(self, span: _Span, shorter: Best, longer: Best) -> PersonPrice:
        sure = allows_more_people(self.situation)
        return PersonPrice(
            skill=self.skill,
            quarter=span.quarter,
            first=span.first,
            last=span.last,
            for_quarter=gain(shorter, self.base, never_loses=sure),
            to_horizon=gain(longer, self.base, never_loses=sure),
            optimistic=is_optimistic(self.situation.portfolio, self.skill),
        )

    def _best(self, span: _Span, last: Day, longer: Best | None) -> Best:
        """Return the best with the person, and keep its plan for the others."""
        person = further_person(self.situation.portfolio, self.skill)
        richer = with_further(self.situation, person, first=span.first, last=last)
        bounds = longer is not None and allows_more_people(self.situation)
        found = self.questions.best(
            f"one more {self.skill} from {span.first} to {last}",
            richer,
            self.plans,
            longer.value.high if longer is not None and bounds else None,
        )
        if found.plan is not None and found.plan not in self.plans:
            self.plans.append(found.plan)
        return found


def _spans(situation: Situation, quarters: Sequence[str] | None) -> list[_Span]:
    """Return the quarters from *now* to the horizon, or those of them asked for."""
    timeline = situation.timeline
    periods: dict[str, list[int]] = {}
    for period in range(situation.now, timeline.horizon):
        periods.setdefault(timeline.quarter(period), []).append(period)
    unknown = [quarter for quarter in quarters or () if quarter not in periods]
    if unknown:
        raise NotAnswered(
            f"No period from now to the horizon begins in {', '.join(unknown)}; "
            f"there are {', '.join(periods) or 'none'}."
        )
    return [
        _Span(quarter, timeline.first_day(held[0]), timeline.days(held[-1])[-1])
        for quarter, held in periods.items()
        if quarters is None or quarter in quarters
    ]


def _refuse_unknown(situation: Situation, skills: Sequence[str]) -> None:
    known = skills_in_demand(situation.portfolio)
    unknown = [skill for skill in skills if skill not in known]
    if unknown:
        raise NotAnswered(
            f"No work to be done asks for {', '.join(unknown)}; it asks for "
            f"{', '.join(known) or 'no skill'}."
        )


def _name(price: PersonPrice) -> str:
    return f"{price.skill} {price.quarter}"


def _notes(situation: Situation, prices: Sequence[PersonPrice]) -> tuple[Issue, ...]:
    portfolio = situation.portfolio
    notes = []
    for skill, optimistic in {one.skill: one.optimistic for one in prices}.items():
        closed = closed_to(portfolio, further_person(portfolio, skill), skill)
        if optimistic:
            notes.append(optimistic_note(skill))
        if closed:
            notes.append(understated_note(skill, closed))
    return tuple(notes)
