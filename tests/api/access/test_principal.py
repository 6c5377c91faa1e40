"""What a role includes."""

import pytest

from api.access.principal import Principal, Role


@pytest.mark.parametrize("role", Role)
def test_each_role_includes_itself_and_those_before_it(role):
    order = ["viewer", "planner", "approver", "administrator"]
    included = [other.value for other in Role if role.includes(other)]
    assert included == order[: order.index(role.value) + 1]


def test_a_role_in_one_portfolio_stands_in_place_of_that_in_all():
    somebody = Principal("1", "Sam", Role.PLANNER, {"secret": Role.VIEWER})
    assert somebody.role_in("secret") is Role.VIEWER
    assert somebody.role_in("other") is Role.PLANNER
    assert not somebody.may(Role.PLANNER, "secret")
    assert somebody.may(Role.PLANNER)


def test_somebody_without_a_role_may_nothing():
    nobody = Principal("1", "Sam")
    assert nobody.role_in("any") is None
    assert not nobody.may(Role.VIEWER)
    assert not nobody.may(Role.VIEWER, "any")
