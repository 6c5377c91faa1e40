"""What the folders promise, checked by looking at them."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

import api
import optimizer
import optimizer.cpsat.constraints
import optimizer.cpsat.objectives
import optimizer.plan.measures
import optimizer.plan.rules
import scenarios
from optimizer import decoding
from optimizer.cpsat import staffing, variables
from optimizer.cpsat.model import CONSTRAINTS, REDUNDANT
from optimizer.plan.goals import Measure

ROOT = Path(__file__).parent.parent
PACKAGES = (optimizer, scenarios, api)
SOURCES = sorted(
    path
    for folder in ("optimizer", "scenarios", "api", "benchmarks", "data", "docs")
    for path in (ROOT / folder).rglob("*.py")
)
MODULES = sorted(
    module.name
    for package in PACKAGES
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
)
LONGEST_FUNCTION = 40
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}

CONSTRAINTS = {module.__name__.rpartition(".")[2]: module for module in CONSTRAINTS}
REDUNDANT = {module.__name__.rpartition(".")[2] for module in REDUNDANT}
TWINS = sorted(
    name for name, module in CONSTRAINTS.items() if {name} == {*module.RULES}
)
KEEPERS = (*CONSTRAINTS.values(), variables, staffing, decoding)
"""Every module of the engine that says which rules it keeps."""


def names(package):
    """The modules directly inside a package."""
    return {module.name for module in pkgutil.iter_modules(package.__path__)}


def sentence(module):
    """The first line of a module's docstring."""
    return importlib.import_module(module).__doc__.strip().partition("\n")[0]


def functions():
    """Every function of the sources, with its file."""
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path.relative_to(ROOT), node


def code_lines(path):
    """Numbers of the lines of a file that hold more than a comment."""
    with tokenize.open(path) as file:
        skip = {
            tokenize.COMMENT,
            tokenize.NL,
            tokenize.NEWLINE,
            tokenize.INDENT,
            tokenize.DEDENT,
        }
        return {
            line
            for token in tokenize.generate_tokens(file.readline)
            if token.type not in skip
            for line in range(token.start[0], token.end[0] + 1)
        }


def test_every_constraint_is_posted():
    assert names(optimizer.cpsat.constraints) == set(CONSTRAINTS) | REDUNDANT


def test_every_rule_of_the_checker_is_kept_somewhere_in_the_engine():
    kept = set().union(*(keeper.RULES for keeper in KEEPERS))
    assert names(optimizer.plan.rules) == kept


@pytest.mark.parametrize("name", TWINS)
def test_a_constraint_and_its_twin_say_the_same_sentence(name):
    assert sentence(f"optimizer.cpsat.constraints.{name}") == sentence(
        f"optimizer.plan.rules.{name}"
    )


def test_every_rule_is_checked():
    listed = {rule.__name__.rpartition(".")[2] for rule in optimizer.plan.rules.RULES}
    assert listed == names(optimizer.plan.rules)


def test_every_measure_has_an_objective_and_a_module_that_measures_it():
    goals = {measure.value for measure in Measure}
    assert goals <= names(optimizer.cpsat.objectives)
    assert goals <= names(optimizer.plan.measures)
    assert set(Measure) == set(optimizer.cpsat.objectives.OBJECTIVES)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_why_it_exists(name):
    assert sentence(name)


@pytest.mark.parametrize("name", MODULES)
def test_every_exported_name_exists_and_is_listed_in_order(name):
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", [])
    assert [n for n in exported if not hasattr(module, n)] == []
    assert list(exported) == sorted(exported)


def test_no_module_has_a_vague_name():
    assert [path for path in SOURCES if path.stem in VAGUE] == []


def test_no_function_is_longer_than_forty_lines_of_code():
    lines = {path.relative_to(ROOT): code_lines(path) for path in SOURCES}
    long = []
    for path, function in functions():
        body = function.body[1:] if ast.get_docstring(function) else function.body
        if not body:
            continue
        span = range(body[0].lineno, function.end_lineno + 1)
        size = len(lines[path].intersection(span))
        if size > LONGEST_FUNCTION:
            long.append(f"{path}:{function.lineno} {function.name} {size}")
    assert long == []


def run(script):
    """What an interpreter of its own says to a script."""
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_help_loads_neither_the_engine_nor_pandas():
    script = (
        "import sys\n"
        "from api.cli.main import app\n"
        "try:\n"
        "    app(['solve', '--help'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "heavy = {'ortools', 'pandas', 'plotly', 'pulp', 'highspy', 'optimizer'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)\n"
    )
    told = run(script)
    assert (told.returncode, told.stderr) == (0, "")
    assert "quarterdeck solve" in told.stdout


def test_a_server_loads_no_solver_and_a_worker_nothing_that_draws_either():
    script = (
        "import sys\n"
        "import api.cli.working\n"
        "solvers = {'ortools', 'pulp', 'highspy'}\n"
        "found = {'pandas', 'plotly'} & set(sys.modules)\n"
        "import api.cli.serving\n"
        "found |= solvers & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(found)) or None)\n"
    )
    told = run(script)
    assert (told.returncode, told.stderr) == (0, "")


def test_the_lock_names_no_place():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert re.findall(r".*(?:://|file:|^-|^/).*", lock, re.MULTILINE) == []
