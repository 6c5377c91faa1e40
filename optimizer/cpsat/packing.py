"""A redundant row: what can run at the same time, as weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.cpsat.variables import Variables


def add_packing(
    variables: Variables, weights: Mapping[int, int], capacity: int
) -> None:
    """Post that packages that run at the same time weigh no more than a capacity.

    It cuts no plan; with it the last periods between the bound and the best plan
    are refuted, which the rows of people one by one leave open.

    Parameters
    ----------
    weights
        Package → weight, of packages that must run.
    """
    intervals = [variables.run_interval(package) for package in weights]
    variables.model.add_cumulative(intervals, list(weights.values()), capacity)
