"""What it is worth that somebody learns a further skill."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.base import DomainModel, Id, Level, Speed
from optimizer.portfolio.issue import Issue
from optimizer.portfolio.people import Skill
from scenarios.changes.editing import with_person
from scenarios.errors import NotAnswered
from scenarios.further_person import allows_more_people
from scenarios.interval import UNKNOWN, Interval
from scenarios.prices.caveats import is_optimistic, optimistic_note
from scenarios.prices.questions import Best, Questions, gain
from scenarios.ranking import Ranked, rank
from scenarios.skills import skills_in_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.situation import Situation

LEARNT = Skill()
"""What is learnt where nothing else is said: level 3 at full speed."""


class TrainingPrice(DomainModel):
    """What it is worth that one person has one more skill, from *now* on.

    Attributes
    ----------
    optimistic
        People below full speed serve pools of the skill, or this one would.
    """

    engineer: Id
    skill: Id
    level: Level
    speed: Speed
    gain: Interval
    optimistic: bool = False


class TrainingPrices(DomainModel):
    """What cross-training is worth, by person and skill.

    Attributes
    ----------
    net_value
        The best as things are.
    together
        Skill → gain where all who could learn it do: no one of them gains more.
    ranking
        Person and skill, highest gain first.
    complete
        Whether everything was asked; not where somebody stopped it.
    """

    net_value: Interval
    prices: tuple[TrainingPrice, ...]
    together: dict[Id, Interval]
    ranking: tuple[Ranked, ...]
    notes: tuple[Issue, ...] = ()
    complete: bool = True


def price_of_training(
    situation: Situation,
    engineer: str,
    skill: str,
    asker: Asker,
    learnt: Skill = LEARNT,
) -> TrainingPrice:
    """Return what it is worth that a person learns a skill.

    Raises
    ------
    NotAnswered
        If there is no plan as things are, no such person, or nothing to learn.
    """
    found = cross_training_ranking(situation, asker, [(engineer, skill)], learnt)
    if not found.prices:
        raise NotAnswered("Stopped before anything was known.")
    return found.prices[0]


def cross_training_ranking(
    situation: Situation,
    asker: Asker,
    pairs: Sequence[tuple[str, str]] | None = None,
    learnt: Skill = LEARNT,
) -> TrainingPrices:
    """Return what it is worth that people learn skills, one person and skill each.

    First all who could learn a skill learn it at once: where that gains nothing, none
    of them gains anything, and no single question needs a search.

    Parameters
    ----------
    pairs
        Engineer and skill; every engineer with every skill that work to be done asks
        for and that the engineer has not, where left out.
    learnt
        At what level and speed.

    Raises
    ------
    NotAnswered
        If there is no plan as things are, no such person, or nothing to learn.
    """
    pairs = _sensible(situation) if pairs is None else list(dict.fromkeys(pairs))
    _refuse(situation, pairs, learnt)
    pupils: dict[str, list[str]] = {}
    for engineer, skill in pairs:
        pupils.setdefault(skill, []).append(engineer)
    questions = Questions(asker)
    base = questions.base(situation)
    questions.announce(2 * len(pupils))
    classes = [
        _Class(situation, questions, base, skill, them, learnt)
        for skill, them in pupils.items()
    ]
    for one in classes:
        one.ask_together()
    questions.withdraw()
    questions.announce(len(pairs))
    for one in sorted(classes, key=_Class.open_gain):
        one.ask_each()
    questions.withdraw()
    prices = tuple(price for one in classes for price in one.prices)
    return TrainingPrices(
        net_value=base.value,
        prices=prices,
        together={one.skill: one.gain for one in classes},
        ranking=rank((f"{one.engineer}: {one.skill}", one.gain) for one in prices),
        notes=tuple(
            optimistic_note(skill)
            for skill in pupils
            if any(price.optimistic and price.skill == skill for price in prices)
        ),
        complete=len(prices) == len(pairs) and not asker.cancelled,
    )


@dataclass(slots=True)
class _Class:
    """All who could learn one skill.

    Attributes
    ----------
    together
        The best where all of them learn it.
    plans
        Found so far, for others to begin with.
    """

    situation: Situation
    questions: Questions
    base: Best
    skill: str
    pupils: Sequence[str]
    learnt: Skill
    together: Best | None = None
    plans: list[Plan] = field(default_factory=list)
    prices: list[TrainingPrice] = field(default_factory=list)

    @property
    def gain(self) -> Interval:
        """What it is worth that all of them learn it."""
        if self.together is None:
            return UNKNOWN
        return gain(self.together, self.base, never_loses=self._is_gain)

    def open_gain(self) -> Decimal:
        """Return how much may be gained; small ones leave their time to others."""
        high = self.gain.high
        return Decimal("Infinity") if high is None else high

    def ask_together(self) -> None:
        """Ask for all at once, which bounds each of them."""
        if self.base.plan is not None:
            self.plans.append(self.base.plan)
        if len(self.pupils) > 1 and not self.questions.cancelled:
            self.together = self._best(f"all learn {self.skill}", self.pupils, None)

    def ask_each(self) -> None:
        """Ask for one after the other, until somebody asks to stop."""
        bounds = self.together is not None and self._is_gain
        ceiling = self.together.value.high if self.together and bounds else None
        for pupil in self.pupils:
            if self.questions.cancelled:
                return
            found = self._best(f"{pupil} learns {self.skill}", [pupil], ceiling)
            if self.together is None:
                self.together = found
            self.prices.append(self._price(pupil, found))

    def _price(self, pupil: str, found: Best) -> TrainingPrice:
        portfolio = self._learning([pupil]).portfolio
        return TrainingPrice(
            engineer=pupil,
            skill=self.skill,
            level=self.learnt.level,
            speed=self.learnt.speed,
            gain=gain(found, self.base, never_loses=self._is_gain),
            optimistic=is_optimistic(portfolio, self.skill),
        )

    @property
    def _is_gain(self) -> bool:
        """Whether every plan stays possible where more people have the skill.

        A floor of the skill may ask that they too stay free; the balance of work is
        measured among those who have a skill. Who has the skill already and becomes
        faster may shorten a package on which others then have nothing left to do.
        """
        people = {
            person.id: person.skills for person in self.situation.portfolio.engineers
        }
        if any(self.skill in people[pupil] for pupil in self.pupils):
            return False
        floors = self.situation.portfolio.floors
        kept_free = any(floor.skill == self.skill for floor in floors)
        return not kept_free and allows_more_people(self.situation)

    def _learning(self, pupils: Iterable[str]) -> Situation:
        portfolio = self.situation.portfolio
        skills = {person.id: person.skills for person in portfolio.engineers}
        for pupil in pupils:
            has = skills[pupil].get(self.skill, self.learnt)
            masters = Skill(
                level=max(has.level, self.learnt.level),
                speed=max(has.speed, self.learnt.speed),
            )
            taught = {**skills[pupil], self.skill: masters}
            portfolio = with_person(portfolio, pupil, skills=taught)
        return self.situation.replace(portfolio=portfolio)

    def _best(
        self, question: str, pupils: Iterable[str], ceiling: Decimal | None
    ) -> Best:
        """Return the best where these have learnt it, and keep its plan."""
        richer = self._learning(pupils)
        found = self.questions.best(question, richer, self.plans, ceiling)
        if found.plan is not None and found.plan not in self.plans:
            self.plans.append(found.plan)
        return found


def _sensible(situation: Situation) -> list[tuple[str, str]]:
    """Return each skill in demand with those who lack it and are still there."""
    portfolio = situation.portfolio
    today = situation.timeline.first_day(situation.now)
    return [
        (person.id, skill)
        for skill in skills_in_demand(portfolio)
        for person in portfolio.engineers
        if skill not in person.skills and (person.last is None or person.last >= today)
    ]


def _refuse(
    situation: Situation, pairs: Sequence[tuple[str, str]], learnt: Skill
) -> None:
    """Raise for everybody who is not there, or has the skill already."""
    people = {person.id: person.skills for person in situation.portfolio.engineers}
    found = []
    for engineer, skill in pairs:
        has = people.get(engineer, {}).get(skill)
        if engineer not in people:
            found.append(f"there is no engineer {engineer!r}")
        elif has and has.level >= learnt.level and has.speed >= learnt.speed:
            found.append(f"{engineer} has {skill} as well already")
    if found:
        raise NotAnswered(f"Nothing to learn: {'; '.join(found)}.")
