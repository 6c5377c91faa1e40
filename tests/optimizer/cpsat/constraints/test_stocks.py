"""The packages of the plan consume no more of a stock than there is."""

from decimal import Decimal

import pytest

from optimizer.cpsat.constraints import stocks
from optimizer.portfolio.resources import Stock
from optimizer.portfolio.work import Progress
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import bare, portfolio, project, week

SEATS = (Stock(id="seats", amount=5),)


@pytest.mark.parametrize(
    ("selected", "allowed"), [("P", True), ("Q", True), ("PQ", False), ("", True)]
)
def test_what_is_selected_shares_a_stock(selected, allowed):
    work = portfolio(
        project("P", bare("A", consumes={"seats": Decimal("2.5")})),
        project("Q", bare("B", consumes={"seats": Decimal("2.51")})),
        stocks=SEATS,
    )
    assert possible(work, stocks, selected=selected) is allowed


@pytest.mark.parametrize(("mode", "allowed"), [(0, True), (1, False)])
def test_only_the_chosen_mode_consumes(mode, allowed):
    modes = (
        {"id": "slow", "duration": 3, "consumes": {"seats": 1}},
        {"id": "fast", "duration": 1, "consumes": {"seats": 6}},
    )
    work = portfolio(bare("A", None, modes=modes), stocks=SEATS)
    assert possible(work, stocks, modes={"A": mode}) is allowed


@pytest.mark.parametrize(
    ("decision", "selected", "allowed"),
    [(None, "PQ", False), (None, "P", True), ("out", "Q", True)],
)
def test_what_has_started_has_consumed_unless_it_is_cancelled(
    decision, selected, allowed
):
    begun = Progress(status="running", started=week(0))
    work = portfolio(
        project(
            "P", bare("A", progress=begun, consumes={"seats": 3}), decision=decision
        ),
        project("Q", bare("B", consumes={"seats": 3})),
        stocks=SEATS,
        now=week(1),
    )
    assert possible(work, stocks, selected=selected) is allowed


def test_facts_beyond_a_stock_forbid_nothing_by_themselves():
    done = Progress(status="done", started=week(0), finished=week(0))
    work = portfolio(
        bare("A", 1, progress=done, consumes={"seats": 9}), stocks=SEATS, now=week(1)
    )
    assert possible(work, stocks)
