"""What a set of placed projects is worth, by the numbers of the problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Engaged, Run


def net_value(
    problem: Problem,
    selected: Iterable[int],
    runs: Mapping[int, Run],
    engaged: Mapping[int, Engaged],
) -> int:
    """Return the value delivered less the price of engagements, in hundredths.

    Parameters
    ----------
    selected
        Projects; all of their packages are in `runs`.
    engaged
        Offer → engagement.
    """
    value = 0
    for index in selected:
        project = problem.projects[index]
        if not project.packages:
            value += project.full
            continue
        end = max(runs[package].end for package in project.packages)
        value += project.delivered[min(max(end, 0), problem.horizon)]
    for offer, one in engaged.items():
        value -= problem.offers[offer].prices[one.end - one.first]
    return value
