"""How large a request may be."""

import pytest

MOST = 2**22


@pytest.fixture
def pieces():
    """A body that does not say how long it is."""

    def sent(count):
        for _ in range(count):
            yield b" " * (MOST // 16)

    return sent


def test_a_request_that_is_announced_too_large_is_not_read(chief):
    refused = chief.post("/v1/portfolios", content=b" " * (MOST + 1))
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


def test_a_request_that_turns_out_too_large_is_not_read_on(chief, pieces):
    refused = chief.post("/v1/portfolios", content=pieces(17))
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


def test_a_request_of_the_largest_size_is_read(chief, pieces):
    read = chief.post("/v1/portfolios", content=pieces(16))
    assert (read.status_code, read.json()["issues"][0]["code"]) == (422, "empty")
