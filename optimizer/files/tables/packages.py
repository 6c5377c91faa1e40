"""What is to be done: work packages, their modes, demands, links and locks."""

from __future__ import annotations

from optimizer.files import kinds
from optimizer.files.table import Column, Role, Shape, Table
from optimizer.portfolio.work import (
    Demand,
    Link,
    LinkType,
    Member,
    Mode,
    Package,
    PackageLocks,
    Progress,
    Staffing,
    Status,
)

STAFFING = kinds.choice(
    Staffing,
    {
        "fixed": Staffing.FIXED_TEAM,
        "team": Staffing.FIXED_TEAM,
        "effort": Staffing.EFFORT_TEAM,
        "effort_driven": Staffing.EFFORT_TEAM,
        "effort_driven_team": Staffing.EFFORT_TEAM,
    },
)
LINK_TYPE = kinds.choice(
    LinkType,
    {
        "fs": LinkType.FINISH_START,
        "ss": LinkType.START_START,
        "ff": LinkType.FINISH_FINISH,
        "sf": LinkType.START_FINISH,
        "finish_to_start": LinkType.FINISH_START,
        "start_to_start": LinkType.START_START,
        "finish_to_finish": LinkType.FINISH_FINISH,
        "start_to_finish": LinkType.START_FINISH,
    },
)
STATUS = kinds.choice(
    Status,
    {
        "in_progress": Status.RUNNING,
        "started": Status.RUNNING,
        "finished": Status.DONE,
        "complete": Status.DONE,
        "completed": Status.DONE,
    },
)

LENGTHS = (
    Column(
        "duration",
        kinds.PERIODS,
        "Length in periods, for a fixed team, a pool, or work without demands; 0 is a "
        "milestone. Leave blank for an effort-driven team: it follows from the effort.",
        synonyms=("length", "periods"),
    ),
    Column(
        "shortest",
        kinds.PERIODS,
        "Pool: shortest length, instead of a duration.",
        synonyms=("min_duration", "shortest_duration"),
    ),
    Column(
        "longest",
        kinds.PERIODS,
        "Pool: longest length, instead of a duration.",
        synonyms=("max_duration", "longest_duration"),
    ),
)

PACKAGES = Table(
    name="packages",
    title="Packages",
    says="Work packages, one per row: contiguous pieces of work of a project.",
    model=Package,
    field="packages",
    owner="project",
    naming="package",
    key=("id",),
    synonyms=("package", "work_packages", "tasks", "activities"),
    columns=(
        Column(
            "project",
            kinds.ID,
            "Project it belongs to.",
            role=Role.OWNER,
            names="project",
            required=True,
        ),
        Column(
            "id",
            kinds.ID,
            "Short name by which the other sheets refer to the package.",
            required=True,
            synonyms=("package", "package_id", "work_package", "task"),
        ),
        Column("name", kinds.TEXT, "Full name.", synonyms=("title",)),
        Column(
            "staffing",
            STAFFING,
            "How the work is stated. fixed_team: so many people for so long. "
            "effort_team: so many hours, a team does them as fast as it can. pool: so "
            "many hours over so many periods, whoever has time.",
        ),
        Column(
            "earliest",
            kinds.DAY,
            "Does not start before this day.",
            synonyms=("earliest_start", "start_no_earlier_than", "not_before"),
        ),
        Column(
            "latest",
            kinds.DAY,
            "Ends in the period that holds this day, or earlier.",
            synonyms=("latest_finish", "finish_no_later_than"),
        ),
        *LENGTHS,
        Column(
            "tolerated_absence",
            kinds.PERIODS,
            "Fixed team: periods of absence that each member may have.",
        ),
        Column(
            "overtime",
            kinds.YES_NO,
            "Teams: every member works up to their overtime limit.",
        ),
    ),
)

OWNER = Column(
    "package",
    kinds.ID,
    "The package.",
    role=Role.OWNER,
    names="package",
    required=True,
    synonyms=("package_id", "work_package", "task"),
)
MODE_OWNER = Column(
    "mode",
    kinds.ID,
    "The way of doing the package it is for; blank if there is only one.",
    role=Role.OWNER,
)

MODES = Table(
    name="modes",
    title="Modes",
    says="Alternative ways to do a package; the optimizer picks one. Leave empty for "
    "packages with one way. Their demands stand on the sheet Demands.",
    model=Mode,
    field="modes",
    owner="package",
    naming="package",
    key=("package", "id"),
    synonyms=("mode",),
    columns=(
        OWNER,
        Column(
            "id",
            kinds.ID,
            "Name of the way.",
            required=True,
            synonyms=("mode", "mode_id"),
        ),
        *LENGTHS,
    ),
)

