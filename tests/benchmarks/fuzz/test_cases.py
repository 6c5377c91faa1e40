from collections import Counter

import pytest
from pydantic import BaseModel

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL, TINY
from optimizer.plan import Ledger, Plan
from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Severity
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.work import LinkType, Staffing, Status

NEVER_DRAWN = {
    "Portfolio.format",
    "Portfolio.name",
    "Portfolio.value_unit",
    "Engineer.name",
    "Facility.name",
    "Stock.name",
    "Budget.name",
    "Project.name",
    "Package.name",
}
"""Fields that no plan depends on."""

SEEDS = range(1000)


@pytest.fixture(scope="module")
def tiny_cases():
    """The cases of a thousand seeds."""
    return [case_of_seed(seed, TINY) for seed in SEEDS]


def values_in(value):
    """Yield every domain object in a portfolio."""
    if isinstance(value, BaseModel):
        yield value
        for field in type(value).model_fields:
            yield from values_in(getattr(value, field))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from values_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from values_in(item)


def fields_of(model, found):
    """Collect the names of all fields of a model and of the models in them."""
    for name, field in model.model_fields.items():
        found.add(f"{model.__name__}.{name}")
        for part in nested(field.annotation):
            fields_of(part, found)
    return found


def nested(annotation):
    """Yield the domain models inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from nested(part)


def test_every_field_of_the_domain_is_drawn(tiny_cases):
    drawn = {
        f"{type(value).__name__}.{name}"
        for case in tiny_cases
        for value in values_in(case.portfolio)
        for name, field in type(value).model_fields.items()
        if getattr(value, name) != field.default
    }
    assert fields_of(Portfolio, set()) - drawn == NEVER_DRAWN


def test_all_staffings_run_in_teams_with_and_without_facts(tiny_cases):
    seen = Counter()
    for case in tiny_cases:
        ledger = Ledger(Plan(), case.portfolio, case.baseline, case.now)
        for _, package in case.portfolio.packages:
            fact = ledger.facts.get(package.id)
            seen[package.staffing, fact and fact.status] += 1
    for staffing in Staffing:
        for status in (None, Status.RUNNING, Status.DONE):
            assert seen[staffing, status] > 10


def test_all_link_types_tie_packages_of_one_and_of_two_projects(tiny_cases):
    seen = set()
    for case in tiny_cases:
        owner = {package.id: project.id for project, package in case.portfolio.packages}
        for project, package in case.portfolio.packages:
            for link in package.predecessors:
                across = owner[link.package] != project.id
                seen.add(
                    (link.type, across, link.soft, (link.lag > 0) - (link.lag < 0))
                )
    assert len(seen) == len(LinkType) * 2 * 2 * 3


@pytest.mark.parametrize(
    "size", [pytest.param(TINY, id="tiny"), pytest.param(SMALL, id="small")]
)
def test_cases_are_valid_and_within_their_size(size):
    for seed in range(60):
        portfolio = case_of_seed(seed, size).portfolio
        assert not [it for it in issues(portfolio) if it.severity is Severity.ERROR]
        assert len(portfolio.projects) <= size.projects
        assert sum(1 for _ in portfolio.packages) <= size.packages
        assert sum(1 for _ in portfolio.people) <= size.people
        assert portfolio.timeline.horizon <= size.periods


def test_a_seed_is_always_the_same_case():
    assert case_of_seed(7) == case_of_seed(7)
    assert case_of_seed(7) != case_of_seed(8)
