"""Lengths and hours of effort-driven teams equal the checker's."""

from hypothesis import given, settings
from hypothesis import strategies as some

from optimizer.plan.staffing.effort_team import last_cut, work_off
from optimizer.problem.team_work import Member, cut, own_length, spread, work


class Twin:
    """A member as the checker knows one."""

    def __init__(self, name, hours, speed):
        self.id, self.speed, self._hours = name, speed, hours

    def hours(self, period):
        return self._hours[period]


@some.composite
def teams(draw):
    """Members with hours over eight periods, as the builder and the checker see them."""
    size = draw(some.integers(1, 4))
    rows = [
        draw(some.lists(some.integers(0, 4000), min_size=8, max_size=8))
        for _ in range(size)
    ]
    speeds = [draw(some.sampled_from([33, 50, 80, 100, 125, 300])) for _ in range(size)]
    names = [f"E{n}" for n in range(size)]
    ours = [
        Member(n, name, row, s)
        for n, (name, row, s) in enumerate(zip(names, rows, speeds, strict=True))
    ]
    theirs = [
        Twin(name, row, s) for name, row, s in zip(names, rows, speeds, strict=True)
    ]
    return ours, theirs


@settings(deadline=None, derandomize=True, max_examples=300)
@given(teams(), some.integers(0, 3_000_000), some.integers(0, 7))
def test_lengths_and_hours_are_those_of_the_checker(team, effort, start):
    ours, theirs = team
    known = work_off(theirs, effort, start, 8)
    assert own_length(ours, effort, start, 8) == known.length
    rows = work(ours, effort, start, 8)
    by_person = {
        member.key: {start + k: row[n] for k, row in enumerate(rows) if row[n]}
        for n, member in enumerate(ours)
    }
    assert by_person == known.hours


@settings(deadline=None, derandomize=True, max_examples=200)
@given(teams(), some.integers(1, 400_000))
def test_the_last_cut_is_that_of_the_checker(team, todo):
    ours, theirs = team
    given_hours = [member.hours[0] for member in ours]
    full = sum(h * member.speed for h, member in zip(given_hours, ours, strict=True))
    if full <= todo:
        assert cut(ours, 0, todo) == given_hours
    else:
        assert cut(ours, 0, todo) == last_cut(theirs, given_hours, todo, full)


@given(teams(), some.integers(1, 400_000))
def test_a_cut_reaches_the_effort_and_takes_nothing_that_is_not_there(team, todo):
    ours, _ = team
    hours = cut(ours, 0, todo)
    done = sum(h * member.speed for h, member in zip(hours, ours, strict=True))
    assert all(0 <= h <= member.hours[0] for h, member in zip(hours, ours, strict=True))
    assert done >= min(todo, sum(m.hours[0] * m.speed for m in ours))


def test_an_effort_counts_in_ten_thousandths_of_an_hour():
    team = [Member(0, "Ann", [100, 100], 33)]
    assert own_length(team, 3300, 0, 2) == 1
    assert own_length(team, 3301, 0, 2) == 2
    assert work(team, 3301, 0, 2) == [[100], [1]]


def test_ties_of_the_last_cut_go_by_id():
    team = [Member(0, "Ben", [1000], 100), Member(1, "Ann", [1000], 100)]
    assert cut(team, 0, 100 * 101) == [50, 51]


@given(some.integers(0, 100_000), some.integers(1, 60))
def test_a_spread_is_even_and_whole(total, periods):
    parts = spread(total, periods)
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1
    assert len(parts) == periods
