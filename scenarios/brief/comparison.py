"""The brief of a comparison: which plan delivers most, and what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.brief.brief import MOST_SENTENCES, Brief, Tables, joined, sentence
from scenarios.tables.answers import KEPT
from scenarios.tables.dossier import ANSWERS, CURVE, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from scenarios.brief.brief import Sentence
    from scenarios.tables.lineup import Lineup

MOST_NAMES = 4
"""How many projects or plans a sentence names; the tables name all."""
LEAST = (
    ("moves", "The fewest moves"),
    ("shift", "The least shift"),
    ("cost", "The least cost"),
)


def brief_of_comparison(lineup: Lineup) -> Brief:
    """Return at most ten sentences on several plans."""
    tables = Tables(lineup.tables, lineup.comparison.unit)
    table = lineup.tables[ANSWERS]
    kept = table[(table["rules"] == KEPT) & table["net_value"].notna()]
    if kept.empty:
        return Brief(
            sentences=(sentence("None of these plans keeps every rule."),),
        )
    best = str(kept.sort_values("net_value", ascending=False, kind="stable").iloc[0, 0])
    found = [
        *_best(tables, best),
        *_against_first(lineup, tables, best),
        *_least(tables, kept, best),
        *_dominated(table, tables),
        *_refused(table, tables),
        *_knee(tables),
    ]
    return Brief(sentences=tuple(found[:MOST_SENTENCES]))


def sentences_of_plans(lineup: Lineup) -> tuple[Sentence, ...]:
    """Return one sentence for each candidate."""
    tables = Tables(lineup.tables, lineup.comparison.unit)
    names = map(str, lineup.tables[ANSWERS]["plan"])
    return tuple(_of_plan(tables, name, lineup.period) for name in names)


def _of_plan(tables: Tables, name: str, period: str) -> Sentence:
    plan = tables.text(ANSWERS, name, "plan")
    proof = tables.text(ANSWERS, name, "proof")
    if not tables.has(ANSWERS, name, "net_value"):
        return sentence("{plan}: {proof}.", plan=plan, proof=proof)
    template = "{plan} delivers {value} with {punctual} of {running} on time"
    figures = {
        "value": tables.money(ANSWERS, name, "net_value"),
        "punctual": tables.number(ANSWERS, name, "punctual"),
        "running": tables.count(ANSWERS, name, "running", "project"),
    }
    if tables.has(ANSWERS, name, "moves"):
        template += ", {moves} and {shift} of shift"
        figures["moves"] = tables.count(ANSWERS, name, "moves", "move")
        figures["shift"] = tables.count(ANSWERS, name, "shift", period)
    template += "; {proof}; rules: {rules}."
    rules = tables.text(ANSWERS, name, "rules")
    return sentence(template, plan=plan, proof=proof, rules=rules, **figures)


def _best(tables: Tables, best: str) -> Iterator[Sentence]:
    yield sentence(
        "{plan} delivers the most: {value}.",
        plan=tables.text(ANSWERS, best, "plan"),
        value=tables.money(ANSWERS, best, "net_value"),
    )
    if not tables.has(ANSWERS, best, "still_possible"):
        yield sentence("Whether there are better ones was not asked.")
    elif tables.content(ANSWERS, best, "still_possible") == 0:
        yield sentence("No plan of its kind is worth more: that is proven.")
    else:
        yield sentence(
            "It is the best found: at most {rest} more is possible.",
            rest=tables.money(ANSWERS, best, "still_possible"),
        )


def _against_first(lineup: Lineup, tables: Tables, best: str) -> Iterator[Sentence]:
    """Yield how much more it delivers than the first, and where that comes from."""
    first = lineup.comparison.reference
    if first is None or first == best:
        return
    if not tables.has(ANSWERS, best, "more_than_first"):
        return
    more = tables.content(ANSWERS, best, "more_than_first")
    if more <= 0:
        return
    yield sentence(
        "That is {more} more than {first}.",
        more=tables.money(ANSWERS, best, "more_than_first"),
        first=tables.text(ANSWERS, first, "plan"),
    )
    yield from _by_project(lineup, tables, first, best)


def _by_project(
    lineup: Lineup, tables: Tables, first: str, best: str
) -> Iterator[Sentence]:
    """Yield which projects deliver more than in the first plan, and which less."""
    values = lineup.tables[VALUES].iloc[:-1]
    added = values[best] - values[first]
    for sign, opening in ((1, "More"), (-1, "Less")):
        changed = (added * sign).sort_values(ascending=False, kind="stable")
        items = [str(values["item"][place]) for place in changed.index[changed > 0]]
        parts = [
            sentence(
                "{item} ({now} in place of {then})",
                item=tables.text(VALUES, item, "item"),
                now=tables.money(VALUES, item, best),
                then=tables.money(VALUES, item, first),
            )
            for item in items
        ]
        if parts:
            told = joined(parts, MOST_NAMES)
            yield sentence(f"{opening} comes from {{items}}.", items=told)


def _least(tables: Tables, kept: pd.DataFrame, best: str) -> Iterator[Sentence]:
    """Yield which plan asks for least, where that is not the best one."""
    for column, opening in LEAST:
        known = kept[kept[column].notna()]
        if known.empty or known[column].nunique() < 2:
            continue
        lowest = known[known[column] == known[column].min()]
        name = str(lowest.sort_values("net_value", ascending=False).iloc[0, 0])
        if name != best:
            yield sentence(
                f"{opening}: {{amount}}, with {{plan}}, which delivers {{value}}.",
                amount=tables.number(ANSWERS, name, column),
                plan=tables.text(ANSWERS, name, "plan"),
                value=tables.money(ANSWERS, name, "net_value"),
            )


def _dominated(table: pd.DataFrame, tables: Tables) -> Iterator[Sentence]:
    names = [str(name) for name in table[table["remark"] != ""]["plan"]]
    if names:
        opening = "Nobody needs" if len(names) == 1 else "Nobody needs any of"
        yield sentence(
            f"{opening} {{plans}}: another plan is as good in everything and better "
            "in something.",
            plans=_named(tables, names),
        )


def _refused(table: pd.DataFrame, tables: Tables) -> Iterator[Sentence]:
    broken = table[(table["rules"] != KEPT) & table["net_value"].notna()]
    if len(broken):
        names = [str(name) for name in broken["plan"]]
        yield sentence(
            "Cannot be carried out, as rules are broken: {plans}.",
            plans=_named(tables, names),
        )


def _knee(tables: Tables) -> Iterator[Sentence]:
    knee = tables.rows(CURVE, lambda table: table["remark"] == "knee")
    if knee:
        yield sentence(
            "The knee is at {moves}: {value}; what comes after it brings less.",
            moves=tables.text(CURVE, knee[0], "at"),
            value=tables.money(CURVE, knee[0], "net_value"),
        )


def _named(tables: Tables, names: list[str]) -> Sentence:
    return joined(
        [sentence("{plan}", plan=tables.text(ANSWERS, name, "plan")) for name in names],
        MOST_NAMES,
    )
