"""Who can work: engineers, their skills and absences, and offers of engineers."""

from __future__ import annotations

from dataclasses import replace

from optimizer.files import kinds
from optimizer.files.table import Column, Role, Shape, Table
from optimizer.portfolio.calendar import Absence
from optimizer.portfolio.people import Engineer, Offer, Skill

PERSON = (
    Column(
        "id",
        kinds.ID,
        "Short name by which the other sheets refer to the person.",
        required=True,
        synonyms=("engineer", "person", "employee", "resource", "engineer_id"),
    ),
    Column("name", kinds.TEXT, "Full name, for reports.", synonyms=("full_name",)),
    Column("team", kinds.ID, "Team the person belongs to.", synonyms=("group",)),
    Column(
        "location",
        kinds.ID,
        "Place of work, for public holidays.",
        names="location",
        synonyms=("site", "office"),
    ),
    Column(
        "hours_per_week",
        kinds.WEEKLY_HOURS,
        "Contract hours per week, spread evenly over Monday to Friday; 40 where blank. "
        "80 % or 0.8 FTE is understood.",
        synonyms=(
            "hrs_week", "hours_week", "weekly_hours", "hrs_per_week", "h_week", "fte",
            "hours", "contract_hours", "capacity",
        ),
    ),
    Column(
        "weekday_hours",
        kinds.WEEKDAY_HOURS,
        "Instead of hours per week: hours of Monday to Sunday, such as 8/8/8/8/4/0/0.",
    ),
    Column(
        "first",
        kinds.DAY,
        "First day of employment; open where blank.",
        synonyms=("start_date", "start", "from", "first_day", "joins"),
    ),
    Column(
        "last",
        kinds.DAY,
        "Last day of employment; open where blank.",
        synonyms=("end_date", "end", "to", "until", "last_day", "leaves"),
    ),
    Column(
        "bau_share",
        kinds.SHARE,
        "Share of the hours that goes to run-the-business work: 0.2 or 20 %.",
        synonyms=("bau", "run_the_business_share"),
    ),
    Column(
        "bau_hours",
        kinds.HOURS,
        "Hours per week of run-the-business work, taken off after the share.",
        synonyms=("run_the_business_hours",),
    ),
    Column(
        "overtime_limit",
        kinds.SHARE,
        "Share above the available hours that may be assigned.",
        synonyms=("overtime",),
    ),
    Column(
        "cost_per_hour",
        kinds.RATE,
        "Money per hour worked.",
        synonyms=("rate", "hourly_rate", "cost"),
    ),
    Column(
        "max_team_packages",
        kinds.COUNT,
        "Most packages with a team the person may be on in one period.",
    ),
    Column(
        "max_packages",
        kinds.COUNT,
        "Most packages of any kind the person may have hours on in one period.",
    ),
    Column(
        "only_projects",
        kinds.IDS,
        "If given, the person may work for these projects only.",
        names="project",
        synonyms=("projects",),
    ),
)  # fmt: skip

ENGINEERS = Table(
    name="engineers",
    title="Engineers",
    says="The people who do the work, one per row.",
    model=Engineer,
    field="engineers",
    naming="person",
    key=("id",),
    synonyms=("people", "persons", "resources", "staff"),
    columns=(
        replace(PERSON[0], synonyms=(*PERSON[0].synonyms, "name")),
        *PERSON[1:],
    ),
)


def on_offer(column: Column) -> Column:
    """Return a column of a person as it stands among the terms of an offer."""
    said = column.says
    if column.name in {"first", "last"}:
        said = "Leave blank: the terms of the offer say when."
    return replace(column, field=f"engineer.{column.name}", says=said)


