"""What the work is for: projects, their value and the logic between them."""

from __future__ import annotations

from optimizer.files import kinds
from optimizer.files.table import Column, Role, Shape, Table
from optimizer.portfolio.project import AtMost, Decision, Project, ValueStep

PROJECTS = Table(
    name="projects",
    title="Projects",
    says="Everything that competes for the people, one project per row.",
    model=Project,
    field="projects",
    naming="project",
    key=("id",),
    synonyms=("project",),
    columns=(
        Column(
            "id",
            kinds.ID,
            "Short name by which the other sheets refer to the project.",
            required=True,
            synonyms=("project", "project_id", "key"),
        ),
        Column("name", kinds.TEXT, "Full name.", synonyms=("title", "project_name")),
        Column(
            "value",
            kinds.VALUE,
            "What finishing in time is worth. Give this, or a rank, or scores.",
            synonyms=("benefit", "strategic_value"),
        ),
        Column(
            "rank",
            kinds.COUNT,
            "Instead of a value: 1 is the most important project.",
            synonyms=("priority",),
        ),
        Column(
            "delay_cost",
            kinds.MONEY,
            "Value lost per period after the due date.",
            synonyms=("cost_of_delay", "delay_cost_per_period"),
        ),
        Column(
            "floor",
            kinds.VALUE,
            "Least value it delivers however late: 0, or a negative penalty.",
            synonyms=("penalty",),
        ),
        Column(
            "probability",
            kinds.SHARE,
            "Probability of success: 0.8 or 80 %.",
            synonyms=("probability_of_success",),
        ),
        Column(
            "objectives",
            kinds.IDS,
            "Strategic objectives it serves, between semicolons.",
            synonyms=("objective",),
        ),
        Column(
            "release",
            kinds.DAY,
            "No work before this day.",
            synonyms=("earliest", "earliest_start", "start_date", "not_before"),
        ),
        Column(
            "due",
            kinds.DAY,
            "Due date: late from the period after the one that holds it.",
            synonyms=("due_date", "target_date"),
        ),
        Column(
            "deadline",
            kinds.DAY,
            "Hard date: must be finished in the period that holds it, if selected.",
            synonyms=("hard_deadline",),
        ),
        Column(
            "mandatory",
            kinds.YES_NO,
            "Must be selected.",
            synonyms=("must_do", "compliance"),
        ),
        Column(
            "decision",
            kinds.choice(Decision),
            "in or out by decision; blank leaves it to the optimizer.",
        ),
        Column(
            "requires",
            kinds.IDS,
            "Projects that must be selected with it, between semicolons.",
            names="project",
            synonyms=("depends_on",),
        ),
        Column(
            "excludes",
            kinds.IDS,
            "Projects that must not be selected with it, between semicolons.",
            names="project",
        ),
        Column(
            "stated_cost",
            kinds.MONEY,
            "Money that budgets of basis stated count for it.",
            synonyms=("cost", "budget"),
        ),
        Column(
            "capex_share",
            kinds.SHARE,
            "Share of its cost that is capital expenditure.",
            synonyms=("capex",),
        ),
    ),
)

OWNER = Column(
    "project",
    kinds.ID,
    "The project.",
    role=Role.OWNER,
    names="project",
    required=True,
    synonyms=("project_id",),
)

SCORES = Table(
    name="scores",
    title="Scores",
    says="How much a project serves each strategic driver.",
    model=Project,
    field="scores",
    shape=Shape.ENTRIES,
    owner="project",
    key=("project", "driver"),
    columns=(
        OWNER,
        Column(
            "driver",
            kinds.ID,
            "The driver.",
            role=Role.KEY,
            field="scores",
            names="driver",
            required=True,
        ),
        Column(
            "score",
            kinds.VALUE,
            "Points.",
            role=Role.VALUE,
            field="scores",
            required=True,
            synonyms=("points",),
        ),
    ),
)

VALUE_STEPS = Table(
    name="value_steps",
    title="Value steps",
    says="Instead of a delay cost: what a project is still worth from so many periods "
    "late on.",
    model=ValueStep,
    field="value_steps",
    owner="project",
    key=("project", "late"),
    synonyms=("value_curve",),
    columns=(
        OWNER,
        Column(
            "late",
            kinds.PERIODS,
            "Periods late from which the value holds.",
            required=True,
            synonyms=("periods_late",),
        ),
        Column("value", kinds.VALUE, "Value delivered then.", required=True),
    ),
)

AT_MOST = Table(
    name="at_most",
    title="At most",
    says="Groups of projects of which only so many may be selected.",
    model=AtMost,
    field="at_most",
    naming="group",
    key=("id",),
    columns=(
        Column(
            "id", kinds.ID, "Name of the group.", required=True, synonyms=("group",)
        ),
        Column(
            "projects",
            kinds.IDS,
            "The projects of the group, between semicolons.",
            names="project",
            required=True,
        ),
        Column(
            "limit",
            kinds.COUNT,
            "Most of them selected.",
            required=True,
            synonyms=("n",),
        ),
    ),
)

TABLES = (PROJECTS, SCORES, VALUE_STEPS, AT_MOST)
