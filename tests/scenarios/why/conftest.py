"""Situations without a plan, or without a project, in a few packages."""

import pytest

from optimizer import Limits
from optimizer.plan.effort import Control
from scenarios.asking import Asker


@pytest.fixture
def steps():
    """Every step that whoever watches is told."""
    return []


@pytest.fixture
def asker(steps):
    """Asks with a limit that repeats."""
    return Asker(Limits(deterministic=60, workers=1), watch=steps.append)


@pytest.fixture
def stopped():
    """Asks nobody: whoever waited has gone."""
    control = Control()
    control.stop.set()
    return Asker(Limits(deterministic=60, workers=1), control)
