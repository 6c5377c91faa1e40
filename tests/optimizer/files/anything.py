"""Any portfolio and any plan that the format can state, whether or not it makes sense.

Built from the types of the domain model alone, so that a new field is covered the day
it is added. Only what tables need is kept: names differ, and references lead somewhere.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from optimizer.files.flattening import names_of
from optimizer.files.table import Role, Shape
from optimizer.files.tables import PORTFOLIO_TABLES, TABLES
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import Id
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.work import Mode

NASTY = (
    "=1+1", "+49", "-", "@home", "'", "''", "'=x", "'t Hooft", "(none)", '"', 'a"b', '"a"',
    "a;b", "a,b", "a\nb", "a\rb", "a\r\nb", "#", "# x", " a ", "\ta", "\u00a0", "\u200b", "x\u200b",
    "1", "1.0", "007", "1e5", "2026-01-01", "yes", "TRUE", "None", "n/a", "–", "_x0041_", "a\x00b",
    "\x1fa", "ä", "😀", "'# x", "' a", "null", "\\", "a\tb", "id", "sep=;", "=", "''''",
)  # fmt: skip
STRANGE = "abcÄß =+-@'\"#;,\n\r\t\x00\x1f\u00a0\u200b\u2028\ud7ff\ufeff€😀_x"


def valid(text):
    try:
        return TypeAdapter(Id).validate_python(text)
    except ValueError:
        return None


REFERENCES = {
    (table.model if column.role is Role.FIELD else None, column.path[-1]): column.names
    for table in TABLES
    for column in table.columns
    if column.names and column.role is not Role.OWNER
}
REFERENCES[Portfolio, "drivers"] = "driver"  # named there, from the same pool
SPACES = {
    table.model: table.naming
    for table in TABLES
    if table.naming and table.shape is Shape.ROWS
}


def constraints(metadata):
    """The bounds that Annotated metadata states."""
    bounds = {}
    for part in metadata:
        inner = part.metadata if isinstance(part, FieldInfo) else [part]
        for one in inner:
            for name in (
                "ge",
                "gt",
                "le",
                "lt",
                "min_length",
                "max_length",
                "decimal_places",
                "pattern",
            ):
                found = getattr(one, name, None)
                if found is None:
                    found = getattr(one, "__dict__", {}).get(name)
                if found is not None:
                    bounds[name] = (
                        max(bounds.get(name, found), found)
                        if name in {"ge", "gt"}
                        else found
                    )
    return bounds


def constraints_of_decimal(bounds):
    """Whole numbers between which a decimal lies, and its number of places."""
    places = bounds["decimal_places"]
    scale = 10**places
    low = max(
        bounds.get("ge", -(10**9)) * scale,
        bounds.get("gt", -(10**9)) * scale + ("gt" in bounds),
    )
    high = min(
        bounds.get("le", 10**9) * scale,
        bounds.get("lt", 10**9) * scale - ("lt" in bounds),
    )
    return int(low), int(high), places


class Builder:
    """Makes values of types by chance; knows which names there are."""

    def __init__(self, chance, names):
        self.chance = chance
        self.names = names
        self.left = {kind: list(ids) for kind, ids in names.items()}

    def text(self):
        if self.chance.random() < 0.6:
            return self.chance.choice(NASTY)
        return "".join(self.chance.choices(STRANGE, k=self.chance.randint(0, 8)))

    def id(self):
        while (name := valid(self.text())) is None:
            continue
        return name

    def one(self, annotation, metadata=(), reference=None):
        origin = get_origin(annotation)
        if origin is Annotated:
            base, *more = get_args(annotation)
            return self.one(base, (*metadata, *more), reference)
        shapes = {
            Union: self.optional,
            UnionType: self.optional,
            tuple: self.several,
            dict: self.mapping,
        }
        if origin in shapes:
            return shapes[origin](get_args(annotation), metadata, reference)
        if origin is Literal:
            return get_args(annotation)[0]
        if issubclass(annotation, BaseModel):
            return self.model(annotation)
        return self.leaf(annotation, constraints(metadata), reference)

    def optional(self, options, metadata, reference):
        inner = next(option for option in options if option is not NoneType)
        return (
            None if self.chance.random() < 0.4 else self.one(inner, metadata, reference)
        )

    def several(self, inner, metadata, reference):
        bounds = constraints(metadata)
        fewest = bounds.get("min_length", 0)
        count = self.chance.randint(
            fewest, min(bounds.get("max_length", 3), fewest + 3)
        )
        built = [self.one(inner[0], (), reference) for _ in range(count)]
        return tuple(one for one in built if one is not None)

    def mapping(self, inner, metadata, reference):
        count = self.chance.randint(0, 3)
        return {
            self.one(inner[0], (), reference): self.one(inner[1]) for _ in range(count)
        }

    def leaf(self, kind, bounds, reference):
        makers = {
            Decimal: self.decimal,
            int: self.whole,
            bool: self.truth,
            date: self.day,
        }
        if kind in makers:
            return makers[kind](bounds)
        if issubclass(kind, StrEnum):
            return self.chance.choice(list(kind))
        if "pattern" in bounds:
            return f"{self.chance.randint(1000, 9999)}-Q{self.chance.randint(1, 4)}"
        if reference is not None:
            return self.chance.choice(sorted(self.names[reference]))
        return self.id() if bounds.get("min_length") else self.text()

    def decimal(self, bounds):
        low, high, places = constraints_of_decimal(bounds)
        small = max(low, min(high, self.chance.randint(0, 5000)))
        return Decimal(
            self.chance.choice((low, high, self.chance.randint(low, high), small))
        ).scaleb(-places)

    def whole(self, bounds):
        return self.chance.randint(
            bounds.get("ge", 0), self.chance.choice((5, bounds.get("le", 10**6)))
        )

    def truth(self, bounds):
        return self.chance.random() < 0.5

    def day(self, bounds):
        return date.fromordinal(
            self.chance.randint(*self.chance.choice(((735000, 752000), (1, 3652059))))
        )

    def model(self, model):
        hints = hints_of(model)
        if model in SPACES and model is not Mode and not self.left.get(SPACES[model]):
            return None
        fields = {}
        for name, info in model.model_fields.items():
            reference = REFERENCES.get((model, name)) or REFERENCES.get((None, name))
            if name == "id" and model in SPACES:
                fields[name] = (
                    self.id() if model is Mode else self.left[SPACES[model]].pop()
                )
            elif info.is_required() or (
                self.chance.random() < 0.7
                and (reference is None or self.names[reference])
            ):
                fields[name] = unequal(name, self.one(hints[name], (), reference))
        return None if fields.get("engineer", "") is None else model(**fields)


@cache
def hints_of(model):
    """Field → type with its bounds."""
    return get_type_hints(model, include_extras=True)


def unequal(field, built):
    """Lists whose entries a table tells apart by one of their fields, without doubles."""
    told_apart_by = {"value_steps": "late", "modes": "id"}.get(field)
    if told_apart_by is None:
        return built
    return tuple({getattr(one, told_apart_by): one for one in built}.values())


KINDS = sorted(
    {column.names for table in TABLES for column in table.columns if column.names}
    | set(SPACES.values())
)


def portfolio_by_chance(seed):
    """Any portfolio; what is referred to exists."""
    chance = Random(seed)
    source = Builder(chance, {})
    names = {kind: list({source.id() for _ in range(6)}) for kind in KINDS}
    names = {kind: sorted(ids) for kind, ids in names.items()}
    first = Builder(chance, names).model(Portfolio)
    named = {kind: set() for kind in KINDS} | names_of(first, PORTFOLIO_TABLES)
    return without_dangling(first, named)


def without_dangling(portfolio, named):
    """The portfolio without references to what was not drawn."""

    def cleaned(value, model, field):
        kind = REFERENCES.get((model, field)) or REFERENCES.get((None, field))
        if isinstance(value, BaseModel):
            return pruned(value)
        if isinstance(value, dict):
            kept = {k: v for k, v in value.items() if kind is None or k in named[kind]}
            return {k: cleaned(v, None, None) for k, v in kept.items()}
        if isinstance(value, tuple):
            return tuple(
                new
                for new in (cleaned(v, model, field) for v in value)
                if new is not None
            )
        if kind is not None and value is not None:
            return value if value in named[kind] else None
        return value

    def pruned(thing):
        fields = {name: cleaned(value, type(thing), name) for name, value in thing}
        required = [
            n for n, info in type(thing).model_fields.items() if info.is_required()
        ]
        return (
            None if any(fields[n] is None for n in required) else type(thing)(**fields)
        )

    return pruned(portfolio)


def plan_by_chance(seed, portfolio):
    """Any plan over the names of a portfolio."""
    known = names_of(portfolio, PORTFOLIO_TABLES)
    names = {kind: sorted(known.get(kind, ())) for kind in KINDS}
    if not all(names[kind] for kind in ("person", "package", "project")):
        return Plan(name="bare")
    plan = Builder(Random(seed), names).model(Plan)
    triples = {(a.engineer, a.package, a.demand): a for a in plan.assignments}
    return plan.replace(assignments=tuple(triples.values()))
