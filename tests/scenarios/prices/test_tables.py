from scenarios.interval import Interval
from scenarios.prices.cross_training import cross_training_ranking
from scenarios.prices.key_people import key_people
from scenarios.prices.person import price_of_people
from scenarios.ranking import rank
from scenarios.tables import prices as tables


def test_people_are_a_row_by_skill_and_quarter(alone, asker):
    prices = price_of_people(alone, asker)
    table = tables.people(prices)
    assert list(table["quarter"]) == ["2026-Q1", "2026-Q2"]
    assert list(table["for_quarter"]) == list(table["for_quarter_at_most"]) == [10, 0]
    grid = tables.people_heat_map(prices, "to_horizon")
    assert list(grid.columns) == ["2026-Q1", "2026-Q2"]
    assert list(grid.loc["build"]) == [10, 0]


def test_a_ranking_says_what_is_decided():
    gains = [("open", Interval(low=1, high=None)), ("sure", Interval.exactly(2))]
    table = tables.ranking(rank(gains))
    assert list(table["name"]) == ["open", "sure"]
    assert list(table["last_place"]) == [2, 2]
    assert table["high"].isna().tolist() == [True, False]
    assert not table["decided"].any()


def test_who_learns_and_who_leaves_are_a_row_each(mandatory, asker):
    learning = tables.training(cross_training_ranking(mandatory, asker))
    assert learning[["engineer", "skill", "low"]].to_numpy().tolist() == [
        ["Ben", "build", 10]
    ]
    leaving = tables.leavers(key_people(mandatory, asker)).set_index("engineer")
    assert leaving["irreplaceable"].tolist() == [True, False]
    assert leaving["low"].isna().tolist() == [True, False]
    assert "P" in leaving.loc["Ana", "reasons"]


def test_nothing_asked_is_a_table_without_rows(alone, stopped):
    assert tables.people(price_of_people(alone, stopped)).empty
    assert tables.training(cross_training_ranking(alone, stopped)).empty
    assert tables.people_heat_map(price_of_people(alone, stopped)).empty
