"""What a client does not load."""

import subprocess
import sys

HEAVY = {
    "fastapi",
    "highspy",
    "jinja2",
    "numpy",
    "optimizer.solving",
    "ortools",
    "pandas",
    "plotly",
    "pulp",
    "sqlalchemy",
    "starlette",
    "uvicorn",
}


def test_a_client_loads_neither_the_server_nor_the_database_nor_the_engine():
    script = (
        f"import sys\nimport api.client\nprint(sorted({HEAVY!r} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
