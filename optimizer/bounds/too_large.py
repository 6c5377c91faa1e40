"""A problem that the exact model refuses."""

from __future__ import annotations

from optimizer.errors import OptimizerError


class TooLarge(OptimizerError):
    """The portfolio has more ways to place packages than are enumerated."""
