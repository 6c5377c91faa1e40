"""A job goes on in the trace of the request that submitted it."""

import pytest

from api import traces

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


@pytest.mark.usefixtures("quick")
def test_queue_and_search_are_in_the_trace_of_the_request(
    submit, supervised, ended, spans, until
):
    with traces.request(PARENT):
        job = submit()
    supervised()
    ended(job)
    until(lambda: "search" in spans())  # it ends a moment after its job
    found = spans()
    assert {"request", "job in queue"} <= set(found)
    request = found["request"]
    assert f"{request.context.trace_id:032x}" == TRACE
    for name in ("job in queue", "search"):
        assert found[name].parent.span_id == request.context.span_id
        assert found[name].attributes["quarterdeck.job"] == job
    assert found["job in queue"].end_time <= found["search"].end_time


@pytest.mark.parametrize("parent", [None, "nonsense", "00-0-0-00"])
def test_what_is_no_trace_begins_one(parent, spans):
    with traces.request(parent):
        assert traces.current() is not None
    assert traces.current() is None
    assert spans()["request"].parent is None