DEMANDS = Table(
    name="demands",
    title="Demands",
    says="Which skills a package needs, and how much: one row per package and skill.",
    model=Demand,
    field="demands",
    owner="package",
    synonyms=("demand", "requirements", "skill_demands"),
    columns=(
        OWNER,
        MODE_OWNER,
        Column("skill", kinds.ID, "Skill needed.", required=True),
        Column(
            "id",
            kinds.ID,
            "Name of the demand; the skill where blank.",
            synonyms=("demand",),
        ),
        Column("level", kinds.LEVEL, "Lowest level that qualifies, 1 to 5."),
        Column(
            "min_speed",
            kinds.SPEED,
            "Lowest speed that qualifies; 0.8 for pools where blank.",
        ),
        Column(
            "headcount",
            kinds.COUNT,
            "Fixed team: how many people; 1 where blank.",
            synonyms=("people", "team_size"),
        ),
        Column(
            "effort",
            kinds.HOURS,
            "Effort-driven team and pool: hours of a fully proficient person. 3 d or "
            "2 pw (person-weeks) is understood.",
            synonyms=("hours", "effort_hours", "work"),
        ),
        Column(
            "team_min",
            kinds.COUNT,
            "Effort-driven team: smallest team; 1 where blank.",
            synonyms=("smallest_team", "min_team"),
        ),
        Column(
            "team_max",
            kinds.COUNT,
            "Effort-driven team: largest team; any where blank.",
            synonyms=("largest_team", "max_team"),
        ),
        Column(
            "share",
            kinds.SHARE,
            "Teams: share of each member's available hours; all where blank.",
            synonyms=("allocation",),
        ),
        Column(
            "engineers",
            kinds.IDS,
            "If given, only these people may serve, between semicolons.",
            names="person",
        ),
        Column("teams", kinds.IDS, "If given, only members of these teams may serve."),
        Column(
            "locations",
            kinds.IDS,
            "If given, only people of these places may serve.",
            names="location",
        ),
        Column(
            "not_engineers",
            kinds.IDS,
            "These people may not serve.",
            names="person",
        ),
        Column("not_teams", kinds.IDS, "Members of these teams may not serve."),
        Column(
            "not_locations",
            kinds.IDS,
            "People of these places may not serve.",
            names="location",
        ),
    ),
)

USES = Table(
    name="uses",
    title="Uses",
    says="Facilities that a package occupies for its whole length.",
    model=Mode,
    field="uses",
    shape=Shape.ENTRIES,
    owner="package",
    key=("package", "mode", "facility"),
    columns=(
        OWNER,
        MODE_OWNER,
        Column(
            "facility",
            kinds.ID,
            "The facility.",
            role=Role.KEY,
            field="uses",
            names="facility",
            required=True,
        ),
        Column(
            "units",
            kinds.COUNT,
            "Units in every period.",
            role=Role.VALUE,
            field="uses",
            required=True,
            synonyms=("amount", "capacity"),
        ),
    ),
)

CONSUMES = Table(
    name="consumes",
    title="Consumes",
    says="Stocks that a package uses up.",
    model=Mode,
    field="consumes",
    shape=Shape.ENTRIES,
    owner="package",
    key=("package", "mode", "stock"),
    columns=(
        OWNER,
        MODE_OWNER,
        Column(
            "stock",
            kinds.ID,
            "The stock.",
            role=Role.KEY,
            field="consumes",
            names="stock",
            required=True,
        ),
        Column(
            "amount",
            kinds.AMOUNT,
            "Amount used up, once.",
            role=Role.VALUE,
            field="consumes",
            required=True,
        ),
    ),
)

LINKS = Table(
    name="links",
    title="Links",
    says="What must come before what, also across projects: one row per link.",
    model=Link,
    field="predecessors",
    owner="package",
    synonyms=("link", "dependencies", "predecessors"),
    columns=(
        Column(
            "package",
            kinds.ID,
            "The package that comes after.",
            role=Role.OWNER,
            names="package",
            required=True,
            synonyms=("successor", "package_id", "to"),
        ),
        Column(
            "predecessor",
            kinds.ID,
            "The package that comes before, in any project.",
            field="package",
            names="package",
            required=True,
            synonyms=("after", "depends_on", "from"),
        ),
        Column(
            "type",
            LINK_TYPE,
            "Which ends are tied; finish_start where blank: starts after the end.",
            synonyms=("link_type",),
        ),
        Column(
            "lag",
            kinds.PERIODS,
            "Periods between the two ends, possibly negative; 0 where blank.",
        ),
        Column(
            "soft",
            kinds.YES_NO,
            "yes: binds only if both projects are selected. no: the package's project "
            "is impossible without the other.",
        ),
    ),
)

