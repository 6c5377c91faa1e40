"""Samples to begin with: a portfolio and the plan that its organisation works by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.samples import samples
from api.storage.errors import NotFound
from optimizer.files import Loaded, read, read_plan

RUNNING_PLANS = ("baseline.json", "plan.json")
"""What the plan beside a sample may be called."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A sample as the page offers it."""

    name: str
    title: str
    about: str


SAMPLES = (
    Offered("atlas", "Atlas", "7 projects, 12 people, 20 packages, proven answers"),
    Offered("midsize", "Mid-size", "40 people, a running plan that overbooks them"),
)


def sample(name: str) -> Loaded:
    """Return a sample that is offered, with its running plan.

    Raises
    ------
    NotFound
        If there is none of this name.
    """
    found = next((one for one in samples() if one.name == name), None)
    if found is None or name not in {offered.name for offered in SAMPLES}:
        raise NotFound("sample", name)
    loaded = read(found.folder / "portfolio.json")
    for file in RUNNING_PLANS:
        if (found.folder / file).is_file():
            plan = read_plan(found.folder / file, loaded.portfolio)
            return replace(loaded, plan=plan)
    return loaded
