"""A plan: what is selected, when each package runs, who works on it."""

from __future__ import annotations

from optimizer.files import kinds
from optimizer.files.table import Column, Role, Shape, Table
from optimizer.plan.plan import Assignment, Engagement, Plan, ScheduledPackage

PLAN = Table(
    name="plan",
    title="Plan",
    says="The running plan, if there is one: its name. Its parts stand on the sheets "
    "behind.",
    model=Plan,
    field="",
    shape=Shape.ONE,
    vertical=True,
    synonyms=("current_plan", "baseline"),
    columns=(
        Column("format", kinds.COUNT, "Version of the format: 1."),
        Column("name", kinds.TEXT, "What the plan is called."),
        Column(
            "selected",
            kinds.NONE_MARK,
            "(none) says that no project is selected. Otherwise leave blank: the "
            "projects stand on the sheet Plan projects or, if that is empty, are those "
            "of the packages planned.",
        ),
    ),
)

PLAN_PROJECTS = Table(
    name="plan_projects",
    title="Plan projects",
    says="The projects that the plan runs.",
    model=Plan,
    field="selected",
    synonyms=("selected", "selected_projects"),
    columns=(
        Column(
            "project",
            kinds.ID,
            "A project that is selected.",
            role=Role.VALUE,
            field="selected",
            names="project",
            required=True,
            synonyms=("id",),
        ),
    ),
)

PLAN_PACKAGES = Table(
    name="plan_packages",
    title="Plan packages",
    says="When each package runs, and in which way.",
    model=ScheduledPackage,
    field="packages",
    synonyms=("schedule",),
    columns=(
        Column(
            "package",
            kinds.ID,
            "The package.",
            names="package",
            required=True,
            synonyms=("id", "package_id", "task"),
        ),
        Column(
            "start",
            kinds.DAY,
            "A day of its first period.",
            required=True,
            synonyms=("start_date", "from", "first"),
        ),
        Column(
            "periods",
            kinds.PERIODS,
            "Length in periods; 0 for a milestone. Give this or the finish.",
            synonyms=("duration", "length"),
        ),
        Column(
            "finish",
            kinds.DAY,
            "A day of its last period, instead of the number of periods.",
            role=Role.EXTRA,
            synonyms=("end", "end_date", "finish_date", "to", "last"),
        ),
        Column("mode", kinds.ID, "The way it is done; blank if there is only one."),
    ),
)

ASSIGNMENTS = Table(
    name="assignments",
    title="Assignments",
    says="Who works on what. With a period and hours: one row per person, demand and "
    "period. Without: one row per person and demand, and the hours follow from the "
    "staffing.",
    model=Assignment,
    field="assignments",
    spread="hours",
    synonyms=("assignment", "allocations", "bookings"),
    columns=(
        Column(
            "engineer",
            kinds.ID,
            "Who works.",
            names="person",
            required=True,
            synonyms=("person", "resource", "employee"),
        ),
        Column(
            "package",
            kinds.ID,
            "The package.",
            names="package",
            required=True,
            synonyms=("package_id", "task"),
        ),
        Column(
            "demand",
            kinds.ID,
            "The demand served: its name, or its skill.",
            required=True,
            synonyms=("skill",),
        ),
        Column(
            "period",
            kinds.DAY,
            "First day of the period.",
            role=Role.SPREAD_KEY,
            field="hours",
            synonyms=("week", "date", "day"),
        ),
        Column(
            "hours",
            kinds.HOURS,
            "Hours worked in it. 0 without a period: on it without hours.",
            role=Role.SPREAD_VALUE,
            field="hours",
        ),
    ),
)

ENGAGEMENTS = Table(
    name="engagements",
    title="Engagements",
    says="Offers that the plan engages, first and last day inclusive.",
    model=Engagement,
    field="engagements",
    columns=(
        Column(
            "offer",
            kinds.ID,
            "The person on offer.",
            names="person",
            required=True,
            synonyms=("engineer", "person"),
        ),
        Column(
            "first",
            kinds.DAY,
            "First day engaged.",
            required=True,
            synonyms=("start", "from", "start_date"),
        ),
        Column(
            "last",
            kinds.DAY,
            "Last day engaged.",
            required=True,
            synonyms=("end", "to", "until", "end_date", "finish"),
        ),
    ),
)

TABLES = (PLAN, PLAN_PROJECTS, PLAN_PACKAGES, ASSIGNMENTS, ENGAGEMENTS)
