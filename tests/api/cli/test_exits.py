import json

import pytest
import typer

from api.cli.exits import Exit, Refused, answering
from optimizer.errors import EngineFault, InvalidPortfolio
from optimizer.portfolio.issue import Issue

ISSUE = Issue(code="unknown_reference", where="projects/AI", message="Follows X.")


@pytest.mark.parametrize(
    ("error", "code", "exit_code"),
    [
        (InvalidPortfolio([ISSUE]), "invalid_portfolio", Exit.REFUSED),
        (Refused("exists", "It is there."), "exists", Exit.REFUSED),
        (FileNotFoundError(2, "No such file", "x.json"), "file_system", Exit.REFUSED),
        (EngineFault("A plan breaks a rule."), "fault", Exit.FAULT),
    ],
)
def test_an_error_is_one_object_with_a_code(error, code, exit_code, capsys):
    with pytest.raises(typer.Exit) as ended, answering(as_json=True):
        raise error
    told = json.loads(capsys.readouterr().out)
    assert ended.value.exit_code == exit_code
    assert set(told) == {"format", "error"}
    assert set(told["error"]) == {"code", "message", "issues"}
    assert told["error"]["code"] == code


def test_an_error_lists_every_issue_for_machines_and_for_people(capsys):
    for as_json in (True, False):
        with pytest.raises(typer.Exit), answering(as_json=as_json):
            raise InvalidPortfolio([ISSUE, ISSUE])
    told = capsys.readouterr()
    assert len(json.loads(told.out)["error"]["issues"]) == 2
    assert told.err.count("projects/AI: Follows X. [unknown_reference]") == 2


@pytest.mark.parametrize(
    "error", [EngineFault("A plan breaks a rule."), ZeroDivisionError()]
)
def test_our_own_fault_is_called_ours_and_is_not_hidden(error, capsys):
    with pytest.raises(typer.Exit) as ended, answering(as_json=False):
        raise error
    told = capsys.readouterr().err
    assert ended.value.exit_code == Exit.FAULT
    assert "fault of Quarterdeck" in told
    assert "Traceback" in told
