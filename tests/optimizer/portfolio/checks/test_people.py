import pytest

DAYS = {"timeline": {"start": "2026-01-05", "period": "day", "horizon": 5}}


def offer(person=(), **terms):
    return {"offers": [{"engineer": {"id": "Zoe", **dict(person)}, **terms}]}


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        pytest.param(
            {
                "engineer": {
                    "weekday_hours": [8, 8, 8, 8, 0, 0, 0],
                    "hours_per_week": 40,
                }
            },
            "contradictory_hours",
            {
                "engineer": {
                    "weekday_hours": [8, 8, 8, 8, 0, 0, 0],
                    "hours_per_week": 32,
                }
            },
            id="weekday hours beside another week",
        ),
        pytest.param(
            {"engineer": {"weekday_hours": [8, 8, 8, 8, 8, 0, 1]}, **DAYS},
            "weekend_hours",
            {"engineer": {"weekday_hours": [8, 8, 8, 8, 8, 0, 1]}},
            id="weekends in day periods",
        ),
        pytest.param(
            {"engineer": {"hours_per_week": 121}},
            "long_days",
            {"engineer": {"hours_per_week": 120}},
            id="days of more than 24 hours",
        ),
        pytest.param(
            {"engineer": {"ramp_up": [0.5]}},
            "missing_first",
            {"engineer": {"ramp_up": [0.5], "first": "2026-01-12"}},
            id="ramp-up without a first day",
        ),
        pytest.param(
            offer({"first": "2026-01-12"}),
            "unfitting_field",
            offer(earliest="2026-01-12"),
            id="first day of an offer",
        ),
        pytest.param(
            offer({"last": "2026-01-12"}),
            "unfitting_field",
            offer({"ramp_up": [0.5]}),
            id="last day of an offer",
        ),
        pytest.param(
            offer(shortest_weeks=3, longest_weeks=2),
            "reversed_range",
            offer(shortest_weeks=2, longest_weeks=2),
            id="reversed terms",
        ),
    ],
)
def test_hours_and_terms_fit_together(codes, bad, code, good):
    assert codes(**bad) == [code]
    assert codes(**good) == []
