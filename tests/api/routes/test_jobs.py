"""Jobs over HTTP, while nobody works on them."""


def test_a_waiting_job_has_no_result_yet(chief, waiting):
    refused = chief.get(f"{waiting}/result")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_ended")
    assert int(refused.headers["Retry-After"]) > 0


def test_a_cancelled_job_has_ended_without_a_result(chief, waiting):
    cancelled = chief.post(f"{waiting}/cancel")
    assert (cancelled.status_code, cancelled.json()["state"]) == (202, "cancelled")
    refused = chief.get(f"{waiting}/result")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_result")


def test_what_has_ended_cannot_be_cancelled(chief, waiting):
    chief.post(f"{waiting}/cancel")
    refused = chief.post(f"{waiting}/cancel")
    assert (refused.status_code, refused.json()["code"]) == (409, "job_ended")


def test_a_job_that_has_ended_is_asked_again_as_another(chief, waiting):
    assert chief.post(f"{waiting}/retry").status_code == 409
    chief.post(f"{waiting}/cancel")
    again = chief.post(f"{waiting}/retry")
    assert again.status_code == 202
    first, second = chief.get(waiting).json(), again.json()
    assert second["id"] != first["id"]
    assert second["input_hash"] == first["input_hash"]
    chief.post(f"/v1/jobs/{second['id']}/cancel")


def test_jobs_are_listed_by_portfolio_state_and_kind(chief, kept, waiting):
    portfolio = kept.rpartition("/")[2]

    def listed(**asked):
        found = chief.get("/v1/jobs", params={"portfolio": portfolio} | asked)
        return [f"/v1/jobs/{job['id']}" for job in found.json()["items"]]

    assert listed() == listed(state="queued") == listed(kind="solve") == [waiting]
    assert listed(state="done") == listed(kind="what_if") == []
