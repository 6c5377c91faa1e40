"""The documents tell the truth: their examples run, their tables and links hold."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from api.cli.main import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "data/**/*.md", "benchmarks/*.md")
    for path in ROOT.glob(pattern)
)
COMMANDS = sorted(command.callback.__name__ for command in app.registered_commands)
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def python(*arguments, **options):
    """A child process with this Python, in an empty folder if one is given."""
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_there_is_an_example_of_about_ten_lines():
    assert 5 <= len(EXAMPLES[0].strip().splitlines()) <= 14


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_python_example_of_the_readme_runs(example, tmp_path):
    ran = python("-c", example, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_mentions_every_command(command):
    assert f"quarterdeck {command}" in README


def test_the_tables_of_rules_and_goals_are_those_of_the_code():
    ran = python("docs/tables.py", "--check", cwd=ROOT)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_link_to_a_file_leads_somewhere(document):
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)", text)
    local = [target for target in targets if "://" not in target]
    assert [t for t in local if not (document.parent / t).exists()] == []
