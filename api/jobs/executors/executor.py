"""The one interface of all who carry out sweeps, and the one who needs nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from scenarios.asking import Asker

if TYPE_CHECKING:
    from optimizer.plan.effort import Control, Limits
    from scenarios.asking import Watch

Found = TypeVar("Found")
Sweep = Callable[[Asker], Found]
"""Many questions to one asker: the same answers always lead to the same questions."""


class ExecutorFailed(Exception):
    """A cluster cannot be reached, has no workers, or loses all that try a question."""


class Executor(Protocol):
    """Carries out sweeps."""

    def carry_out(
        self, sweep: Sweep[Found], limits: Limits, control: Control, watch: Watch | None
    ) -> Found:
        """Return what a sweep finds.

        Parameters
        ----------
        limits
            How hard to try for all questions together.
        control
            How to stop early.
        watch
            Called when a question begins and when it is answered.

        Raises
        ------
        ExecutorFailed
            If nobody can answer.
        """


class Embedded:
    """Answers one question after the other in this process."""

    def carry_out(
        self, sweep: Sweep[Found], limits: Limits, control: Control, watch: Watch | None
    ) -> Found:
        """Return what a sweep finds; see `Executor`."""
        return sweep(Asker(limits, control, watch))
