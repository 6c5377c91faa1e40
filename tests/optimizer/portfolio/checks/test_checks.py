from inspect import getmembers

import pytest

from optimizer.errors import InvalidPortfolio
from optimizer.portfolio import checks
from optimizer.portfolio.checks import issues, validate
from optimizer.portfolio.issue import Severity

MODULES = (
    checks.dates,
    checks.links,
    checks.logic,
    checks.names,
    checks.people,
    checks.progress,
    checks.references,
    checks.resources,
    checks.sizes,
    checks.staffing,
    checks.worth,
)


def test_a_sound_portfolio_has_no_issues(portfolio_of):
    assert issues(portfolio_of()) == ()


def test_all_issues_are_reported_together(codes):
    found = codes(
        timeline={"start": "2026-01-06", "horizon": 10},
        project={"rank": 1},
        package={"predecessors": ["v"]},
    )
    assert found == ["timeline_start", "unknown_reference", "two_values"]


def test_validate_raises_with_every_error_and_no_warning(portfolio_of):
    portfolio = portfolio_of(project={"rank": 1, "deadline": "2026-02-03"})
    with pytest.raises(InvalidPortfolio, match="keep one of them") as caught:
        validate(portfolio)
    assert [issue.code for issue in caught.value.issues] == ["two_values"]


def test_validate_returns_the_warnings_of_a_portfolio_without_errors(portfolio_of):
    (found,) = validate(portfolio_of(project={"deadline": "2026-02-03"}))
    assert found.severity is Severity.WARNING


def test_every_check_of_every_module_is_asked():
    takes_a_portfolio = {
        function
        for module in MODULES
        for name, function in getmembers(module, callable)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and getattr(function, "__annotations__", {}).get("return") == "Iterator[Issue]"
    }
    assert takes_a_portfolio == {*checks.CHECKS, *checks.SIZES}


def test_every_check_says_its_rule_in_one_sentence():
    for check in (*checks.CHECKS, *checks.SIZES):
        sentence = check.__doc__.splitlines()[0]
        assert sentence.endswith("."), check.__name__
