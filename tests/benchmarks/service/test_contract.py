"""A few cases of the contract, and how a long trial goes on."""

import pytest

from benchmarks.service import contract


def test_some_operations_keep_what_they_promise(tmp_path):
    rounds = contract.run(1, 1, 2, tmp_path / "out" / "rounds.jsonl", ("list_jobs",))
    assert len(rounds) == 1
    assert rounds[0].cases >= 1
    assert (rounds[0].failures, rounds[0].told) == (0, "")


def test_a_trial_goes_on_after_its_last_round(tmp_path, monkeypatch):
    done = []

    def run_round(number, seed, examples, only):
        done.append(number)
        return contract.Round(number, "wide", seed + number, 10, 0, 1.0, "")

    monkeypatch.setattr(contract, "run_round", run_round)
    file = tmp_path / "rounds.jsonl"
    contract.run(25, 7, 5, file)
    rounds = contract.run(45, 7, 5, file)
    assert done == [0, 1, 2, 3, 4]
    assert [one.seed for one in rounds] == [7, 8, 9, 10, 11]


@pytest.mark.parametrize("things", [{}, {"job_id": "1"}])
def test_settings_name_the_things_that_there_are(things):
    told = contract.configuration(things)
    assert "[checks.positive_data_acceptance]" in told
    assert ('"job_id" = "1"' in told) == bool(things)
