"""Linear expressions over the columns of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Linear:
    """A sum of columns times factors, plus a constant.

    Attributes
    ----------
    terms
        Column → factor.
    """

    __slots__ = ("constant", "terms")

    def __init__(
        self, terms: Iterable[tuple[int, float]] = (), constant: float = 0
    ) -> None:
        self.terms: dict[int, float] = {}
        self.constant = constant
        for column, factor in terms:
            self.put(column, factor)

    def put(self, column: int, factor: float = 1) -> Linear:
        """Add a column, in place."""
        self.terms[column] = self.terms.get(column, 0) + factor
        return self

    def add(self, other: Linear, factor: float = 1) -> Linear:
        """Add an expression times a factor, in place."""
        for column, amount in other.terms.items():
            self.put(column, amount * factor)
        self.constant += other.constant * factor
        return self

    def value(self, values: Sequence[float]) -> float:
        """Return the value where every column has one."""
        return self.constant + sum(
            factor * values[column] for column, factor in self.terms.items()
        )


def total(parts: Iterable[Linear]) -> Linear:
    """Return the sum of expressions."""
    result = Linear()
    for part in parts:
        result.add(part)
    return result
