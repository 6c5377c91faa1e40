import pytest
from rich.console import Console

from api.cli import progress
from api.cli.progress import Lines, LiveTable, gap, goal
from optimizer.plan.outcome import Point


@pytest.fixture
def patient(monkeypatch):
    """Lines that come as soon as they are asked for."""
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    return Lines()


def point(value=None, bound=None, tier="net_value", seconds=1.0):
    """A moment of a search."""
    return Point(seconds=seconds, tier=tier, value=value, bound=bound)


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [
        (100.0, 100.0, 0.0),
        (90.0, 100.0, 0.1),
        (0.0, 0.5, 0.5),
        (None, 100.0, None),
        (100.0, None, None),
        (-50.0, 100.0, 1.5),
    ],
)
def test_the_gap_is_relative_to_the_larger_of_both(value, bound, expected):
    assert gap(point(value, bound)) == pytest.approx(expected)


def test_a_pipe_gets_a_line_with_value_bound_and_gap(patient, capsys):
    with patient as lines:
        lines.show(point(3000.0, 3500.0, seconds=2.5))
    assert capsys.readouterr().err == (
        "    2.5 s  net value: 3,000, bound 3,500, gap 14.3%\n"
    )


def test_a_pipe_never_gets_the_same_line_twice(patient, capsys):
    with patient as lines:
        lines.show(point(3000.0, 3500.0))
        lines.show(point(3000.0, 3500.0))
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_pipe_gets_the_last_point_even_if_it_came_at_once(capsys):
    with Lines() as lines:
        lines.show(point(1.0))
        lines.show(point(2.0))
        lines.show(point(3.0))
    told = capsys.readouterr().err.splitlines()
    assert [line.split()[4] for line in told] == ["1,", "3,"]


def test_a_terminal_shows_the_latest_point_of_every_goal():
    table = LiveTable(seconds=60)
    table.show(point(3000.0, 3500.0))
    table.show(point(3500.0, 3500.0))
    table.show(point(12.0, 8.0, tier="moves"))
    screen = Console(width=100)
    with screen.capture() as shown:
        screen.print(table.table())
    rows = [line.split() for line in shown.get().splitlines()]
    assert rows[1] == ["net", "value", "3,500", "3,500", "0.0%"]
    assert rows[2] == ["moves", "12", "8", "33.3%"]


def test_a_weight_of_one_goes_without_saying():
    assert goal("1 handovers + 2.5 on_time") == "handovers + 2.5 on time"
