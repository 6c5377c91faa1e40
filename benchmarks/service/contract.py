"""Whether the service keeps what docs/openapi.json says: Schemathesis, all checks.

Rounds with seeds of their own, each against a new server, until there were enough
cases: *wide* ones make up every id, *deep* ones use things that exist, *linked* ones
follow what is answered from one operation to the next. A run that is started again
goes on after the last round in its file; the exit code is 1 where a check failed.

    python -m benchmarks.service.contract --cases 20000 --out out/contract.jsonl
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import httpx2
import orjson

from benchmarks.service.served import served
from benchmarks.service.things import things_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.service.served import Served

KINDS = {"wide": "examples,coverage,fuzzing", "deep": "fuzzing", "linked": "stateful"}
"""Kind of a round → phases of Schemathesis."""
SETTINGS = {
    "QUARTERDECK_LONGEST_SOLVE": "1",
    "QUARTERDECK_CHILD_MEMORY": "1024",
    "QUARTERDECK_QUEUED_PER_USER": "20",
}
"""Jobs end soon and are few: what they find is not what is tried here."""
CHECKS: Mapping[str, Sequence[int | str]] = {
    # A portfolio may contradict itself in ways that no schema can say: 422.
    "positive_data_acceptance": ["2xx", 401, 403, 404, 409, 412, 413, 415, 422, 429],
    # Where If-Match is missing the answer is 428, as RFC 6585 has it.
    "missing_required_header": ["4xx"],
}
"""Check → the answers that it lets pass, where they are not those it begins with."""
MEANT = """
[[operations]]
include-operation-id = "validate_portfolio"
checks.negative_data_rejection.expected-statuses = [200, "4xx"]
"""
"""Whoever asks what is wrong with a document is told so: that is no refusal."""
NEVER = ("revoke_key",)
"""Operations that would shut the trial itself out, but for the key made for them."""
NOT_LINKED = ("disable_user", "follow_job", *NEVER)
"""And, where links lead to the trial's own user, disabling it; and an operation that
does not answer before the job has ended."""


class NoReport(Exception):
    """Schemathesis ended before it had tried everything."""


@dataclass(frozen=True, slots=True)
class Round:
    """One run of Schemathesis.

    Attributes
    ----------
    told
        Every failure with how to see it again; nothing where there is none.
    """

    number: int
    kind: str
    seed: int
    cases: int
    failures: int
    seconds: float
    told: str


def configuration(things: Mapping[str, str]) -> str:
    """Return the file of settings for Schemathesis, in TOML."""
    lines = [
        f"[checks.{check}]\nexpected-statuses = {json.dumps(statuses)}"
        for check, statuses in CHECKS.items()
    ]
    if things:
        named = (f'{json.dumps(name)} = "{found}"' for name, found in things.items())
        lines += ["[parameters]", *named]
    return "\n".join((*lines, MEANT))


def arguments(
    server: Served, kind: str, seed: int, examples: int, only: Sequence[str]
) -> list[str]:
    """Return what Schemathesis is asked to do."""
    left_out = NOT_LINKED if kind == "linked" else NEVER if kind == "wide" else ()
    return [
        "run",
        "openapi.json",
        f"--url={server.address}",
        f"--header=Authorization: Bearer {server.key}",
        f"--phases={KINDS[kind]}",
        f"--max-examples={examples}",
        f"--seed={seed}",
        *(f"--include-operation-id={name}" for name in only),
        *(f"--exclude-operation-id={name}" for name in left_out),
        "--continue-on-failure",
        "--generation-database=none",
        "--request-timeout=60",
        "--suppress-health-check=all",
        "--no-color",
        "--report=json",
        "--report-json-path=report.json",
    ]


def run_round(number: int, seed: int, examples: int, only: Sequence[str]) -> Round:
    """Try a new server once.

    Raises
    ------
    NoReport
        If Schemathesis could not, with what it told.
    """
    kind = list(KINDS)[number % len(KINDS)]
    begun = perf_counter()
    with served(SETTINGS) as server, TemporaryDirectory() as folder:
        with server.client() as client:
            things = things_in(client) if kind == "deep" else {}
            description = httpx2.get(f"{server.address}/v1/openapi.json", timeout=300)
        Path(folder, "openapi.json").write_bytes(description.content)
        Path(folder, "settings.toml").write_text(configuration(things))
        asked = arguments(server, kind, seed + number, examples, only)
        ran = subprocess.run(
            [command(), "--config-file=settings.toml", *asked],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        report = Path(folder, "report.json")
        if not report.exists():
            raise RuntimeError(
                f"Schemathesis gave no report.\n{ran.stdout}{ran.stderr}"
            )
        told = orjson.loads(report.read_bytes())
        with server.client() as client:
            list(client.users.every())  # whoever lost their key has tried nothing more
    counted = told["test_cases"]
    failures = counted["with_failures"] + counted["errored"]
    return Round(
        number=number,
        kind=kind,
        seed=seed + number,
        cases=counted["generated"],
        failures=failures,
        seconds=round(perf_counter() - begun, 1),
        told=ran.stdout if failures else "",
    )


def command() -> str:
    """Return where the command is: beside the Python that runs."""
    return str(Path(sys.executable).with_name("schemathesis"))


def rounds_in(file: Path) -> tuple[Round, ...]:
    """Return the rounds that a file has."""
    if not file.exists():
        return ()
    lines = file.read_bytes().splitlines()
    return tuple(Round(**orjson.loads(line)) for line in lines)


def run(
    cases: int, seed: int, examples: int, file: Path, only: Sequence[str] = ()
) -> tuple[Round, ...]:
    """Try until there were enough cases, and return all rounds.

    Parameters
    ----------
    only
        The operations to try; all where left out.
    """
    done = list(rounds_in(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    while sum(one.cases for one in done) < cases:
        done.append(run_round(len(done), seed, examples, only))
        with file.open("ab") as lines:
            lines.write(orjson.dumps(asdict(done[-1])) + b"\n")
        told = f"round {done[-1].number} {done[-1].kind} seed {done[-1].seed}"
        print(f"{told}: {done[-1].cases} cases, {done[-1].failures} failures")
    return tuple(done)


def main() -> int:
    """Read the command line, and try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--examples", type=int, default=60, help="of each operation")
    parser.add_argument("--out", type=Path, default=Path("out/contract.jsonl"))
    parser.add_argument("--only", nargs="+", default=(), help="operations")
    given = parser.parse_args()
    rounds = run(given.cases, given.seed, given.examples, given.out, given.only)
    failures = sum(one.failures for one in rounds)
    print(*(one.told for one in rounds if one.told), sep="\n")
    print(f"{sum(one.cases for one in rounds)} cases, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
