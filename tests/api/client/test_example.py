"""The example of the client does what it says."""

import os
import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[3] / "docs/client_example.py"


def test_the_example_answers_and_approves(server):
    ran = subprocess.run(
        [sys.executable, str(EXAMPLE), server.address, "15"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"QUARTERDECK_KEY": server.key, "PYTHONPATH": os.getcwd()},
    )
    assert ran.returncode == 0, ran.stderr
    assert "The portfolio goes by plan" in ran.stdout
    assert "1. queued" in ran.stderr