OFFERS = Table(
    name="offers",
    title="Offers",
    says="People who could be engaged: contractors and hires. The optimizer decides "
    "whether and when. Skills, absences and ramp-up stand on their sheets, as for "
    "engineers.",
    model=Offer,
    field="offers",
    naming="person",
    key=("id",),
    branch="engineer",
    synonyms=("contractors", "hires"),
    columns=(
        on_offer(PERSON[0]),
        Column(
            "earliest",
            kinds.DAY,
            "First day on which the person could start.",
            synonyms=("earliest_start", "available_from"),
        ),
        Column(
            "notice_weeks",
            kinds.WEEKS,
            "Weeks between now and the earliest start.",
            synonyms=("notice",),
        ),
        Column(
            "shortest_weeks",
            kinds.WEEKS,
            "Shortest engagement in weeks.",
            synonyms=("shortest", "min_weeks"),
        ),
        Column(
            "longest_weeks",
            kinds.WEEKS,
            "Longest engagement in weeks; open where blank.",
            synonyms=("longest", "max_weeks"),
        ),
        Column("fixed_price", kinds.MONEY, "Price of engaging at all."),
        Column(
            "weekly_price",
            kinds.MONEY,
            "Price per week engaged, worked or not.",
            synonyms=("price_per_week",),
        ),
        *map(on_offer, PERSON[1:]),
    ),
)

OWNER = Column(
    "engineer",
    kinds.ID,
    "The engineer, or the person on offer.",
    role=Role.OWNER,
    names="person",
    required=True,
    synonyms=("id", "name", "person", "employee", "resource"),
)

SKILLS = Table(
    name="skills",
    title="Skills",
    says="Who masters what, how well and how fast: one row per person and skill.",
    model=Skill,
    field="skills",
    shape=Shape.ENTRIES,
    owner="person",
    key=("engineer", "skill"),
    synonyms=("skill", "competences", "skill_matrix"),
    columns=(
        OWNER,
        Column("skill", kinds.ID, "The skill.", role=Role.KEY, required=True),
        Column(
            "level",
            kinds.LEVEL,
            "1 (beginner) to 5 (expert); work asks for a lowest level.",
            synonyms=("proficiency",),
        ),
        Column(
            "speed",
            kinds.SPEED,
            "Work done per hour against a fully proficient person: 1 is normal, 0.5 "
            "needs twice as long.",
            synonyms=("efficiency", "productivity"),
        ),
    ),
)

ABSENCES = Table(
    name="absences",
    title="Absences",
    says="Leave, training, parental leave: days away, first and last inclusive.",
    model=Absence,
    field="absences",
    owner="person",
    synonyms=("absence", "leave", "vacation", "vacations", "time_off"),
    columns=(
        OWNER,
        Column(
            "first",
            kinds.DAY,
            "First day away.",
            required=True,
            synonyms=("start", "start_date", "from", "first_day"),
        ),
        Column(
            "last",
            kinds.DAY,
            "Last day away.",
            required=True,
            synonyms=("end", "end_date", "to", "until", "last_day"),
        ),
        Column(
            "share",
            kinds.SHARE,
            "Part of each day: 0.5 is half a day.",
            synonyms=("part", "percent"),
        ),
        Column(
            "reason",
            kinds.TEXT,
            "Why, for people.",
            synonyms=("type", "kind"),
        ),
    ),
)

RAMP_UP = Table(
    name="ramp_up",
    title="Ramp-up",
    says="How much of the hours a newcomer can give in the first weeks, one row per "
    "week; all of them after the last row.",
    model=Engineer,
    field="ramp_up",
    owner="person",
    key=("engineer", "week"),
    synonyms=("rampup", "onboarding"),
    columns=(
        OWNER,
        Column(
            "week",
            kinds.COUNT,
            "Week of employment or engagement, counted from 1 without gaps.",
            role=Role.ORDER,
            field="ramp_up",
            required=True,
        ),
        Column(
            "share",
            kinds.SHARE,
            "Share of the hours: 0.5 or 50 %.",
            role=Role.VALUE,
            field="ramp_up",
            required=True,
        ),
    ),
)

TABLES = (ENGINEERS, OFFERS, SKILLS, ABSENCES, RAMP_UP)
