"""People get a page where something is wrong, programs a problem."""

import pytest

PAGE, JSON = {"Accept": "text/html"}, {"Accept": "application/json"}


def test_a_browser_gets_a_page_that_says_where_to_go(visitor):
    found = visitor.open(f"/portfolios/{'0' * 32}")
    assert found.status_code == 404
    assert found.headers["Content-Type"].startswith("text/html")
    assert 'href="/portfolios"' in found.text
    assert "Sign out" in found.text
    short = visitor.open("/portfolios/abc")
    assert "There is no such page" in short.text
    assert "pattern" not in short.text


def test_htmx_gets_a_part_of_a_page_and_where_to_put_it(visitor):
    found = visitor.client.get(
        f"/portfolios/{'0' * 32}", headers={"HX-Request": "true"}
    )
    assert found.headers["HX-Retarget"] == "#complaints"
    assert "<html" not in found.text


def test_what_was_asked_is_escaped(visitor):
    found = visitor.open("/portfolios/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert found.status_code in {404, 422}
    assert "<script>alert" not in found.text


@pytest.mark.parametrize("accepted", [PAGE, JSON])
def test_the_interface_of_programs_answers_with_problems(chief, accepted):
    found = chief.get(f"/v1/portfolios/{'0' * 32}", headers=accepted)
    assert found.headers["Content-Type"] == "application/problem+json"


def test_a_program_that_strays_gets_a_problem(chief):
    found = chief.get("/nothing", headers=JSON)
    assert found.headers["Content-Type"] == "application/problem+json"
