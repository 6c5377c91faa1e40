"""A client of a real server: everything that a planning tool does with one."""

import socket
from contextlib import suppress
from threading import Thread

import pytest

from api.access.principal import Role
from api.client import (
    Conflicting,
    Effort,
    Invalid,
    JobState,
    KeyNeeded,
    NoAnswer,
    NotAllowed,
    NotFound,
    Quarterdeck,
    Terms,
    VersionMoved,
)
from optimizer import Plan, SolveStatus
from scenarios.scenario import Scenario

QUICK = Terms(effort=Effort(seconds=10, deterministic=2, workers=1))
LONG = Terms(effort=Effort(seconds=20, workers=1))
"""What goes on until somebody stops it, where a portfolio is not tiny."""
ILL = Scenario(
    name="Ann is ill",
    changes=[
        {
            "kind": "engineer_absent",
            "engineer": "Ann",
            "first": "2026-01-05",
            "last": "2026-01-09",
        }
    ],
)


class Cutting:
    """A way to a server on which connections break after so many bytes of answers."""

    def __init__(self, address, lengths):
        self.target = ("127.0.0.1", int(address.rpartition(":")[2]))
        self.lengths = list(lengths)
        self.cuts = 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        Thread(target=self.accept, daemon=True).start()

    def accept(self):
        """Let connections through, one after the other."""
        while True:
            try:
                client, _ = self.listening.accept()
            except OSError:
                return
            Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        """Carry bytes both ways, until as many came back as may."""
        server = socket.create_connection(self.target)
        Thread(target=self.forward, args=(client, server), daemon=True).start()
        left = self.lengths.pop(0) if self.lengths else None
        with suppress(OSError):  # the client may have gone
            while (part := server.recv(64)) and (left is None or left > 0):
                client.sendall(part[:left])
                left = None if left is None else left - len(part)
            self.cuts += left is not None and left <= 0
            client.shutdown(socket.SHUT_RDWR)
        client.close()
        server.close()

    def forward(self, client, server):
        """Carry what a client says."""
        with suppress(OSError):
            while part := client.recv(65536):
                server.sendall(part)


@pytest.fixture
def cutting(server):
    """A function that makes a way to the server on which connections break."""
    made = []

    def cut(*lengths):
        made.append(Cutting(server.address, lengths))
        return made[-1]

    yield cut
    for way in made:
        way.listening.close()


def test_a_portfolio_comes_back_as_it_was_given(quarterdeck, portfolio, kept):
    read = quarterdeck.portfolios.read(kept.id)
    assert (read.version, read.content) == (1, portfolio)
    assert kept.id in {entry.id for entry in quarterdeck.portfolios.every()}


def test_who_comes_second_is_told_and_changes_nothing(quarterdeck, kept, portfolio):
    one = other = quarterdeck.portfolios.read(kept.id)
    changed = one.changed(portfolio.replace(name="First"))
    assert quarterdeck.portfolios.replace(changed).version == 2
    with pytest.raises(VersionMoved):
        quarterdeck.portfolios.replace(other.changed(portfolio.replace(name="Second")))
    assert quarterdeck.portfolios.read(kept.id).content.name == "First"
    assert [entry.version for entry in quarterdeck.portfolios.versions(kept.id)] == [
        2,
        1,
    ]


def test_a_portfolio_brings_its_plan(quarterdeck, portfolio, plan):
    made = quarterdeck.portfolios.create(portfolio, plan)
    assert quarterdeck.plans.read(made.plan_id).plan == plan
    assert [entry.id for entry in quarterdeck.plans.every(made.id)] == [made.plan_id]


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_portfolio_goes_out_and_comes_in_as_a_file(quarterdeck, kept, kind, tmp_path):
    file = tmp_path / f"portfolio.{kind}"
    file.write_bytes(quarterdeck.portfolios.export(kept.id, kind))
    assert quarterdeck.portfolios.validate(file).valid
    again = quarterdeck.portfolios.create(file)
    contents = [
        quarterdeck.portfolios.read(one).content.engineers
        for one in (kept.id, again.id)
    ]
    assert contents[0] == contents[1]


def test_everything_that_is_wrong_is_told(quarterdeck, tmp_path):
    file = tmp_path / "portfolio.json"
    file.write_text('{"timeline": {"start": "2026-13-01", "horizon": 0}}')
    with pytest.raises(Invalid) as refusal:
        quarterdeck.portfolios.create(file)
    assert {issue.where for issue in refusal.value.issues} == {
        "timeline/start",
        "timeline/horizon",
    }
    assert not quarterdeck.portfolios.validate(file).valid


