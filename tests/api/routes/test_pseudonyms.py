"""Names of people that questions bring: none is kept where pseudonyms are."""

from dataclasses import replace

import pytest
from sqlalchemy import inspect, text

from api.storage.pseudonyms import Pseudonyms


@pytest.fixture
def database(app, monkeypatch):
    """The database of the application, with pseudonyms in place of names."""
    service = app.state.service
    database = replace(service.database, pseudonyms=Pseudonyms(b"a secret of a test"))
    monkeypatch.setattr(app.state, "service", replace(service, database=database))
    return database


def test_a_question_with_changes_of_its_own_keeps_no_name(chief, database, document):
    ann = document["engineers"][0] | {"id": "Lovelace", "name": "Augusta"}
    sent = document | {"engineers": [ann]}
    kept = chief.post("/v1/portfolios", json=sent).headers["Location"]
    joins = {"kind": "engineer_joins", "engineer": ann | {"id": "Hopper"}}
    leaves = {"kind": "engineer_leaves", "engineer": "Lovelace", "on": "2026-01-12"}
    asked = {"changes": [joins, leaves]}
    answer = chief.post(f"{kept}/conflicts", json=asked)
    assert answer.status_code == 202, answer.text
    job = answer.headers["Location"]
    chief.post(f"{job}/cancel")
    with database.reading() as session:
        found = "\n".join(
            repr(tuple(row))
            for name in inspect(session.connection()).get_table_names()
            for row in session.execute(text(f'SELECT * FROM "{name}"'))
        )
    assert database.pseudonyms.of("Hopper") in found
    for name in ("Lovelace", "Hopper", "Augusta"):
        assert name not in found
