"""The portfolio's own settings, its places of work, drivers and role rates."""

from __future__ import annotations

from optimizer.files import kinds
from optimizer.files.table import Column, Role, Shape, Table
from optimizer.portfolio.calendar import Location, Period
from optimizer.portfolio.portfolio import Portfolio

SETTINGS = Table(
    name="portfolio",
    title="Portfolio",
    says="What holds for everything: the timeline, the unit of value, today's date.",
    model=Portfolio,
    field="",
    shape=Shape.ONE,
    vertical=True,
    synonyms=("settings", "portfolio_settings"),
    columns=(
        Column(
            "format",
            kinds.COUNT,
            "Version of the format: 1.",
        ),
        Column("name", kinds.TEXT, "What the portfolio is called."),
        Column(
            "start",
            kinds.DAY,
            "First day of the timeline: a Monday where periods are weeks.",
            field="timeline.start",
            required=True,
            synonyms=("start_date", "timeline_start"),
        ),
        Column(
            "period",
            kinds.choice(Period, {"weeks": Period.WEEK, "days": Period.DAY}),
            "Length of a period: a week, or a working day.",
            field="timeline.period",
            synonyms=("period_length",),
        ),
        Column(
            "horizon",
            kinds.PERIODS,
            "Number of periods planned. Leave slack after the last due date: a "
            "project that does not finish inside delivers nothing.",
            field="timeline.horizon",
            required=True,
            synonyms=("periods", "number_of_periods", "weeks"),
        ),
        Column(
            "value_unit",
            kinds.TEXT,
            "Unit of every value, such as kEUR or points.",
            synonyms=("unit", "currency"),
        ),
        Column(
            "money_per_point",
            kinds.FACTOR,
            "Where values are points and money is wanted: money per point. Every "
            "value is multiplied by it.",
        ),
        Column(
            "rank_value",
            kinds.VALUE,
            "Value of a project of rank 1; rank r of n ranks is worth rank_value × "
            "(n + 1 − r) / n.",
        ),
        Column(
            "standard_week",
            kinds.HOURS,
            "Contract hours per week of a full-time person, behind role rates and "
            "units such as days and FTE.",
        ),
        Column(
            "standard_bau_share",
            kinds.SHARE,
            "Usual share of the hours that goes to run-the-business work, behind "
            "role rates.",
        ),
        Column(
            "now",
            kinds.DAY,
            "Everything before this day has happened; planning starts in the first "
            "period on or after it.",
            synonyms=("today", "status_date"),
        ),
        Column(
            "freeze_until",
            kinds.DAY,
            "What the running plan starts before this day keeps start, mode and team.",
            synonyms=("freeze", "frozen_until"),
        ),
    ),
)

LOCATIONS = Table(
    name="locations",
    title="Locations",
    says="Places of work with public holidays. Give a country, or list the days on "
    "the sheet Holidays, or both.",
    model=Location,
    field="locations",
    naming="location",
    key=("id",),
    synonyms=("location", "sites", "offices"),
    columns=(
        Column(
            "id",
            kinds.ID,
            "Name of the place.",
            required=True,
            synonyms=("name", "location", "site"),
        ),
        Column(
            "country",
            kinds.TEXT,
            "Country as two letters (DE, FR, US): its public holidays inside the "
            "timeline are added to the list when the file is read.",
            role=Role.EXTRA,
            synonyms=("country_code",),
        ),
        Column(
            "subdivision",
            kinds.TEXT,
            "State or region of the country, such as BY for Bavaria.",
            role=Role.EXTRA,
            synonyms=("state", "region", "province"),
        ),
    ),
)

HOLIDAYS = Table(
    name="holidays",
    title="Holidays",
    says="Public holidays, one per row. Nobody of the place works on them.",
    model=Location,
    field="holidays",
    owner="location",
    synonyms=("public_holidays",),
    columns=(
        Column(
            "location",
            kinds.ID,
            "Place where the day is a holiday.",
            role=Role.OWNER,
            names="location",
            required=True,
        ),
        Column(
            "day",
            kinds.DAY,
            "The holiday.",
            role=Role.VALUE,
            field="holidays",
            required=True,
            synonyms=("date", "holiday"),
        ),
    ),
)

DRIVERS = Table(
    name="drivers",
    title="Drivers",
    says="Strategic drivers with their weights. A project with scores has the value "
    "Σ weight × score.",
    model=Portfolio,
    field="drivers",
    shape=Shape.ENTRIES,
    naming="driver",
    key=("driver",),
    columns=(
        Column(
            "driver",
            kinds.ID,
            "Name of the driver.",
            role=Role.KEY,
            field="drivers",
            required=True,
            synonyms=("id", "name"),
        ),
        Column(
            "weight",
            kinds.VALUE,
            "Value of one point of score.",
            role=Role.VALUE,
            field="drivers",
            required=True,
        ),
    ),
)

ROLE_RATES = Table(
    name="role_rates",
    title="Role rates",
    says="Money per contract hour of a skill, for budgets of basis role_rates.",
    model=Portfolio,
    field="role_rates",
    shape=Shape.ENTRIES,
    key=("skill",),
    synonyms=("rates",),
    columns=(
        Column(
            "skill",
            kinds.ID,
            "The skill.",
            role=Role.KEY,
            field="role_rates",
            required=True,
            synonyms=("role",),
        ),
        Column(
            "rate",
            kinds.RATE,
            "Money per contract hour.",
            role=Role.VALUE,
            field="role_rates",
            required=True,
            synonyms=("cost_per_hour", "hourly_rate"),
        ),
    ),
)

TABLES = (SETTINGS, LOCATIONS, HOLIDAYS, DRIVERS, ROLE_RATES)
