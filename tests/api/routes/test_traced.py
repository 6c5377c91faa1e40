"""Requests are traced by their route, and tell nothing of what they carry."""


def test_a_request_is_a_span(chief, kept, spans):
    answer = chief.get(f"{kept}?version=1")
    [span] = spans().values()
    assert span.name == "GET /v1/portfolios/{portfolio_id}"
    assert dict(span.attributes) == {
        "http.request.method": "GET",
        "http.route": "/v1/portfolios/{portfolio_id}",
        "http.response.status_code": 200,
        "quarterdeck.request": answer.headers["X-Request-Id"],
    }


def test_what_machines_ask_all_the_time_is_not_traced(chief, spans):
    chief.get("/health")
    assert spans() == {}
