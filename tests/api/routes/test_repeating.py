"""Requests that are sent twice because nobody knows whether the first one arrived."""

import pytest

AGAIN = {"Idempotency-Key": "the-same"}


@pytest.fixture
def planner(join):
    """Somebody whose keys nobody else has used."""
    return join("planner")


def test_a_repeated_request_makes_nothing_new(planner, document):
    first = planner.post("/v1/portfolios", json=document, headers=AGAIN)
    second = planner.post("/v1/portfolios", json=document, headers=AGAIN)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert first.headers["Location"] == second.headers["Location"]


def test_a_repeated_question_is_one_job(planner, kept):
    jobs = {
        planner.post(f"{kept}/solves", json={}, headers=AGAIN).json()["id"]
        for _ in range(3)
    }
    assert len(jobs) == 1


def test_a_repeated_question_is_answered_whatever_has_changed(
    planner, kept, absence, document
):
    asked = ((f"{absence}/what-ifs", {}), (f"{kept}/conflicts", {"project": "P"}))
    first = [
        planner.post(path, json=body, headers={"Idempotency-Key": path})
        for path, body in asked
    ]
    assert planner.delete(absence, headers={"If-Match": '"1"'}).status_code == 204
    other = document | {"projects": []}
    moved = planner.put(kept, json=other, headers={"If-Match": '"1"'})
    assert moved.status_code == 200
    for before, (path, body) in zip(first, asked, strict=True):
        again = planner.post(path, json=body, headers={"Idempotency-Key": path})
        assert (again.status_code, again.json()["id"]) == (202, before.json()["id"])
        assert planner.post(path, json=body).status_code in {404, 422}


def test_a_repeated_cancel_is_answered_like_the_first(planner, kept):
    job = planner.post(f"{kept}/solves", json={}).headers["Location"]
    first = planner.post(f"{job}/cancel", headers=AGAIN)
    second = planner.post(f"{job}/cancel", headers=AGAIN)
    assert (first.status_code, first.json()) == (second.status_code, second.json())


def test_a_repetition_tells_no_more_than_one_sees_by_now(planner, chief, kept, absence):
    paths = [f"{absence}/what-ifs", "/v1/portfolios"]
    paths += [f"{planner.post(paths[0], json={}).headers['Location']}/cancel"]
    first = [sent(planner, path) for path in paths]
    assert all(answer.is_success for answer in first)
    me = first[0].json()["owner"]
    portfolios = (kept, first[1].headers["Location"])
    for portfolio in portfolios:
        role = f"/v1/users/{me}/roles/{portfolio.rpartition('/')[2]}"
        chief.put(role, json={"role": "viewer"})
    again = [sent(planner, path).json() for path in paths]
    assert [one.get("input_hash", one.get("digest")) for one in again] == [""] * 3
    assert first[0].json()["input_hash"]


def sent(client, path):
    """What is answered to a request that has its path for a key."""
    body = {"timeline": {"start": "2026-01-05", "horizon": 4}}
    content = body if path == "/v1/portfolios" else {}
    return client.post(path, json=content, headers={"Idempotency-Key": path})


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("{kept}/solves", {"priority": 2}), id="another body"),
        pytest.param(("{kept}/solves?x=1", {"priority": 1}), id="another query"),
        pytest.param(("{kept}/scenarios", {"name": "a"}), id="another path"),
    ],
)
def test_a_key_does_not_serve_for_another_request(planner, kept, other):
    planner.post(f"{kept}/solves", json={"priority": 1}, headers=AGAIN)
    path, body = other
    refused = planner.post(path.format(kept=kept), json=body, headers=AGAIN)
    assert (refused.status_code, refused.json()["code"]) == (422, "key_reused")


def test_two_people_may_choose_the_same_key(planner, chief, document):
    one = planner.post("/v1/portfolios", json=document, headers=AGAIN)
    other = chief.post("/v1/portfolios", json=document, headers=AGAIN)
    assert one.json()["id"] != other.json()["id"]


def test_a_refused_request_may_be_sent_again_with_its_key(planner, kept, document):
    refused = planner.post(f"{kept}/solves", json={"baseline": "0" * 32}, headers=AGAIN)
    accepted = planner.post("/v1/portfolios", json=document, headers=AGAIN)
    assert (refused.status_code, accepted.status_code) == (404, 201)


def test_every_operation_that_makes_something_takes_a_key(app):
    for path, operations in app.openapi()["paths"].items():
        if "post" in operations:
            names = {each["name"] for each in operations["post"]["parameters"]}
            assert "Idempotency-Key" in names, path
