"""The format of yesterday's scenarios: what they say must never mean something else.

If this fails because a kind was added, add it to the file. If it fails for any other
reason, the format has been broken.
"""

import json
from pathlib import Path

from scenarios.changes import KINDS
from scenarios.reading import read_scenario
from scenarios.writing import document_of

GOLDEN = Path(__file__).parents[1] / "golden" / "scenario.json"


def test_the_golden_file_has_every_kind_of_change():
    scenario = read_scenario(GOLDEN)
    assert {change.kind for change in scenario.changes} == set(KINDS)


def test_the_golden_file_reads_as_what_it_says():
    written = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert json.loads(json.dumps(document_of(read_scenario(GOLDEN)))) == written
