"""What the pages of single prices say: exact where it is proven, else a range."""

from datetime import date
from decimal import Decimal

import pytest

from scenarios.interval import Interval
from scenarios.prices.budget import BudgetPrice
from scenarios.prices.cross_training import TrainingPrices
from scenarios.prices.floor import FloorPrice
from scenarios.prices.offer import DayRange, OfferPrice
from scenarios.ranking import rank
from scenarios.report.prices import budget_page, floor_page, offer_page, training_page

KNOWN, NOTHING = Interval.exactly(3500), Interval.exactly(0)
OPEN = Interval(low=Decimal(10), high=Decimal(60))


@pytest.fixture
def offered():
    """An offer that is worth taking, for how long, how late and at what price."""
    return OfferPrice(
        offer="contractor",
        verdict="engage",
        without=KNOWN,
        with_offer=Interval.exactly(3560),
        gain=Interval.exactly(60),
        first=date(2026, 3, 2),
        last=date(2026, 3, 27),
        weeks=4,
        price=12,
        weeks_needed=Interval.exactly(3),
        latest_arrival=DayRange(low=date(2026, 3, 9), high=date(2026, 3, 16)),
        break_even_weekly=Interval.exactly(18),
    )


def test_an_offer_that_pays_says_for_how_long_and_up_to_what_rate(offered, atlas_base):
    page = offer_page(offered, atlas_base, "S")

    assert page.headline.decision == "Engage contractor: it gains 60 k€."
    assert page.headline.sentences == (
        "From 2 Mar 2026 to 27 Mar 2026, 4 weeks.",
        "Needed for 3 weeks.",
        "The latest useful arrival is between 9 Mar 2026 and 16 Mar 2026.",
        "It pays up to 18 k€ per week.",
    )


def test_one_week_is_a_week(offered, atlas_base):
    price = offered.replace(weeks=1, weeks_needed=Interval.exactly(1))
    sentences = offer_page(price, atlas_base, "S").headline.sentences
    assert sentences[0].endswith(", 1 week.")
    assert sentences[1] == "Needed for 1 week."


def test_an_offer_that_may_pay_is_open(offered, atlas_base):
    price = offered.replace(verdict="open", gain=OPEN, optimistic=True)
    page = offer_page(price, atlas_base, "S")

    assert page.headline.decision == (
        "Whether to engage contractor is open: it gains between 10 and 60 k€."
    )
    assert "optimistic" in page.headline.sentences[-1]
    assert [figure.remark for figure in page.headline.figures] == [
        "proven",
        "proven",
        "not proven",
    ]


def test_an_offer_that_gains_nothing_is_turned_down(atlas_base):
    price = OfferPrice(
        offer="contractor",
        verdict="do_not",
        without=KNOWN,
        with_offer=KNOWN,
        gain=NOTHING,
    )
    page = offer_page(price, atlas_base, "S")
    assert page.headline.decision == "Do not engage contractor: it gains nothing."
    assert page.headline.sentences == ()


def test_a_budget_says_what_a_step_and_what_any_amount_gains(atlas_base):
    price = BudgetPrice(
        budget="B",
        quarter="2026-Q2",
        amount=330,
        step=20,
        net_value=KNOWN,
        gain=Interval.exactly(150),
        most=OPEN,
    )
    headline = budget_page(price, atlas_base, "S").headline

    assert headline.decision == "20 more of budget B in 2026-Q2 gains 150 k€."
    assert headline.sentences == (
        "However much more there were, it would gain between 10 and 60 k€.",
    )


def test_a_floor_says_what_it_costs(atlas_base):
    price = FloorPrice(
        floor="on-call",
        skill="BE",
        amount=2,
        step=1,
        unit="people",
        net_value=KNOWN,
        gain=NOTHING,
        whole=Interval.exactly(40),
    )
    headline = floor_page(price, atlas_base, "S").headline

    assert headline.decision == "Floor on-call (2 people) costs 40 k€."
    assert headline.sentences == ("Lower by 1 person it would gain 0 k€.",)


@pytest.mark.parametrize(
    ("gains", "decision"),
    [
        ([("Ana SEC", 5), ("Bo SEC", 3)], "Training Ana SEC gains most: 5 k€."),
        (
            [("Ana SEC", 5), ("Bo SEC", 5)],
            "Training Ana SEC and Bo SEC gains most: 5 k€ each.",
        ),
        (
            [("Ana SEC", 0), ("Bo SEC", 0)],
            "No learning that was asked about gains anything: that is proven.",
        ),
        ([], "Nothing was asked to the end."),
    ],
)
def test_a_ranking_says_who_comes_first(atlas_base, gains, decision):
    ranked = rank((name, Interval.exactly(gain)) for name, gain in gains)
    prices = TrainingPrices(net_value=KNOWN, prices=(), together={}, ranking=ranked)
    assert training_page(prices, atlas_base, "S").headline.decision == decision


def test_a_ranking_of_nothing_is_not_drawn(atlas_base):
    ranked = rank([("Ana SEC", NOTHING), ("Bo SEC", NOTHING)])
    prices = TrainingPrices(net_value=KNOWN, prices=(), together={}, ranking=ranked)
    (section,) = filter(None, training_page(prices, atlas_base, "S").sections)
    assert section.charts == ()
    titles = [column.title for column in section.grids[0].columns]
    assert "At least, k€" in titles


def test_a_ranking_that_is_not_decided_names_no_first(atlas_base):
    ranked = rank([("Ana SEC", OPEN), ("Bo SEC", Interval.exactly(30))])
    prices = TrainingPrices(net_value=KNOWN, prices=(), together={}, ranking=ranked)

    page = training_page(prices, atlas_base, "S")

    assert (
        page.headline.decision == "What comes first is not decided: Ana SEC and Bo SEC."
    )
    assert "2 places are not decided" in page.sections[0].sentences[0]
