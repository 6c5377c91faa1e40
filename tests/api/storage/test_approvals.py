"""What a portfolio goes by: approvals, two at once, and the way back."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from api.access.principal import Principal, Role
from api.jobs.questions import SolveQuestion
from api.storage import approvals, audit, jobs, plans, portfolios, running
from api.storage.approvals import Approval
from api.storage.errors import (
    MovedOn,
    NotAllowed,
    NotFound,
    NothingToUndo,
    VersionMoved,
)
from api.storage.jobs import Submission
from api.storage.judged import JudgedPlan
from api.storage.paging import Part
from api.storage.running import RUNNING, Cause
from optimizer.plan.check import check


@pytest.fixture
def approver(known):
    """Somebody who approves in all portfolios."""
    return known("Aline", Role.APPROVER)


@pytest.fixture
def judged(portfolio, plan):
    """The plan as the checker finds it."""
    return JudgedPlan(label=RUNNING, plan=plan, verdict=check(plan, portfolio))


@pytest.fixture
def later(portfolio, plan, judged):
    """The same a week later."""
    (placed,) = plan.packages
    start = portfolio.timeline.start.replace(day=12)
    moved = plan.replace(packages=[placed.replace(start=start)])
    return judged.replace(plan=moved, verdict=check(moved, portfolio))


@pytest.fixture
def name(stored):
    """The id of the stored portfolio."""
    return stored.entry.id


@pytest.fixture
def kept(database, planner, name, judged):
    """The running plan that came with the portfolio."""
    with database.writing() as session:
        return running.keep(session, planner, name, 1, judged, Cause.IMPORTED)


@pytest.fixture
def asked(database, planner, name, portfolio):
    """A function that asks of the portfolio as it is now, and returns the job."""

    def ask():
        with database.writing() as session:
            entry = portfolios.read(session, planner, name).entry
            submission = Submission(
                name,
                entry.version,
                SolveQuestion(portfolio=portfolio),
                running=entry.running,
            )
            return jobs.submit(session, planner, submission, 100)

    return ask


@pytest.fixture
def approve(database, approver):
    """A function that approves an answer of a job."""

    def do(job, judged, portfolio=None, comment=""):
        approval = Approval(
            job,
            "plan",
            portfolio,
            judged,
            comment,
            {"value": 1, "moves": 0},
            {"value": 2, "moves": 3},
        )
        with database.writing() as session:
            return approvals.approve(session, approver, approval)

    return do


@pytest.fixture
def undo(database, approver, name):
    """A function that takes a state back."""

    def do(number):
        with database.writing() as session:
            return approvals.undo(session, approver, name, number, "no")

    return do


def now(database, who, name):
    """The version, the state, and the body of the running plan of a portfolio."""
    with database.reading() as session:
        entry = portfolios.read(session, who, name).entry
        plan = entry.running_plan_id
        body = None if plan is None else plans.read(session, who, plan).body
    return entry.version, entry.running, body


def test_a_plan_that_is_kept_as_the_running_one_is_that(database, planner, name, kept):
    with database.reading() as session:
        entry = portfolios.read(session, planner, name).entry
        state = running.latest(session, planner, name)
        (listed,) = portfolios.page(session, planner).items
    assert (entry.running, entry.running_plan_id) == (1, kept.entry.id)
    assert listed == entry
    assert (state.cause, state.plan_id, state.before_plan_id) == (
        Cause.IMPORTED,
        kept.entry.id,
        None,
    )


def test_a_comment_is_kept_whatever_characters_it_has(
    database, planner, name, kept, later, asked, approve
):
    approve(asked(), later, comment="Agreed\0 on Monday")
    with database.reading() as session:
        state = running.latest(session, planner, name)
    assert state.comment == "Agreed\N{REPLACEMENT CHARACTER} on Monday"


def test_the_same_plan_again_moves_nothing(database, planner, name, kept, judged):
    with database.writing() as session:
        running.keep(session, planner, name, 1, judged)
    assert now(database, planner, name)[1] == 1


def test_only_an_approver_puts_another_plan_in_its_place(
    database, planner, approver, name, kept, later
):
    with database.writing() as session, pytest.raises(NotAllowed, match="approver"):
        running.keep(session, planner, name, 1, later)
    with database.writing() as session:
        running.keep(session, approver, name, 1, later)
    assert now(database, planner, name)[1:] == (2, later.plan.model_dump_json())


def test_an_approved_answer_is_the_running_plan_of_the_changed_portfolio(
    database, planner, approver, name, kept, portfolio, later, asked, approve
):
    changed = portfolio.replace(name="Changed")
    state = approve(asked(), later, changed, "because")
    assert now(database, planner, name) == (2, 2, later.plan.model_dump_json())
    assert (state.number, state.before_version, state.portfolio_version) == (2, 1, 2)
    assert (state.comment, state.created_by) == ("because", approver.id)
    assert state.before == {"value": 1, "moves": 0}
    assert state.after == {"value": 2, "moves": 3}
    assert state.before_plan_id == kept.entry.id
    with database.reading() as session:
        assert portfolios.read(session, planner, name).portfolio == changed
        made = plans.read(session, planner, state.plan_id).entry
        assert (made.label, made.portfolio_version) == (RUNNING, 2)
        assert audit.verify(session) == ()


def test_what_changes_no_data_makes_no_version(
    database, planner, name, kept, later, asked, approve
):
    approve(asked(), later)
    assert now(database, planner, name)[:2] == (1, 2)


def test_of_two_approvers_at_once_one_is_refused(
    database, planner, name, kept, portfolio, judged, later, asked, approve
):
    one, other = asked(), asked()

    def try_to(job, wanted, title):
        try:
            return approve(job, wanted, portfolio.replace(name=title)).number
        except MovedOn as moved:
            return [issue.where for issue in moved.issues]

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(try_to, one, judged, "A")
        second = pool.submit(try_to, other, later, "B")
        answers = [first.result(), second.result()]
    assert sorted(answers, key=str) == [2, ["portfolio_version", "running"]]
    assert now(database, planner, name)[:2] == (2, 2)


def test_of_an_editor_and_an_approver_at_once_one_is_refused(
    database, planner, name, kept, portfolio, later, asked, approve
):
    job = asked()

    def edit():
        with database.writing() as session:
            changed = portfolio.replace(name="Edited")
            return portfolios.replace(session, planner, name, changed, 1).entry.version

    with ThreadPoolExecutor(2) as pool:
        edited = pool.submit(edit)
        approved = pool.submit(approve, job, later, portfolio.replace(name="Approved"))
        failed = [it.exception() for it in (edited, approved)]
    assert sum(error is not None for error in failed) == 1
    version, state, _ = now(database, planner, name)
    assert (version, state) == ((2, 1) if failed[1] else (2, 2))


def test_whatever_many_do_at_once_the_history_holds_together(
    database,
    planner,
    approver,
    name,
    kept,
    portfolio,
    judged,
    later,
    asked,
    approve,
    undo,
):
    def keep(number):
        with database.writing() as session:
            wanted = judged if number % 2 else later
            running.keep(session, approver, name, 1, wanted)

    def edit(number):
        with database.writing() as session:
            version = portfolios.read(session, planner, name).entry.version
            changed = portfolio.replace(name=str(number))
            portfolios.replace(session, planner, name, changed, version)

    def decide(number):
        approve(asked(), judged, portfolio.replace(name=f"approved {number}"))

    def take_back(number):
        del number
        undo(now(database, planner, name)[1])

    steps = [keep, edit, decide, take_back] * 6
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(step, number) for number, step in enumerate(steps)]
        failed = [type(it.exception()) for it in done if it.exception()]
    assert set(failed) <= {MovedOn, VersionMoved, NothingToUndo}
    with database.reading() as session:
        states = running.page(session, planner, name, Part(size=50)).items
        versions, _ = portfolios.versions(session, planner, name)
        assert audit.verify(session) == ()
    assert [it.number for it in states] == [*range(len(states), 0, -1)]
    assert [it.version for it in versions] == [*range(len(versions), 0, -1)]
    for newer, older in pairwise(states):
        assert newer.before_plan_id == older.plan_id
        assert newer.before_version >= older.portfolio_version


def test_what_moved_on_is_told_with_who_and_when(
    database, planner, name, kept, portfolio, later, asked, approve
):
    early, late = asked(), asked()
    with database.writing() as session:
        changed = portfolio.replace(name="Edited")
        portfolios.replace(session, planner, name, changed, 1)
    with pytest.raises(MovedOn) as moved:
        approve(early, later)
    (issue,) = moved.value.issues
    assert (issue.code, issue.where) == ("moved_on", "portfolio_version")
    assert "version 2, not 1: Priya, 20" in issue.message
    approve(asked(), later)
    with pytest.raises(MovedOn) as moved:
        approve(late, later)
    assert "state 2, not 1: approved by Aline" in str(moved.value)


def test_undoing_goes_back_and_undoing_that_goes_forth_again(
    database, planner, name, kept, portfolio, judged, later, asked, approve, undo
):
    changed = portfolio.replace(name="Changed")
    approve(asked(), later, changed)
    old, new = judged.plan.model_dump_json(), later.plan.model_dump_json()
    back = undo(2)
    assert now(database, planner, name) == (3, 3, old)
    assert (back.undone, back.cause) == (2, Cause.UNDONE)
    assert (back.before, back.after) == ({"value": 2}, {"value": 1})
    with database.reading() as session:
        assert portfolios.read(session, planner, name).portfolio == portfolio
    undo(3)
    assert now(database, planner, name) == (4, 4, new)
    with database.reading() as session:
        assert portfolios.read(session, planner, name).portfolio == changed
    undo(4)
    assert now(database, planner, name) == (5, 5, old)


def test_undoing_the_first_approval_leaves_no_running_plan(
    database, planner, name, judged, asked, approve, undo
):
    approve(asked(), judged)
    undo(1)
    assert now(database, planner, name) == (1, 2, None)
    undo(2)
    assert now(database, planner, name)[2] == judged.plan.model_dump_json()


def test_of_two_who_undo_at_once_one_is_refused(
    database, planner, name, kept, later, asked, approve, undo
):
    approve(asked(), later)

    def try_to():
        try:
            return undo(2).number
        except MovedOn:
            return None

    with ThreadPoolExecutor(2) as pool:
        answers = {it.result() for it in [pool.submit(try_to) for _ in range(2)]}
    assert answers == {3, None}


def test_what_came_after_an_approval_keeps_it_from_being_undone(
    database,
    planner,
    approver,
    name,
    kept,
    portfolio,
    judged,
    later,
    asked,
    approve,
    undo,
):
    approve(asked(), later)
    with pytest.raises(MovedOn):
        undo(1)
    with database.writing() as session:
        changed = portfolio.replace(name="Edited")
        portfolios.replace(session, planner, name, changed, 1)
    with pytest.raises(MovedOn, match="version 2, not 1"):
        undo(2)
    approve(asked(), judged)
    with database.writing() as session:
        running.keep(session, approver, name, 2, later)
    with pytest.raises(MovedOn, match="kept by Aline"):
        undo(4)


def test_where_nothing_was_approved_nothing_is_undone(name, kept, undo):
    with pytest.raises(NothingToUndo):
        undo(1)


def test_only_approvers_approve_and_undo(
    database, planner, approver, known, name, kept, later, asked, approve
):
    job = asked()
    approval = Approval(job, "plan", None, later)
    there = Principal(known("Sam", None).id, "Sam", None, {name: Role.APPROVER})
    for who, error in ((planner, NotAllowed), (known("Eve", None), NotFound)):
        with database.writing() as session:
            with pytest.raises(error):
                approvals.approve(session, who, approval)
            with pytest.raises(error):
                approvals.undo(session, who, name, 1)
    with database.writing() as session:
        assert approvals.approve(session, there, approval).number == 2
        assert approvals.undo(session, there, name, 2).number == 3
        with pytest.raises(NotFound):
            approvals.undo(session, approver, "nothing", 1)


def test_the_history_comes_in_parts_the_latest_first(
    database, planner, known, name, kept, later, asked, approve, undo
):
    approve(asked(), later)
    for number in range(2, 6):
        undo(number)
    found, after = [], None
    with database.reading() as session:
        while True:
            page = running.page(session, planner, name, Part(after, 2))
            found += [state.number for state in page.items]
            after = page.after
            if after is None:
                break
        with pytest.raises(NotFound):
            running.page(session, known("Eve", None), name)
    assert found == [6, 5, 4, 3, 2, 1]