def test_a_solve_is_followed_to_its_plan(quarterdeck, kept):
    told = []
    job = quarterdeck.solve(kept.id, terms=QUICK)
    outcome = job.wait(told.append)
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.verdict.accepted
    assert told[0].kind == "queued"
    assert told[-1].kind == "done"
    assert [event.number for event in told] == list(range(1, len(told) + 1))
    view = job.now()
    assert view.state is JobState.DONE
    (plan_id,) = view.plan_ids
    assert quarterdeck.plans.read(plan_id).plan == outcome.plan
    again = job.retry()
    assert again.id != job.id
    assert again.wait().plan == outcome.plan


def test_a_what_if_is_answered(quarterdeck, kept):
    scenario = quarterdeck.scenarios.create(kept.id, ILL)
    record = quarterdeck.what_if(scenario.id, terms=QUICK).wait()
    assert record.scenario == ILL
    assert record.brief is not None


def test_a_scenario_is_changed_and_removed(quarterdeck, kept):
    made = quarterdeck.scenarios.create(kept.id, ILL)
    read = quarterdeck.scenarios.read(made.id)
    entry = quarterdeck.scenarios.replace(read.changed(ILL.replace(name="Better")))
    assert (entry.version, entry.name) == (2, "Better")
    with pytest.raises(VersionMoved):
        quarterdeck.scenarios.delete(read)
    quarterdeck.scenarios.delete(quarterdeck.scenarios.read(made.id))
    assert list(quarterdeck.scenarios.every(kept.id)) == []
    with pytest.raises(NotFound):
        quarterdeck.scenarios.read(made.id)


def test_a_job_that_waits_is_stopped_at_once(quarterdeck, midsize):
    first = quarterdeck.solve(midsize.id, terms=LONG)
    job = quarterdeck.solve(midsize.id, terms=Terms(effort=LONG.effort, priority=-10))
    assert job.cancel().state is JobState.CANCELLED
    with pytest.raises(NoAnswer):
        job.wait()
    with pytest.raises(Conflicting) as refusal:
        job.cancel()
    assert refusal.value.code == "job_ended"
    first.cancel()


def test_long_lists_are_read_to_their_end(quarterdeck, kept):
    made = [quarterdeck.plans.add(kept.id, Plan(selected=[])).id for _ in range(55)]
    found = [entry.id for entry in quarterdeck.plans.every(kept.id)]
    assert found == made[::-1]


def test_administrators_let_people_in_and_out(server, quarterdeck, kept):
    viewer = quarterdeck.users.add("Vera")
    quarterdeck.users.give_role(viewer.id, kept.id, Role.VIEWER)
    key = quarterdeck.users.make_key(viewer.id, "laptop")
    assert viewer.id in {user.id for user in quarterdeck.users.every()}
    with Quarterdeck(server.address, key.secret) as hers:
        assert [entry.id for entry in hers.portfolios.every()] == [kept.id]
        with pytest.raises(NotAllowed):
            hers.solve(kept.id, terms=QUICK)
        quarterdeck.users.take_role(viewer.id, kept.id)
        with pytest.raises(NotFound):
            hers.portfolios.read(kept.id)
        assert quarterdeck.users.revoke_key(key.id).revoked_at is not None
        with pytest.raises(KeyNeeded):
            list(hers.portfolios.every())
    assert [one.id for one in quarterdeck.users.keys(viewer.id)] == [key.id]


def test_the_server_says_that_it_is_well(quarterdeck):
    assert quarterdeck.health().status == "alive"
    assert quarterdeck.ready().database


def test_events_go_on_where_the_connection_broke(server, quarterdeck, kept, cutting):
    job = quarterdeck.solve(kept.id, terms=QUICK)
    whole = list(job.events())
    way = cutting(380, 420, 465, 500)
    with Quarterdeck(way.address, server.key) as far:
        told = list(far.jobs.read(job.id).events())
    assert way.cuts >= 2
    assert told == whole


def test_a_job_is_asked_once_though_its_answer_was_lost(server, kept, cutting):
    way = cutting(20, 100)
    with Quarterdeck(way.address, server.key) as far:
        job = far.solve(kept.id, terms=QUICK)
        assert way.cuts == 2
        assert [one.id for one in far.jobs.every(kept.id)] == [job.id]
