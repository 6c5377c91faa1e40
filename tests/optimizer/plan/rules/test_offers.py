"""People on offer: engaged once, as their terms allow."""

from datetime import date, timedelta

import pytest

from optimizer.plan import Engagement
from optimizer.portfolio.people import Offer
from tests.optimizer.plan.tiny import (
    DAYS,
    breaches,
    engineer,
    fixed,
    iso,
    messages,
    plan,
    portfolio,
    team,
    week,
)


def engaged(*spans):
    """Engagements of Ida from one week to the end of another."""
    return tuple(
        Engagement(offer="Ida", first=week(first), last=week(last) + timedelta(days=4))
        for first, last in spans
    )


def offering(**terms):
    return portfolio(fixed("A"), offers=(Offer(engineer=engineer("Ida"), **terms),))


def ida(number, *, fact=False):
    return ("Ida", iso(number), None, fact)


@pytest.mark.parametrize(
    ("terms", "span", "now", "found"),
    [
        pytest.param({}, (0, 9), None, [], id="from the first to the last period"),
        pytest.param({}, (0, 10), None, [ida(0)], id="a period after the end"),
        pytest.param({}, (-1, 3), None, [ida(-1)], id="a period before the timeline"),
        pytest.param({"earliest": week(2)}, (2, 3), None, [], id="at the earliest day"),
        pytest.param({"earliest": week(2)}, (1, 3), None, [ida(1)], id="before it"),
        pytest.param(
            {"earliest": date(2026, 1, 20)},
            (2, 3),
            None,
            [ida(2)],
            id="in the week of it",
        ),
        pytest.param(
            {"earliest": date(2026, 1, 20)}, (3, 3), None, [], id="in the week after it"
        ),
        pytest.param({"notice_weeks": 2}, (2, 3), None, [], id="after the notice"),
        pytest.param(
            {"notice_weeks": 2}, (1, 3), None, [ida(1)], id="within the notice"
        ),
        pytest.param(
            {"notice_weeks": 2}, (5, 6), 3, [], id="after the notice from now"
        ),
        pytest.param(
            {"notice_weeks": 2}, (4, 6), 3, [ida(4)], id="within the notice from now"
        ),
        pytest.param({}, (2, 6), 3, [ida(2)], id="before now"),
        pytest.param({"shortest_weeks": 3}, (2, 4), None, [], id="the shortest"),
        pytest.param({"shortest_weeks": 3}, (2, 3), None, [ida(2)], id="too short"),
        pytest.param({"longest_weeks": 3}, (2, 4), None, [], id="the longest"),
        pytest.param({"longest_weeks": 3}, (2, 5), None, [ida(2)], id="too long"),
    ],
)
def test_an_engagement_keeps_its_terms(terms, span, now, found):
    answer = plan({"A": (5, 2)}, team("A", "Ann"), engagements=engaged(span))
    assert breaches("offers", answer, offering(**terms), now=now) == found


def test_terms_are_said():
    terms = {"earliest": week(2), "notice_weeks": 3, "shortest_weeks": 4}
    answer = plan({"A": (0, 2)}, team("A", "Ann"), engagements=engaged((1, 2)))
    assert messages("offers", answer, offering(**terms)) == [
        "Ida is engaged from 2026-01-12, before its earliest day, 2026-01-19.",
        "Ida is engaged from 2026-01-12, its notice allows 2026-01-26.",
        "Ida is engaged for 2 period(s), at least 4 week(s) are due.",
    ]
    answer = plan({"A": (0, 2)}, team("A", "Ann"), engagements=engaged((7, 11)))
    assert messages("offers", answer, offering(longest_weeks=3)) == [
        "Ida is engaged for 5 period(s), at most 3 week(s) may be.",
        "Ida is engaged until 2026-03-23, after the end of the timeline.",
    ]


def test_nobody_is_engaged_twice():
    answer = plan({"A": (0, 2)}, team("A", "Ann"), engagements=engaged((1, 2), (5, 6)))

    assert breaches("offers", answer, offering()) == [("Ida", None, None, False)]
    assert messages("offers", answer, offering()) == [
        "Ida is engaged 2 times; once is allowed."
    ]


@pytest.mark.parametrize(
    ("length", "found"), [(5, []), (4, ["2026-01-05"]), (11, ["2026-01-05"])]
)
def test_terms_in_weeks_are_five_days_each(length, found):
    last = date(2026, 1, 5) + timedelta(days=length - 1 + 2 * ((length - 1) // 5))
    span = (Engagement(offer="Ida", first=date(2026, 1, 5), last=last),)
    offer = Offer(engineer=engineer("Ida"), shortest_weeks=1, longest_weeks=2)
    work = portfolio(fixed("A"), offers=(offer,), timeline=DAYS)
    answer = plan({"A": (0, 2)}, team("A", "Ann"), engagements=span)
    assert [b[1] for b in breaches("offers", answer, work)] == found


def test_notice_in_days_is_five_days_a_week():
    offer = Offer(engineer=engineer("Ida"), notice_weeks=1)
    work = portfolio(fixed("A"), offers=(offer,), timeline=DAYS)
    for day, found in ((12, []), (9, ["2026-01-09"])):
        span = (
            Engagement(offer="Ida", first=date(2026, 1, day), last=date(2026, 1, 20)),
        )
        answer = plan({"A": (0, 2)}, team("A", "Ann"), engagements=span)
        assert [b[1] for b in breaches("offers", answer, work)] == found


def test_who_was_engaged_before_now_began_by_fact_but_not_at_any_length():
    terms = {"notice_weeks": 1, "longest_weeks": 5}
    running = plan({"A": (5, 2)}, team("A", "Ann"), engagements=engaged((1, 5)))
    longer = running.replace(engagements=engaged((1, 6)))
    earlier = running.replace(engagements=engaged((0, 3)))
    work = offering(**terms)

    assert breaches("offers", running, work, running, now=3) == [ida(1, fact=True)]
    assert breaches("offers", longer, work, running, now=3) == [
        ida(1, fact=True),
        ida(1),
    ]
    assert breaches("offers", earlier, work, running, now=3) == [ida(0)]
    assert breaches("offers", running, work, running, now=1) == [ida(1)]
    other = running.replace(engagements=())
    assert breaches("offers", running, work, other, now=3) == [ida(1)]


def test_who_is_not_engaged_is_not_employed():
    work = offering()
    staff = team("A", "Ida")
    assert breaches("employment", plan({"A": (0, 2)}, staff), work) == [
        ("A", iso(0), None, False),
        ("A", iso(1), None, False),
    ]
    for span, found in (((0, 1), []), ((1, 2), [("A", iso(0), None, False)])):
        answer = plan({"A": (0, 2)}, staff, engagements=engaged(span))
        assert breaches("employment", answer, work) == found
