"""The brief of a scenario: what the best response is, and why it is worth it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.report.proof import OF_VALUE
from scenarios.answers.answer import AnswerKind
from scenarios.brief.brief import MOST_SENTENCES, Brief, Tables, joined, sentence
from scenarios.tables.answers import KEPT
from scenarios.tables.dossier import ANSWERS, CONFLICT, CURVE, MOVES, PROJECTS
from scenarios.tables.entry import BEFORE
from scenarios.tables.moves import JOINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.answers.answer import Answer
    from scenarios.brief.brief import Sentence
    from scenarios.tables.dossier import Dossier

MOST_NAMES = 3
"""How many projects a sentence names; the tables name all."""
MOST_RULES = 5
"""How many rules of a conflict a sentence names."""
MOST_MOVES = 5
"""How many moves a sentence names."""


def brief_of_what_if(dossier: Dossier) -> Brief:
    """Return at most ten sentences on a scenario.

    Raises
    ------
    NotAnswered
        If the best response was not asked for, or somebody stopped before it.
    """
    response = dossier.what_if.response
    tables = Tables(dossier.tables, dossier.comparison.unit)
    if response.plan is None:
        return Brief(
            sentences=(
                _no_plan(response),
                *_conflict(tables),
                *_references(tables, None),
            )
        )
    name = AnswerKind.RESPONSE.label
    found = [
        *_decision(tables, name),
        *_proof(response, tables, name),
        *_references(tables, name),
        *_punctuality(tables, name),
        *_left_out(tables),
        *_moves(response, tables, name),
        *_curve(tables),
    ]
    return Brief(sentences=tuple(found[:MOST_SENTENCES]))


def _no_plan(response: Answer) -> Sentence:
    if response.status is SolveStatus.INFEASIBLE:
        return sentence("No plan can keep every rule: that is proven.")
    return sentence("No plan was found; that proves nothing, more time may find one.")


def _conflict(tables: Tables) -> Iterator[Sentence]:
    """Yield which rules cannot all hold."""
    rules = tables.rows(CONFLICT, lambda table: table["rule"] != "")
    if rules:
        named = {
            f"rule_{'x' * place}": tables.text(CONFLICT, rule, "rule")
            for place, rule in enumerate(rules[:MOST_RULES], start=1)
        }
        holes = " ".join(f"{{{name}}}" for name in named)
        more = " There are more." * (len(rules) > MOST_RULES)
        yield sentence(f"These cannot all hold: {holes}{more}", **named)


def _decision(tables: Tables, name: str) -> Iterator[Sentence]:
    value = tables.money(ANSWERS, name, "net_value")
    if not tables.has(ANSWERS, BEFORE, "net_value"):
        yield sentence("The best response delivers {value}.", value=value)
        return
    before = tables.money(ANSWERS, BEFORE, "net_value")
    less = tables.content(ANSWERS, name, "less_than_before")
    if less == 0:
        template = "The best response delivers {value}, as much as the plan before."
        yield sentence(template, value=value)
        return
    word = "less" if less > 0 else "more"
    broken = tables.content(ANSWERS, BEFORE, "rules") != KEPT
    by = ", by a plan that breaks rules" * broken
    yield sentence(
        f"The best response delivers {{value}}, {{difference}} {word} than before "
        f"({{before}}{by}).",
        value=value,
        difference=tables.money(ANSWERS, name, "less_than_before", signed=False),
        before=before,
    )


def _proof(response: Answer, tables: Tables, name: str) -> Iterator[Sentence]:
    """Yield what is proven, and no more."""
    if not response.tiers or response.tiers[0].name not in OF_VALUE:
        yield sentence(
            "Its first goal is not the value, so nothing is said of better values."
        )
    elif not tables.has(ANSWERS, name, "still_possible"):
        yield sentence("How much better a plan could be is not known.")
    elif tables.content(ANSWERS, name, "still_possible") == 0:
        fewest = ", and none of this value has fewer moves" * _fewest(response)
        yield sentence(f"That is proven best: no plan is worth more{fewest}.")
    else:
        yield sentence(
            "It is the best found: at most {rest} more is possible.",
            rest=tables.money(ANSWERS, name, "still_possible"),
        )


def _fewest(response: Answer) -> bool:
    """Whether the fewest moves are proven, with all goals before them."""
    for tier in response.tiers:
        if tier.status is not SolveStatus.OPTIMAL:
            return False
        if tier.name == "moves":
            return True
    return False


def _references(tables: Tables, best: str | None) -> Iterator[Sentence]:
    """Yield what the plans without a decision, and with the same teams, deliver."""
    for kind, opening in (
        (AnswerKind.SLIDES, "If nobody decides anything and everything slides,"),
        (AnswerKind.SAME_TEAMS, "With the same teams and the best dates"),
    ):
        if not tables.has(ANSWERS, kind.label, "net_value"):
            continue
        value = tables.money(ANSWERS, kind.label, "net_value")
        worse = tables.has(ANSWERS, kind.label, "less_than_best")
        broken = tables.content(ANSWERS, kind.label, "rules") != KEPT
        but = "; that plan breaks rules and cannot be carried out" * broken
        if best is None or not worse:
            yield sentence(f"{opening} {{value}} is delivered{but}.", value=value)
        else:
            difference = tables.money(ANSWERS, kind.label, "less_than_best")
            yield sentence(
                f"{opening} {{value}} is delivered, {{difference}} less{but}.",
                value=value,
                difference=difference,
            )


def _punctuality(tables: Tables, name: str) -> Iterator[Sentence]:
    on_time = tables.number(ANSWERS, name, "punctual")
    running = tables.count(ANSWERS, name, "running", "running project")
    late = tables.rows(PROJECTS, lambda table: table["periods_late"].fillna(0) > 0)
    if not late:
        yield sentence(
            "{on_time} of {running} end on time.", on_time=on_time, running=running
        )
        return
    parts = [
        sentence(
            "{project} ({lost} lost)",
            project=tables.text(PROJECTS, project, "project"),
            lost=tables.money(PROJECTS, project, "lost_by_delay"),
        )
        for project in late
    ]
    yield sentence(
        "{on_time} of {running} end on time; late: {late}.",
        on_time=on_time,
        running=running,
        late=joined(parts, MOST_NAMES),
    )


def _left_out(tables: Tables) -> Iterator[Sentence]:
    out = tables.rows(PROJECTS, lambda table: ~table["selected"])
    if out:
        parts = [
            sentence(
                "{project} ({value})",
                project=tables.text(PROJECTS, project, "project"),
                value=tables.money(PROJECTS, project, "full_value"),
            )
            for project in out
        ]
        yield sentence("Left out: {out}.", out=joined(parts, MOST_NAMES))


def _moves(response: Answer, tables: Tables, name: str) -> Iterator[Sentence]:
    """Yield how many people join a package, and which."""
    if "moves" not in response.measures:
        return
    if response.measures["moves"] == 0:
        yield sentence("Nobody joins a package that they were not on.")
        return
    moves = tables.count(ANSWERS, name, "moves", "move")
    joins = tables.rows(MOVES, lambda table: table["change"] == JOINS)
    parts = [
        sentence("{what}", what=tables.text(MOVES, what, "what")) for what in joins
    ]
    yield sentence("{moves}: {who}.", moves=moves, who=joined(parts, MOST_MOVES))


def _curve(tables: Tables) -> Iterator[Sentence]:
    """Yield what the number of moves at the knee is worth."""
    knee = tables.rows(CURVE, lambda table: table["remark"] == "knee")
    if knee:
        yield sentence(
            "The knee is at {moves}: {value}; what comes after it brings less.",
            moves=tables.text(CURVE, knee[0], "at"),
            value=tables.money(CURVE, knee[0], "net_value"),
        )
