"""Any portfolio and any plan that the format can state, whether or not it makes sense.

Built from the types of the domain model alone, so that a new field is covered the day
it is added. Only what tables need is kept: names differ, and references lead somewhere.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
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
SPACES = {table.model: table.naming for table in TABLES if table.naming and table.shape is Shape.ROWS}


def constraints(metadata):
    """The bounds that Annotated metadata states."""
    bounds = {}
    for part in metadata:
        inner = part.metadata if isinstance(part, FieldInfo) else [part]
        for one in inner:
            for name in ("ge", "gt", "le", "lt", "min_length", "max_length", "decimal_places", "pattern"):
                found = getattr(one, name, None)
                if found is None:
                    found = getattr(one, "__dict__", {}).get(name)
                if found is not None:
                    bounds[name] = max(bounds.get(name, found), found) if name in {"ge", "gt"} else found
    return bounds


def constraints_of_decimal(bounds):
    """Whole numbers between which a decimal lies, and its number of places."""
    places = bounds["decimal_places"]
    scale = 10**places
    low = max(bounds.get("ge", -(10**9)) * scale, bounds.get("gt", -(10**9)) * scale + ("gt" in bounds))
    high = min(bounds.get("le", 10**9) * scale, bounds.get("lt", 10**9) * scale - ("lt" in bounds))
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
        if origin in (Union, UnionType):
            return self.optional(annotation, metadata, reference)
        if origin is Literal:
            return get_args(annotation)[0]
        if origin is tuple:
            bounds = constraints(metadata)
            fewest, most = bounds.get("min_length", 0), bounds.get("max_length", 3)
            count = self.chance.randint(fewest, min(most, fewest + 3))
            return self.many(get_args(annotation)[0], count, reference)
        if origin is dict:
            key, value = get_args(annotation)
            count = self.chance.randint(0, 3)
            return {self.one(key, (), reference): self.one(value) for _ in range(count)}
        if issubclass(annotation, BaseModel):
            return self.model(annotation)
        return self.leaf(annotation, constraints(metadata), reference)

    def many(self, inner, count, reference):
        built = [self.one(inner, (), reference) for _ in range(count)]
        return tuple(one for one in built if one is not None)

    def optional(self, annotation, metadata, reference):
        inner = next(arg for arg in get_args(annotation) if arg is not NoneType)
        return None if self.chance.random() < 0.4 else self.one(inner, metadata, reference)

    def leaf(self, kind, bounds, reference):
        if kind is Decimal:
            low, high, places = constraints_of_decimal(bounds)
            some = (low, high, self.chance.randint(low, high), max(low, min(high, self.chance.randint(0, 5000))))
            return Decimal(self.chance.choice(some)).scaleb(-places)
        if kind is int:
            return self.chance.randint(bounds.get("ge", 0), self.chance.choice((5, bounds.get("le", 10**6))))
        if kind is bool:
            return self.chance.random() < 0.5
        if kind is date:
            return date.fromordinal(self.chance.randint(*self.chance.choice(((735000, 752000), (1, 3652059)))))
        if issubclass(kind, StrEnum):
            return self.chance.choice(list(kind))
        if "pattern" in bounds:
            return f"{self.chance.randint(1000, 9999)}-Q{self.chance.randint(1, 4)}"
        if reference is not None:
            return self.chance.choice(sorted(self.names[reference]))
        return self.id() if bounds.get("min_length") else self.text()

    def model(self, model):
        hints = get_type_hints(model, include_extras=True)
        fields = {}
        for name, info in model.model_fields.items():
            if name == "id" and model in SPACES:
                kind = SPACES[model]
                left = self.left.get(kind, [])
                if not left:
                    return None
                fields[name] = left.pop() if model.__name__ != "Mode" else self.id()
            elif name == "value_steps":
                steps = self.one(hints[name])
                fields[name] = tuple({step.late: step for step in steps}.values())
            elif name == "modes":
                modes = self.one(hints[name])
                fields[name] = tuple({mode.id: mode for mode in modes}.values())
            elif info.is_required() or self.chance.random() < 0.7:
                reference = REFERENCES.get((model, name)) or REFERENCES.get((None, name))
                if reference is not None and not self.names[reference]:
                    continue
                fields[name] = self.one(hints[name], (), reference)
        if model.__name__ == "Offer" and fields["engineer"] is None:
            return None
        return model(**fields)


KINDS = sorted({column.names for table in TABLES for column in table.columns if column.names} | set(SPACES.values()))


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
            return tuple(new for new in (cleaned(v, model, field) for v in value) if new is not None)
        if kind is not None and value is not None:
            return value if value in named[kind] else None
        return value

    def pruned(thing):
        fields = {name: cleaned(value, type(thing), name) for name, value in thing}
        required = [n for n, info in type(thing).model_fields.items() if info.is_required()]
        return None if any(fields[n] is None for n in required) else type(thing)(**fields)

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
