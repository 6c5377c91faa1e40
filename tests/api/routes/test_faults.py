"""What goes wrong on our side is answered, counted and told like everything else."""

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as AllConnectionsTaken

from api.storage import portfolios

GONE = OperationalError("SELECT 1", {}, Exception("the cable"))


@pytest.fixture
def fails(monkeypatch):
    """A function that lets the list of portfolios fail with an error."""

    def fail(error):
        def page(*_):
            raise error

        monkeypatch.setattr(portfolios, "page", page)

    return fail


def test_a_fault_has_the_headers_of_every_answer_and_is_counted(chief, fails):
    fails(RuntimeError("secret"))
    found = chief.get("/v1/portfolios")
    assert (found.status_code, found.json()["code"]) == (500, "fault")
    assert "secret" not in found.text
    assert found.headers["X-Request-Id"] == found.json()["request"]
    assert found.headers["Cache-Control"] == "no-store"
    assert found.headers["Content-Security-Policy"].startswith("default-src 'none'")
    counted = chief.get("/metrics").text
    assert 'method="GET",route="/v1/portfolios",status="500"' in counted


@pytest.mark.parametrize("error", [GONE, AllConnectionsTaken()])
def test_a_database_that_does_not_answer_is_worth_asking_again(chief, fails, error):
    fails(error)
    found = chief.get("/v1/portfolios")
    assert (found.status_code, found.json()["code"]) == (503, "database_unreachable")
    assert found.headers["Retry-After"] == "5"
    assert "cable" not in found.text


def test_a_page_says_that_the_database_does_not_answer(chief, fails, with_key):
    fails(GONE)
    browser = with_key()
    key = chief.headers["Authorization"].removeprefix("Bearer ")
    assert browser.post("/sign-in", data={"key": key}).status_code in {200, 503}
    page = browser.get("/portfolios", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "The database does not answer" in page.text
