from datetime import date

import pytest

from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.prices.key_people import key_people


def test_the_only_one_who_builds_is_worth_all_of_it(alone, asker):
    found = key_people(alone, asker)
    assert found.on == date(2026, 3, 23)
    ana, ben = found.people
    assert (ana.loss, ana.drops) == (Interval.exactly(90), ("P",))
    assert (ben.loss, ben.drops) == (Interval.exactly(0), ())
    assert [(one.name, one.first) for one in found.ranking] == [("Ana", 1), ("Ben", 2)]
    assert found.complete


def test_who_is_not_needed_is_not_searched_for(alone, asker):
    found = key_people(alone, asker, date(2026, 4, 13))
    assert [one.loss for one in found.people] == [Interval.exactly(0)] * 2
    assert asker.done == 1


def test_without_whom_nothing_is_possible_is_irreplaceable(mandatory, asker):
    found = key_people(mandatory, asker)
    assert found.irreplaceable == ("Ana",)
    assert [one.name for one in found.ranking] == ["Ben"]
    ana = found.people[0]
    assert ana.irreplaceable
    assert any(reason.code == "mandatory" for reason in ana.reasons)


def test_who_has_not_come_yet_never_comes(alone, asker):
    ana, ben = alone.portfolio.engineers
    cleo = ana.replace(id="Cleo", first=date(2026, 3, 30), ramp_up=(1,))
    portfolio = alone.portfolio.replace(engineers=(ana, ben, cleo))
    (project,) = portfolio.projects
    later = project.packages[0].replace(earliest=date(2026, 3, 30))
    due = project.replace(packages=(later,), due=date(2026, 4, 10))
    situation = alone.replace(portfolio=portfolio.replace(projects=(due,)))
    found = {one.engineer: one for one in key_people(situation, asker).people}
    assert found["Cleo"].loss == Interval.exactly(10)
    assert not found["Cleo"].irreplaceable


def test_nobody_can_leave_in_the_past(alone, asker):
    now = alone.replace(portfolio=alone.portfolio.replace(now=date(2026, 4, 6)))
    with pytest.raises(NotAnswered, match="Nobody can leave on 2026-03-23"):
        key_people(now, asker, date(2026, 3, 23))


def test_a_stopped_ranking_is_not_complete(alone, stopped):
    found = key_people(alone, stopped)
    assert not found.complete
    assert not found.people
