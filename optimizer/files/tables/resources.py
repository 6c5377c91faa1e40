"""What is scarce besides people: facilities, stocks, budgets and floors."""

from __future__ import annotations

from optimizer.files import kinds
from optimizer.files.table import Column, Role, Shape, Table
from optimizer.portfolio.resources import (
    Budget,
    BudgetBasis,
    CapacityChange,
    Facility,
    Floor,
    Stock,
)

FACILITIES = Table(
    name="facilities",
    title="Facilities",
    says="Labs, rigs, licences: things of which a number can be in use at once.",
    model=Facility,
    field="facilities",
    naming="facility",
    key=("id",),
    synonyms=("facility", "equipment", "machines"),
    columns=(
        Column(
            "id",
            kinds.ID,
            "Name of the facility.",
            required=True,
            synonyms=("facility",),
        ),
        Column("name", kinds.TEXT, "Full name, for reports."),
        Column(
            "capacity",
            kinds.COUNT,
            "Units that can be in use in one period.",
            required=True,
            synonyms=("units",),
        ),
    ),
)

CAPACITY_CHANGES = Table(
    name="capacity_changes",
    title="Capacity changes",
    says="Times in which a facility has more or fewer units than usual.",
    model=CapacityChange,
    field="changes",
    owner="facility",
    synonyms=("facility_changes",),
    columns=(
        Column(
            "facility",
            kinds.ID,
            "The facility.",
            role=Role.OWNER,
            names="facility",
            required=True,
        ),
        Column(
            "first",
            kinds.DAY,
            "First day of the change.",
            required=True,
            synonyms=("start", "from", "start_date"),
        ),
        Column(
            "last",
            kinds.DAY,
            "Last day of the change.",
            required=True,
            synonyms=("end", "to", "until", "end_date"),
        ),
        Column(
            "capacity",
            kinds.COUNT,
            "Units in the periods that begin on these days.",
            required=True,
            synonyms=("units",),
        ),
    ),
)

STOCKS = Table(
    name="stocks",
    title="Stocks",
    says="Things that are used up: material, test samples, cloud credits.",
    model=Stock,
    field="stocks",
    naming="stock",
    key=("id",),
    synonyms=("stock", "materials"),
    columns=(
        Column(
            "id", kinds.ID, "Name of the stock.", required=True, synonyms=("stock",)
        ),
        Column("name", kinds.TEXT, "Full name, for reports."),
        Column("amount", kinds.AMOUNT, "How much there is in all.", required=True),
    ),
)

BUDGETS = Table(
    name="budgets",
    title="Budgets",
    says="Money that may be spent, in total or per quarter.",
    model=Budget,
    field="budgets",
    naming="budget",
    key=("id",),
    synonyms=("budget",),
    columns=(
        Column(
            "id", kinds.ID, "Name of the budget.", required=True, synonyms=("budget",)
        ),
        Column("name", kinds.TEXT, "Full name, for reports."),
        Column(
            "basis",
            kinds.choice(BudgetBasis),
            "What uses it: the stated cost of projects, effort at the rates on the "
            "sheet Role rates, or hours at each person's own rate.",
        ),
        Column(
            "project",
            kinds.ID,
            "Only this project; all where blank.",
            names="project",
        ),
        Column(
            "objective",
            kinds.ID,
            "Only projects that serve this objective; all where blank.",
        ),
        Column(
            "total",
            kinds.MONEY,
            "Most that may be spent overall.",
            synonyms=("amount",),
        ),
    ),
)

BUDGET_QUARTERS = Table(
    name="budget_quarters",
    title="Budget quarters",
    says="Most that may be spent of a budget in a calendar quarter.",
    model=Budget,
    field="quarters",
    shape=Shape.ENTRIES,
    owner="budget",
    key=("budget", "quarter"),
    columns=(
        Column(
            "budget",
            kinds.ID,
            "The budget.",
            role=Role.OWNER,
            names="budget",
            required=True,
        ),
        Column(
            "quarter",
            kinds.QUARTER,
            "The calendar quarter, such as 2026-Q1.",
            role=Role.KEY,
            field="quarters",
            required=True,
        ),
        Column(
            "amount",
            kinds.MONEY,
            "Most that may be spent in it.",
            role=Role.VALUE,
            field="quarters",
            required=True,
            synonyms=("total", "money"),
        ),
    ),
)

FLOORS = Table(
    name="floors",
    title="Floors",
    says="People, or hours, of a skill that stay free for run-the-business work in "
    "every period.",
    model=Floor,
    field="floors",
    naming="floor",
    key=("id",),
    synonyms=("floor", "service_floors"),
    columns=(
        Column(
            "id", kinds.ID, "Name of the floor.", required=True, synonyms=("floor",)
        ),
        Column("skill", kinds.ID, "The skill that stays free.", required=True),
        Column("level", kinds.LEVEL, "Lowest level that counts."),
        Column(
            "people",
            kinds.COUNT,
            "How many people stay free; give this or hours.",
            synonyms=("headcount",),
        ),
        Column("hours", kinds.HOURS, "How many hours stay free; give this or people."),
        Column(
            "first",
            kinds.DAY,
            "First day; start of the timeline where blank.",
            synonyms=("start", "from", "start_date"),
        ),
        Column(
            "last",
            kinds.DAY,
            "Last day; end of the timeline where blank.",
            synonyms=("end", "to", "until", "end_date"),
        ),
    ),
)

TABLES = (FACILITIES, CAPACITY_CHANGES, STOCKS, BUDGETS, BUDGET_QUARTERS, FLOORS)
