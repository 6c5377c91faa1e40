"""A clock that goes by what is done, so that a search does the same on any machine."""

from itertools import count

import pytest

from optimizer.search import justification, ruin, schedule_generation


@pytest.fixture
def _ticking(monkeypatch):
    """A millisecond passes whenever a search looks at the clock."""
    ticks = count()
    for module in (justification, ruin, schedule_generation):
        monkeypatch.setattr(module, "monotonic", lambda: next(ticks) / 1000)
