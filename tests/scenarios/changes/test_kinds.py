"""Every kind of change: registered, told to people, refused or applied."""

import importlib
import pkgutil
from random import Random
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import scenarios.changes
from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL
from optimizer.plan.complete import as_planned
from optimizer.problem.compiling import compile_problem
from scenarios.changes import KINDS, AnyChange
from scenarios.changes.base import Change
from scenarios.errors import InvalidScenario
from scenarios.scenario import Scenario
from scenarios.situation import Situation
from tests.scenarios.changes.random_changes import FIELDS, some_change
from tests.strategies import small_cases

MODULES = {
    module.name: importlib.import_module(f"scenarios.changes.{module.name}")
    for module in pkgutil.iter_modules(scenarios.changes.__path__)
}
UNION = get_args(get_args(AnyChange)[0])


def changes_in(module):
    """The kinds of change that a module defines."""
    return [
        it
        for it in vars(module).values()
        if isinstance(it, type)
        and issubclass(it, Change)
        and it.__module__ == module.__name__
        and it is not Change
    ]


def test_folder_union_and_kinds_agree():
    found = {name: changes_in(module) for name, module in MODULES.items()}
    files = {name: changes[0] for name, changes in found.items() if changes}
    assert all(len(changes) <= 1 for changes in found.values())
    assert set(files.values()) == set(UNION)
    assert sorted(files) == sorted(KINDS)
    for name, change in files.items():
        assert change.model_fields["kind"].default == name
        assert change.__name__ == "".join(part.title() for part in name.split("_"))


def test_every_kind_is_drawn_at_random():
    assert sorted(FIELDS) == sorted(KINDS)


def situation_of(case):
    """The situation of a case of the fuzzer."""
    return Situation.of(case.portfolio, case.baseline, case.now)


@settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    kind=st.sampled_from(KINDS),
    case=small_cases(),
    random=st.randoms(use_true_random=False),
)
def test_a_change_is_refused_with_reasons_or_leaves_a_sound_situation(
    kind, case, random
):
    base = situation_of(case)
    change = some_change(random, base.portfolio, kind)
    assert change.sentence.endswith(".")
    try:
        after = Scenario(name="one", changes=(change,)).apply(base)
    except InvalidScenario:
        return
    assert after.contradictions() == ()
    if after.baseline is not None:
        as_planned(after.baseline, after.portfolio)
    compile_problem(after.portfolio, after.baseline)


@pytest.mark.parametrize("kind", KINDS)
def test_some_change_of_every_kind_is_applied(kind):
    random = Random(7)
    for seed in range(200):
        case = case_of_seed(seed, SMALL)
        base = situation_of(case)
        change = some_change(random, base.portfolio, kind)
        try:
            after = Scenario(name="one", changes=(change,)).apply(base)
        except InvalidScenario:
            continue
        assert after != base
        return
    pytest.fail(f"{kind} was never applied")
