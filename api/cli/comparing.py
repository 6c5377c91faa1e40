"""What `quarterdeck compare` does: ask, compare, write, tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.cli.exits import Exit, Refused
from api.cli.output import say
from api.jobs.answering.candidates import answers_and_moves, responses
from scenarios.comparison.by_cause import decompose_by_cause
from scenarios.comparison.comparison import FEWEST, MOST
from scenarios.reading import read_scenario
from scenarios.recording import comparison_record
from scenarios.report.comparison import comparison_page
from scenarios.tables.comparison import tables_of, write_csv
from scenarios.tables.lineup import Lineup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from api.cli.asking import Inquiry
    from scenarios.asking import Asker
    from scenarios.comparison.by_cause import Decomposition
    from scenarios.scenario import Scenario
    from scenarios.situation import Situation


@dataclass(frozen=True, slots=True)
class Choice:
    """What is compared, and what is written of it besides the page.

    Attributes
    ----------
    answers
        The answers to one scenario, in place of the responses to several.
    causes
        Whether to say what each change does.
    csv
        A folder for the tables.
    """

    answers: bool
    causes: bool
    csv: Path | None


def put_side_by_side(inquiry: Inquiry, choice: Choice) -> Exit:
    """Compare plans, write the tables, and tell what was found.

    Raises
    ------
    Refused
        If there are too few or too many scenarios, or two of one name.
    """
    scenarios = [read_scenario(path) for path in inquiry.scenarios]
    _refuse(scenarios, answers=choice.answers)
    base = inquiry.base()

    def question(asker: Asker) -> Lineup:
        causes = _causes(base, scenarios, asker) if choice.causes else ()
        if choice.answers:
            candidates, curve = answers_and_moves(base, scenarios[0], asker)
            return Lineup.gather(candidates, curve, causes)
        return Lineup.gather(responses(base, scenarios, asker), None, causes)

    lineup = inquiry.ask(question)
    title = scenarios[0].name if choice.answers else "Scenarios side by side"
    inquiry.tell(comparison_page(lineup, title), comparison_record(lineup))
    if choice.csv is not None:
        files = write_csv(tables_of(lineup.comparison), choice.csv)
        say("Tables: " + ", ".join(map(str, files)))
    return Exit.NO if lineup.comparison.reference is None else Exit.DONE


def _refuse(scenarios: Sequence[Scenario], *, answers: bool) -> None:
    if answers and len(scenarios) != 1:
        raise Refused(
            "one_scenario",
            f"--answers compares the answers to one scenario, found {len(scenarios)}.",
        )
    if not answers and not FEWEST <= len(scenarios) <= MOST:
        raise Refused(
            "number_of_scenarios",
            f"{FEWEST} to {MOST} scenarios can be compared, found {len(scenarios)}; "
            "the answers to one of them with --answers.",
        )
    twice = [n for n, many in Counter(s.name for s in scenarios).items() if many > 1]
    if twice:
        raise Refused(
            "same_name",
            f"Scenarios are told apart by their names; more than one is {twice[0]!r}.",
        )


def _causes(
    base: Situation, scenarios: Sequence[Scenario], asker: Asker
) -> list[Decomposition]:
    return [decompose_by_cause(base, scenario, asker) for scenario in scenarios]
