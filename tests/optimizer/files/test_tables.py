"""The definitions of the tables agree with the domain model, field by field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from optimizer.files.flattening import rows_of
from optimizer.files.kinds import NONE_MARK
from optimizer.files.sheet import known_headers
from optimizer.files.table import Role, normal
from optimizer.files.tables import PLAN_TABLES, PORTFOLIO_TABLES, TABLES
from optimizer.files.validating import models_in, models_inside
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.work import Mode, Package
from tests.optimizer.files.anything import plan_by_chance, portfolio_by_chance

CELLS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in TABLES
    for column in table.columns
    if column.role is not Role.EXTRA
]


def fields_of_the_format():
    """Every field that holds something itself, and not only objects with fields."""
    for root in (Portfolio, Plan):
        for model in models_inside(root):
            for name, field in model.model_fields.items():
                if not list(models_in(field.annotation)):
                    yield model, name


def fields_with_a_column():
    for table in TABLES:
        for column in table.columns:
            if column.role in {Role.OWNER, Role.EXTRA, Role.ORDER}:
                continue
            model = table.model
            *outer, last = column.path
            for step in outer:
                (model,) = models_in(model.model_fields[step].annotation)
            if last in model.model_fields:
                yield model, last
                if model is Mode and last in Package.model_fields:
                    yield Package, last


def test_every_field_of_the_format_has_a_column():
    assert set(fields_of_the_format()) - set(fields_with_a_column()) == set()


def test_every_list_of_objects_has_a_table():
    nested = {
        (name, inner)
        for root in (Portfolio, Plan)
        for model in models_inside(root)
        for name, field in model.model_fields.items()
        for inner in models_in(field.annotation)
    }
    single = {"timeline", "engineer"}
    tables = {(table.field, table.model) for table in TABLES}
    assert {one for one in nested if one[0] not in single} - tables == set()


def test_random_portfolios_fill_every_column():
    filled = set()
    for seed in range(60):
        portfolio = portfolio_by_chance(seed)
        rows = rows_of(portfolio, PORTFOLIO_TABLES) | rows_of(
            plan_by_chance(seed, portfolio), PLAN_TABLES
        )
        filled |= {
            (name, column)
            for name, listed in rows.items()
            for row in listed
            for column in row
        }
    assert {
        (case.values[0].name, case.values[1].name) for case in CELLS
    } - filled == set()


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_the_kind_of_a_column_suits_its_field(table, column):
    if column.role is not Role.FIELD or column.kind is NONE_MARK:
        return
    model = table.model
    *outer, last = column.path
    for step in outer:
        (model,) = models_in(model.model_fields[step].annotation)
    annotation = model.model_fields[last].annotation
    options = [
        arg for arg in get_args(annotation) or (annotation,) if arg is not type(None)
    ]
    base = next((arg for arg in options if isinstance(arg, type)), str)
    expected = {
        date: "date",
        Decimal: "number",
        bool: "yes/no",
        int: "whole number",
    }.get(base)
    if expected is not None and "tuple" not in str(annotation):
        assert column.kind.name == expected
    assert column.kind.many == ("tuple" in str(annotation))


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_required_columns_are_those_without_a_default(table, column):
    if column.role is Role.FIELD:
        *outer, last = column.path
        model = table.model
        for step in outer:
            (model,) = models_in(model.model_fields[step].annotation)
        exceptions = {("plan_packages", "periods"): False, ("modes", "id"): True}
        expected = model.model_fields[last].is_required()
        assert column.required == exceptions.get((table.name, column.name), expected)


def test_a_blank_cell_means_nothing_where_it_cannot_mean_a_default():
    for table in TABLES:
        for column in table.of_role(Role.FIELD):
            *outer, last = column.path
            model = table.model
            for step in outer:
                (model,) = models_in(model.model_fields[step].annotation)
            field = model.model_fields[last]
            if type(None) in get_args(field.annotation):
                assert field.default is None


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_headers_and_synonyms_are_unique_in_a_table(table):
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    synonyms = [
        s for column in table.columns for s in column.synonyms if s not in names
    ]
    assert len(set(synonyms)) == len(synonyms)
    assert all(normal(name) == name for name in (*names, *synonyms))
    assert all(
        known_headers(table)[normal(column.title)] is column for column in table.columns
    )


def test_no_two_tables_share_a_name_or_a_synonym():
    assert all(normal(table.title) == table.name for table in TABLES)
    names = [name for table in TABLES for name in (table.name, *table.synonyms)]
    assert len(set(names)) == len(names)
    assert all(normal(name) == name for name in names)


def test_sheet_titles_are_short_enough_for_excel():
    assert max(len(table.title) for table in TABLES) <= 31


def test_owners_come_before_what_they_own():
    known = {""}
    for table in TABLES:
        assert table.owner in known
        known.add(table.naming)
