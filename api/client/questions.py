"""Questions to the optimizer, each answered by a job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from api.client.answers import JobView
from api.client.jobs import Job
from api.client.terms import About, Terms, without_none

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from api.client.connection import Connection
    from api.client.priced import Priced
    from api.client.swept import Swept
    from optimizer.plan.goals import Goals
    from optimizer.plan.outcome import Outcome
    from scenarios.curve import Curve
    from scenarios.pareto.point import Front
    from scenarios.prices.budget import BudgetPrice
    from scenarios.prices.cross_training import TrainingPrices
    from scenarios.prices.floor import FloorPrice
    from scenarios.prices.key_people import KeyPeople
    from scenarios.prices.offer import OfferPrice
    from scenarios.prices.person import PeoplePrices
    from scenarios.records import ComparisonRecord, MovesRecord, ScenarioRecord
    from scenarios.why.explanation import WhyNot, WhyProject

    OfPeople = PeoplePrices | TrainingPrices | KeyPeople
    Price = OfPeople | OfferPrice | BudgetPrice | FloorPrice

USUAL = Terms()
PRESENT = About()


class Questions:
    """What can be asked; whoever asks goes on at once, and waits when they like."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def solve(
        self,
        portfolio_id: str,
        goals: Goals | None = None,
        now: date | None = None,
        terms: Terms = USUAL,
    ) -> Job[Outcome]:
        """Ask for the best plan of a portfolio.

        Parameters
        ----------
        goals
            What is better, in order; net value, then little disruption, then cost
            where left out.
        now
            In place of the portfolio's own: everything before is fact.
        """
        written = None if goals is None else goals.model_dump(mode="json")
        said = {"now": now, "goals": written}
        return self._ask(f"portfolios/{portfolio_id}/solves", said, terms)

    def what_if(
        self,
        scenario_id: str,
        now: date | None = None,
        terms: Terms = USUAL,
        *,
        curve: bool = False,
    ) -> Job[ScenarioRecord]:
        """Ask what a scenario means, and for the best response to it.

        Parameters
        ----------
        curve
            Whether to ask also what 0, 1, 2, … moves are worth.
        """
        said = {"now": now, "curve": curve}
        return self._ask(f"scenarios/{scenario_id}/what-ifs", said, terms)

    def compare(
        self,
        portfolio_id: str,
        scenario_ids: Sequence[str],
        now: date | None = None,
        terms: Terms = USUAL,
        *,
        causes: bool = False,
    ) -> Job[ComparisonRecord]:
        """Ask for the best responses to two to ten scenarios, side by side.

        Of one scenario, all answers are compared.

        Parameters
        ----------
        causes
            Whether to say also what each change of a scenario does.
        """
        said = {
            "scenarios": list(scenario_ids),
            "answers": len(scenario_ids) == 1,
            "causes": causes,
            "now": now,
        }
        return self._ask(f"portfolios/{portfolio_id}/comparisons", said, terms)

    def moves(
        self,
        portfolio_id: str,
        plan_id: str | None = None,
        about: About = PRESENT,
        terms: Terms = USUAL,
    ) -> Job[MovesRecord]:
        """Ask what changes against the running plan, with reasons.

        Parameters
        ----------
        plan_id
            The plan that is compared with it; the best response where left out.
        """
        said = about.fields() | {"plan": plan_id}
        return self._ask(f"portfolios/{portfolio_id}/moves", said, terms)

    def why(
        self,
        portfolio_id: str,
        project: str | None = None,
        about: About = PRESENT,
        terms: Terms = USUAL,
    ) -> Job[WhyNot | WhyProject]:
        """Ask why there is no plan, or why a project is not in it, or late.

        Parameters
        ----------
        project
            The one that is asked about; why there is no plan where left out.
        """
        said = about.fields() | {"project": project}
        return self._ask(f"portfolios/{portfolio_id}/conflicts", said, terms)

    def price(
        self,
        portfolio_id: str,
        priced: Priced,
        about: About = PRESENT,
        terms: Terms = USUAL,
    ) -> Job[Price]:
        """Ask what something is worth: people, an offer, a budget, a floor, training.

        Parameters
        ----------
        priced
            A value of `api.client.priced`.
        """
        said = about.fields() | {"price": priced.fields()}
        return self._ask(f"portfolios/{portfolio_id}/prices", said, terms)

    def curve(
        self,
        portfolio_id: str,
        swept: Swept,
        about: About = PRESENT,
        terms: Terms = USUAL,
    ) -> Job[Curve]:
        """Ask for the best value as one number grows.

        Parameters
        ----------
        swept
            What grows: a value of `api.client.swept`.
        """
        said = about.fields() | {"curve": swept.fields()}
        return self._ask(f"portfolios/{portfolio_id}/curves", said, terms)

    def pareto(
        self,
        portfolio_id: str,
        most: int | None = None,
        about: About = PRESENT,
        terms: Terms = USUAL,
    ) -> Job[Front]:
        """Ask for plans that trade value, moves and cost against each other.

        Parameters
        ----------
        most
            Plans at most.
        """
        said = about.fields() | {"most": most}
        return self._ask(f"portfolios/{portfolio_id}/fronts", said, terms)

    def _ask(self, path: str, said: Mapping[str, object], terms: Terms) -> Job[Any]:
        content = orjson.dumps(without_none(said) | terms.fields())
        answer = self._connection.send("POST", f"/v1/{path}", content)
        return Job(self._connection, JobView.model_validate_json(answer.content))
