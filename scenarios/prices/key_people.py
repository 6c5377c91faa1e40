"""What each person's leaving costs, with the best reply."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.base import Day, DomainModel, Hours, Id
from optimizer.portfolio.issue import Issue
from scenarios.changes.editing import person_of, with_person
from scenarios.changes.engineer_leaves import EngineerLeaves
from scenarios.errors import NotAnswered
from scenarios.further_person import allows_more_people
from scenarios.interval import Interval
from scenarios.prices.questions import Best, Questions
from scenarios.ranking import Ranked, rank

if TYPE_CHECKING:
    from datetime import date

    from optimizer.plan.plan import Plan
    from optimizer.portfolio.people import Engineer
    from scenarios.asking import Asker
    from scenarios.situation import Situation

JOINS_LATER = "joins_later"
"""Who has not come yet cannot leave, but can stay away."""


class KeyPerson(DomainModel):
    """What it costs that one person leaves.

    Attributes
    ----------
    loss
        Of net value; empty where the person is irreplaceable. Where a running
        package is cut it can be below 0, as the rest may get another team.
    irreplaceable
        Whether it is proven that there is no plan without the person.
    reasons
        Where there is none, rules that cannot all hold then.
    drops
        Projects of the best plan found with the person that the best found without
        leaves out.
    """

    engineer: Id
    loss: Interval
    irreplaceable: bool = False
    reasons: tuple[Issue, ...] = ()
    drops: tuple[Id, ...] = ()


class KeyPeople(DomainModel):
    """What each person's leaving costs.

    Attributes
    ----------
    on
        First day gone.
    net_value
        The best as things are.
    ranking
        Those who can be replaced, highest loss first; before them come the
        irreplaceable.
    complete
        Whether everybody was asked for; not where somebody stopped it.
    """

    on: Day
    handover_hours: Hours
    net_value: Interval
    people: tuple[KeyPerson, ...]
    irreplaceable: tuple[Id, ...]
    ranking: tuple[Ranked, ...]
    complete: bool = True


def key_people(
    situation: Situation,
    asker: Asker,
    on: date | None = None,
    handover_hours: Decimal = Decimal(0),
) -> KeyPeople:
    """Return what each person's leaving costs, with the best reply.

    Parameters
    ----------
    on
        First day gone; *now*, or the start of the timeline, where left out.
    handover_hours
        What each package that is cut loses by handing over.

    Raises
    ------
    NotAnswered
        If there is no plan as things are, or nobody could leave on that day.
    """
    on = on or situation.timeline.first_day(situation.now)
    leavers = [
        EngineerLeaves(engineer=person.id, on=on, handover_hours=handover_hours)
        for person in situation.portfolio.engineers
        if _is_there(person, on)
    ]
    _refuse(situation, leavers, on)
    questions = Questions(asker, explain=True)
    base = questions.base(situation)
    questions.announce(len(leavers))
    people = []
    for leaver in leavers:
        if asker.cancelled:
            break
        people.append(_without(situation, leaver, questions, base))
    questions.withdraw()
    return KeyPeople(
        on=on,
        handover_hours=handover_hours,
        net_value=base.value,
        people=tuple(people),
        irreplaceable=tuple(one.engineer for one in people if one.irreplaceable),
        ranking=rank(
            (one.engineer, one.loss) for one in people if not one.irreplaceable
        ),
        complete=len(people) == len(leavers) and not asker.cancelled,
    )


def _without(
    situation: Situation, leaver: EngineerLeaves, questions: Questions, base: Best
) -> KeyPerson:
    """Return what it costs that one person leaves.

    Where no package is cut, whatever can be done without the person can be done with
    them idle, so that nothing is gained.
    """
    after = _after(situation, leaver)
    unchanged = after.portfolio.projects == situation.portfolio.projects
    never_gains = unchanged and allows_more_people(situation)
    known: list[Plan] = [] if base.plan is None else [base.plan]
    found = questions.best(
        leaver.sentence, after, known, base.value.high if never_gains else None
    )
    loss = base.value - found.value
    if never_gains and not found.infeasible:
        loss = loss.at_least(Decimal(0))
    return KeyPerson(
        engineer=leaver.engineer,
        loss=loss,
        irreplaceable=found.infeasible,
        reasons=found.reasons,
        drops=_dropped(base, found),
    )


def _after(situation: Situation, leaver: EngineerLeaves) -> Situation:
    """Return the situation without the person; who has not come yet never comes."""
    portfolio, timeline = situation.portfolio, situation.timeline
    person = person_of(portfolio, leaver.engineer)
    gone = timeline.first_day(timeline.from_day(leaver.on))
    if person.first is None or person.first < gone:
        return leaver.apply(situation)
    before = timeline.first_day(0) - timedelta(days=1)
    return situation.replace(
        portfolio=with_person(portfolio, person.id, first=None, last=before, ramp_up=())
    )


def _dropped(base: Best, found: Best) -> tuple[str, ...]:
    if base.plan is None or found.plan is None:
        return ()
    kept = set(found.plan.selected)
    return tuple(project for project in base.plan.selected if project not in kept)


def _is_there(person: Engineer, on: date) -> bool:
    """Return whether a person is employed on a day or later."""
    return person.last is None or person.last >= on


def _refuse(situation: Situation, leavers: list[EngineerLeaves], on: date) -> None:
    """Raise if somebody cannot leave on that day, with all that stands against it."""
    if not leavers:
        raise NotAnswered(f"Nobody is employed on {on} or later.")
    found = dict.fromkeys(
        issue.message
        for leaver in leavers
        for issue in leaver.problems(situation)
        if issue.code != JOINS_LATER
    )
    if found:
        raise NotAnswered(f"Nobody can leave on {on}: {' '.join(found)}")
