"""What the service tells about itself."""

import ast
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from api.logs import LogFormat

FAILING = """
import logging
from api import logs
logs.begin(logs.LogFormat({form!r}), logs.LogLevel.INFO)

def fail(password):
    raise ValueError("no")

try:
    fail("".join(reversed("terces")))
except ValueError:
    logging.getLogger("api.tried").exception("It failed", extra={{"job": "j1"}})
"""


@pytest.mark.parametrize("form", list(LogFormat))
def test_a_fault_is_told_with_its_place_and_without_what_was_in_its_variables(form):
    ran = subprocess.run(
        [sys.executable, "-c", FAILING.format(form=form.value)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ValueError" in ran.stderr
    assert "in fail" in ran.stderr or '"fail"' in ran.stderr
    assert "j1" in ran.stderr
    assert "secret" not in ran.stderr


def told_beside_messages():
    """Every name of a field that the code adds to a line of the log."""
    for path in (Path(__file__).parents[2] / "api").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.keyword) and call.arg == "extra":
                for one in ast.walk(call.value):
                    if isinstance(one, ast.Dict):
                        yield from (key.value for key in one.keys if key is not None)


def test_no_field_has_a_name_that_the_logging_keeps_for_itself():
    found = set(told_beside_messages())
    assert found
    assert found & set(vars(logging.makeLogRecord({}))) == set()
