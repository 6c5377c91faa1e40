"""Things of a portfolio: each kind is found, put and taken out by its name."""

from pathlib import Path

import pytest

from api.web.forms.entered import pairs_of, read, tree_from, tree_of
from api.web.thing_editing import PREFIX, Filled, differing, judged, removed
from api.web.things import (
    Place,
    What,
    all_of,
    form_for,
    found_at,
    path_of,
    with_it,
    without,
)
from optimizer.files import read as read_file

MIDSIZE = Path(__file__).parents[3] / "data/midsize/portfolio.json"


@pytest.fixture(scope="module")
def midsize():
    """A portfolio with things of most kinds."""
    return read_file(MIDSIZE).portfolio


@pytest.mark.parametrize("what", What)
def test_a_form_that_is_sent_as_it_was_opened_changes_nothing(midsize, what):
    form = form_for(what)
    for value in all_of(midsize, what)[:40]:
        name = "" if what is What.GENERAL else value.id
        tree = tree_of(pairs_of(tree_from(form, value), PREFIX), PREFIX)
        entered, wrong = read(type(value), form, tree)
        assert wrong == {}
        assert with_it(midsize, Place(what, name), entered) == midsize


@pytest.mark.parametrize("what", [what for what in What if what is not What.GENERAL])
def test_what_is_taken_out_is_gone_and_nothing_else(midsize, what):
    for value in all_of(midsize, what)[:2]:
        place = Place(what, value.id)
        after = without(midsize, place)
        assert found_at(after, place) is None
        assert len(all_of(after, what)) == len(all_of(midsize, what)) - 1


def test_a_package_goes_into_its_project(portfolio):
    package = portfolio.projects[0].packages[0].replace(id="test")
    place = Place(What.PACKAGE, project="P")
    after = with_it(portfolio, place, package)
    assert [it.id for it in after.projects[0].packages] == ["build", "test"]
    assert path_of(after, place, "test") == "projects/P/packages/test"


def test_a_wrong_thing_is_told_at_its_field_and_others_elsewhere(portfolio):
    place = Place(What.PERSON, "Ann")
    ann = portfolio.engineers[0]
    given = Filled(place, tree_from(form_for(What.PERSON), ann), 1)
    nowhere = ann.replace(location="Mars")
    found = judged(given, nowhere, portfolio, None)
    assert found.portfolio is None
    assert (list(found.wrong), found.elsewhere) == ([""], ())
    locked = with_it(
        portfolio,
        Place(What.PACKAGE, "build"),
        portfolio.projects[0].packages[0].replace(locks={"must": ["Ann"]}),
    )
    refused = removed(given, locked, None)
    assert refused.portfolio is None
    assert refused.elsewhere[0].where.startswith("projects/P")


def test_what_somebody_else_changed_is_told_by_title(portfolio):
    place = Place(What.PERSON, "Ann")
    ann = portfolio.engineers[0]
    given = Filled(place, tree_from(form_for(What.PERSON), ann.replace(team="C")), 1)
    theirs = ann.replace(team="B", skills={"BE": {"level": 4}})
    now = with_it(portfolio, place, theirs)
    told = {
        one.title: (one.before, one.now, one.yours)
        for one in differing(given, portfolio, now)
    }
    assert told == {"Team": ("", "B", "C"), "Skills, 1, Level": ("", "4", "")}
    assert differing(given, portfolio, without(portfolio, place)) is None