PROGRESS = Table(
    name="progress",
    title="Progress",
    says="Packages that are running or done: one row each.",
    model=Progress,
    field="progress",
    shape=Shape.ONE,
    owner="package",
    naming="progress",
    key=("package",),
    synonyms=("status",),
    columns=(
        OWNER,
        Column(
            "status",
            STATUS,
            "How far it has come: planned, running or done.",
            required=True,
        ),
        Column(
            "started",
            kinds.DAY,
            "A day of the period in which it started.",
            required=True,
            synonyms=("start", "start_date", "actual_start"),
        ),
        Column(
            "finished",
            kinds.DAY,
            "Done: a day of its last period; blank for a milestone.",
            synonyms=("finish", "end", "end_date", "actual_finish"),
        ),
        Column("mode", kinds.ID, "The way it runs in; blank if there is only one."),
        Column(
            "remaining_periods",
            kinds.PERIODS,
            "Fixed team and work without demands: periods still to do from now.",
            synonyms=("remaining_duration",),
        ),
        Column(
            "team",
            kinds.NONE_MARK,
            "(none) says that nobody is on it. Otherwise leave blank: the team stands "
            "on the sheet Running teams, or is read from the running plan.",
        ),
    ),
)

PROGRESS_OWNER = Column(
    "package",
    kinds.ID,
    "The package, which has a row on the sheet Progress.",
    role=Role.OWNER,
    names="progress",
    required=True,
    synonyms=("package_id", "work_package", "task"),
)

RUNNING_TEAMS = Table(
    name="running_teams",
    title="Running teams",
    says="Who is on a package that is running: one row per person.",
    model=Member,
    field="team",
    owner="progress",
    synonyms=("teams", "team", "members"),
    columns=(
        PROGRESS_OWNER,
        Column(
            "engineer",
            kinds.ID,
            "Who is on it.",
            names="person",
            required=True,
            synonyms=("person", "member"),
        ),
        Column(
            "demand",
            kinds.ID,
            "The demand served: its name, or its skill.",
            required=True,
            synonyms=("skill",),
        ),
    ),
)

REMAINING_EFFORT = Table(
    name="remaining_effort",
    title="Remaining effort",
    says="Hours still to do from now on a running package, by demand.",
    model=Progress,
    field="remaining_effort",
    shape=Shape.ENTRIES,
    owner="progress",
    key=("package", "demand"),
    columns=(
        PROGRESS_OWNER,
        Column(
            "demand",
            kinds.ID,
            "The demand: its name, or its skill.",
            role=Role.KEY,
            field="remaining_effort",
            required=True,
            synonyms=("skill",),
        ),
        Column(
            "hours",
            kinds.HOURS,
            "Hours still to do.",
            role=Role.VALUE,
            field="remaining_effort",
            required=True,
            synonyms=("effort", "remaining"),
        ),
    ),
)

LOCKS = Table(
    name="locks",
    title="Locks",
    says="Decisions about a package that no plan may change: one row per package.",
    model=PackageLocks,
    field="locks",
    shape=Shape.ONE,
    owner="package",
    key=("package",),
    synonyms=("lock",),
    columns=(
        OWNER,
        Column("start_on", kinds.DAY, "Starts in the period that holds this day."),
        Column(
            "start_from",
            kinds.DAY,
            "Starts in the period that holds this day, or later.",
        ),
        Column(
            "start_until",
            kinds.DAY,
            "Starts in the period that holds this day, or earlier.",
        ),
        Column("mode", kinds.ID, "Done in this way."),
        Column(
            "must",
            kinds.IDS,
            "People who are on it, between semicolons.",
            names="person",
        ),
        Column(
            "must_not",
            kinds.IDS,
            "People who are not on it, between semicolons.",
            names="person",
        ),
    ),
)

TABLES = (
    PACKAGES,
    MODES,
    DEMANDS,
    USES,
    CONSUMES,
    LINKS,
    PROGRESS,
    RUNNING_TEAMS,
    REMAINING_EFFORT,
    LOCKS,
)
