"""Which of several plans to choose."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from api.jobs.questions.labels import place_of
from api.jobs.questions.subject import Asked
from optimizer.portfolio.issue import Issue
from scenarios.comparison.comparison import FEWEST, MOST
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.situation import Situation


class ComparisonQuestion(Asked):
    """The best responses to several scenarios, or all answers to one, side by side.

    Attributes
    ----------
    answers
        The answers to one scenario, with a plan for each number of moves.
    causes
        Whether to say also what each change of a scenario does.
    """

    kind: Literal["comparison"] = "comparison"
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1, max_length=MOST)]
    answers: bool = False
    causes: bool = False

    def situation(self, label: str) -> Situation:
        """Return the situation that the plan of a place in the comparison is for."""
        place = 1 if self.answers else place_of(label)
        return self.scenarios[place - 1].apply(self.base)

    def problems(self) -> Iterator[Issue]:
        """Yield every reason why these cannot be compared."""
        many = len(self.scenarios)
        if self.answers and many != 1:
            yield _issue(
                "one_scenario", f"answers are those to 1 scenario, found {many}"
            )
        if not self.answers and many < FEWEST:
            yield _issue(
                "number_of_scenarios",
                f"{FEWEST} to {MOST} can be compared, found {many}; the answers to "
                "one of them with answers",
            )
        counts = Counter(scenario.name for scenario in self.scenarios)
        for name in (name for name, found in counts.items() if found > 1):
            yield _issue(
                "same_name", f"more than one is called {name!r}; give each its own name"
            )


def _issue(code: str, message: str) -> Issue:
    return Issue(code=code, where="scenarios", message=f"{message}.")
