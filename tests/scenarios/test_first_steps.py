"""What a library user needs is one import away, and reads as it is said."""

import subprocess
import sys
from datetime import date

import pytest

import scenarios
from optimizer import Limits, Plan, Portfolio
from scenarios import AnswerKind, Asker, Scenario, Situation, move_list, what_if

STATED = {
    "timeline": {"start": "2026-01-05", "horizon": 12},
    "engineers": [
        {"id": name, "skills": {"code": {}}} for name in ("Ada", "Ben", "Cleo")
    ],
    "projects": [
        {
            "id": "shop",
            "value": 300,
            "delay_cost": 20,
            "due": "2026-01-16",
            "packages": [
                {
                    "id": "build",
                    "staffing": "effort_team",
                    "demands": [{"skill": "code", "effort": 160, "team_max": 2}],
                }
            ],
        }
    ],
}
RUNNING = {
    "selected": ["shop"],
    "packages": [{"package": "build", "start": "2026-01-05", "periods": 2}],
    "assignments": [
        {"engineer": name, "package": "build", "demand": "code"}
        for name in ("Ada", "Ben")
    ],
}


def test_ten_lines_say_what_to_do_when_somebody_leaves(capsys):
    portfolio, plan = Portfolio.model_validate(STATED), Plan.model_validate(RUNNING)

    base = Situation.of(portfolio, plan, now=date(2026, 1, 5))
    leaves = {"kind": "engineer_leaves", "engineer": "Ada", "on": "2026-01-05"}
    scenario = Scenario(name="Ada leaves", changes=[leaves])
    answers = what_if(base, scenario, Asker(Limits(deterministic=60, workers=1)))
    for answer in answers.answers:
        print(answer.kind.label, answer.net_value, answer.accepted)
    for move in move_list(answers.situation, answers.response.plan).moves:
        print(move.engineer, "joins", move.package)

    assert answers.answer(AnswerKind.PRESENT).accepted is False
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Best response 300 True",
        "Cleo joins build",
    ]


def test_an_asker_needs_no_limits():
    assert Asker().limits == Limits()


@pytest.mark.parametrize("name", scenarios.__all__)
def test_a_public_name_is_what_its_home_calls_so(name):
    assert getattr(scenarios, name).__name__ == name


def test_what_is_not_public_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'what_of'"):
        scenarios.what_of  # noqa: B018


def test_reading_a_scenario_waits_for_no_solver():
    loads = "import scenarios, sys; scenarios.read_scenario, scenarios.Scenario"
    tells = "print({'ortools', 'pandas', 'pulp'} & set(sys.modules) or 'neither')"
    ran = subprocess.run(
        [sys.executable, "-c", f"{loads}; {tells}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "neither\n"
