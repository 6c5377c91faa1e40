import json

import pytest

from benchmarks.fuzz import run
from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.comparison import Comparison
from benchmarks.fuzz.exhaustive import Best, best
from optimizer import Goals, Limits, Measure, SolveStatus, solve

NET_VALUE = Goals.single(Measure.NET_VALUE)


@pytest.fixture(scope="module")
def solved():
    """A case with a plan, its outcome and the oracle's best."""
    for seed in range(100):
        case = case_of_seed(seed)
        found = best(case, steps=50_000)
        if found is not None and found.value and found.plan.packages:
            limits = Limits(deterministic=20, workers=1)
            return (
                case,
                solve(case.portfolio, NET_VALUE, limits, case.baseline, case.now),
                found,
            )
    raise AssertionError("no seed has a plan")


def test_a_proven_optimum_has_no_complaints(solved):
    case, outcome, oracle = solved
    assert outcome.status is SolveStatus.OPTIMAL
    assert Comparison(case, NET_VALUE, outcome, oracle).complaints() == ()


def changed_tier(outcome, **changes):
    (tier,) = outcome.tiers
    return outcome.replace(tiers=(tier.replace(**changes),))


@pytest.mark.parametrize(
    ("tamper", "complaint"),
    [
        pytest.param(
            lambda o, b: (o.replace(plan=None), b),
            "optimal without a plan",
            id="status",
        ),
        pytest.param(
            lambda o, b: (o.replace(status=SolveStatus.INFEASIBLE), b),
            "infeasible with a plan",
            id="infeasible with a plan",
        ),
        pytest.param(
            lambda o, b: (o.replace(plan=None, status=SolveStatus.INFEASIBLE), b),
            "infeasible, but",
            id="infeasible",
        ),
        pytest.param(
            lambda o, b: (o.replace(plan=o.plan.replace(packages=())), b),
            "the plan breaks selection",
            id="rules",
        ),
        pytest.param(
            lambda o, b: (changed_tier(o, value=o.tiers[0].value + 1), b),
            "solver",
            id="value",
        ),
        pytest.param(
            lambda o, b: (changed_tier(o, bound=o.tiers[0].value - 1), b),
            "beyond bound",
            id="bound",
        ),
        pytest.param(
            lambda o, b: (changed_tier(o, bound=o.tiers[0].value + 1), b),
            "optimal at",
            id="optimal with a gap",
        ),
        pytest.param(
            lambda o, b: (o, Best(b.value + 1, b.plan)),
            "exists",
            id="a better plan exists",
        ),
        pytest.param(
            lambda o, b: (o, Best(b.value - 1, b.plan)),
            "is better than the best",
            id="better than the best",
        ),
        pytest.param(
            lambda o, b: (o, Best(None, None)), "no plan exists", id="no plan exists"
        ),
        pytest.param(
            lambda o, b: (o, Best(b.value + 1, b.plan)),
            "oracle counts",
            id="the oracle's own value",
        ),
    ],
)
def test_every_disagreement_is_told(solved, tamper, complaint):
    case, outcome, oracle = solved
    told = Comparison(case, NET_VALUE, *tamper(outcome, oracle)).complaints()
    assert any(complaint in sentence for sentence in told)


def test_a_project_called_impossible_in_a_plan_is_told(solved, monkeypatch):
    case, outcome, oracle = solved
    monkeypatch.setattr(
        "benchmarks.fuzz.comparison.contradictions",
        lambda portfolio, now, baseline: dict.fromkeys(outcome.plan.selected, ()),
    )
    told = Comparison(case, NET_VALUE, outcome, oracle).complaints()
    assert "the solver selects it" in told[0]


@pytest.fixture
def quick(monkeypatch):
    """Replace the solver by nothing; return the seeds examined."""
    examined = []

    def examine(seed, settings):
        examined.append(seed)
        complaints = ("wrong",) if seed == 3 else ()
        return run.Finding(
            seed, settings.size, "net_value", "optimal", 1.0, 1.0, True, complaints, 0.5
        )

    monkeypatch.setattr(run, "examine", examine)
    return examined


def test_a_run_writes_a_line_for_each_seed_and_sums_up(quick, tmp_path, capsys):
    out = tmp_path / "new" / "found.jsonl"
    assert run.main(["--from", "0", "--to", "3", "--out", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["seed"] for line in lines] == [0, 1, 2]
    told = "3 portfolios (3 optimal), 3 judged by the oracle, 0 with disagreements"
    assert told in capsys.readouterr().out


def test_a_run_goes_on_where_it_was_interrupted(quick, tmp_path):
    out = tmp_path / "found.jsonl"
    run.main(["--from", "0", "--to", "2", "--out", str(out)])
    with out.open("a") as lines:
        lines.write('{"seed": 2, "si')
    for _ in range(2):
        run.main(["--from", "0", "--to", "3", "--out", str(out)])
    assert quick == [0, 1, 2]


def test_a_disagreement_is_printed_with_its_seed_and_ends_in_1(quick, tmp_path, capsys):
    arguments = ["--from", "2", "--to", "5", "--out", str(tmp_path / "found.jsonl")]
    assert run.main(arguments) == 1
    assert "seed 3: wrong" in capsys.readouterr().err
    assert run.main(arguments) == 1


def test_a_crash_is_a_finding_of_its_seed(monkeypatch):
    def crash(*arguments):
        raise RuntimeError("out of order")

    monkeypatch.setattr(run, "solve", crash)
    found = run.examine(1, run.Settings(steps=1))
    assert found.status == "crash"
    assert "RuntimeError in crash: out of order" in found.complaints[0]
