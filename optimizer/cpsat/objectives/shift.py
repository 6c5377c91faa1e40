"""Shift: how far starts move from the running plan, over packages in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the sum in periods."""
    baseline, model = variables.problem.baseline, variables.model
    if baseline is None:
        return Expression(0)
    if not variables.shifts:
        for p, row in variables.open_packages():
            old = baseline.starts[p]
            if old is None:
                continue
            starts = variables.starts[p]
            longest = max(abs(starts[0] - old), abs(starts[-1] - old))
            shift = model.new_int_var(0, longest, f"shift[{p}]")
            model.add(shift >= row.start - old).only_enforce_if(row.present)
            model.add(shift >= old - row.start).only_enforce_if(row.present)
            variables.shifts[p] = shift
    total: Linear = sum(variables.shifts.values())
    for p, package in enumerate(variables.problem.packages):
        old = baseline.starts[p]
        if package.started is not None and old is not None:
            moved = abs(package.started.start - old)
            total += moved * variables.selected[package.project]
    return Expression(total)
