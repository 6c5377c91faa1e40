"""What fields are called and mean on a page, where documents say it for programs."""

from __future__ import annotations

import re

TITLES = {
    "id": "Short name",
    "name": "Full name",
    "on": "First day gone",
    "first": "First day",
    "last": "Last day",
    "due": "Due date",
    "deadline": "Hard date",
    "release": "Starts on or after",
    "earliest": "Starts on or after",
    "latest": "Ends on or before",
    "engineer": "Person",
    "engineers": "Only these people",
    "teams": "Only these teams",
    "locations": "Only these places",
    "not_engineers": "None of these people",
    "not_teams": "None of these teams",
    "not_locations": "None of these places",
    "location": "Place of work",
    "factor": "Times",
    "delay_factor": "Cost of delay times",
    "delay_cost": "Cost of delay per period",
    "value_steps": "Value by periods late",
    "late": "Periods late",
    "bau_share": "Share for run-the-business work",
    "bau_hours": "Run-the-business hours per week",
    "hours_per_week": "Contract hours per week",
    "weekday_hours": "Hours of Monday to Sunday",
    "ramp_up": "Shares of the first weeks",
    "overtime_limit": "Most overtime, as a share",
    "max_team_packages": "Most team packages at once",
    "max_packages": "Most packages at once",
    "only_projects": "Only for these projects",
    "capex_share": "Share of capital expenditure",
    "duration": "Length in periods",
    "shortest": "Shortest length in periods",
    "longest": "Longest length in periods",
    "shortest_weeks": "Shortest engagement in weeks",
    "longest_weeks": "Longest engagement in weeks",
    "notice_weeks": "Weeks of notice",
    "fixed_price": "Price of engaging",
    "weekly_price": "Price per week",
    "handover_hours": "Hours lost by each hand-over",
    "remaining_effort": "Hours still to do",
    "remaining_periods": "Periods still to do",
    "effort": "Hours of work",
    "headcount": "How many people",
    "team_min": "Smallest team",
    "team_max": "Largest team",
    "min_speed": "Lowest speed",
    "tolerated_absence": "Periods of absence that each may have",
    "staffing": "How the work is stated",
    "demands": "Who is needed",
    "demand": "Demand",
    "uses": "Facilities used",
    "consumes": "Stocks consumed",
    "modes": "Several ways to do it",
    "mode": "Way to do it",
    "predecessors": "Waits for",
    "predecessor": "Waits for",
    "type": "Which ends are tied",
    "lag": "Lag in periods",
    "soft": "Only if both projects are selected",
    "progress": "What has been done",
    "locks": "What is decided",
    "must": "These people are on it",
    "must_not": "These people are not on it",
    "start_on": "Starts on",
    "start_from": "Starts on or after",
    "start_until": "Starts on or before",
    "window": "Nothing is frozen any more",
    "at_most": "At most",
    "at_least": "At least",
    "requires": "Only with these projects",
    "excludes": "Never with these projects",
    "removed": "Packages that are not done",
    "added": "New packages",
    "replaced": "Packages stated anew",
    "shares": "Share of each part",
    "now": "As of",
    "most": "At most",
    "step": "One step",
    "up_to": "Up to so many more",
    "at": "At these",
    "deterministic": "Units of work",
    "seed": "Seed",
}
"""Field → title, in every class but for `TITLES_IN`."""
TITLES_IN = {
    ("PersonLocked", "must"): "Is on these packages",
    ("PersonLocked", "must_not"): "Is not on these packages",
    ("EngineerLeaves", "engineer"): "Who leaves",
    ("EngineerAbsent", "engineer"): "Who is away",
    ("EngineerLearns", "engineer"): "Who learns",
    ("EngineerJoins", "engineer"): "Who joins",
    ("LinkRemoved", "predecessor"): "Need not wait for",
    ("Offer", "engineer"): "Who could be engaged",
    ("Floor", "people"): "How many people stay free",
    ("Floor", "hours"): "How many hours stay free",
    ("Project", "floor"): "Least value",
    ("Progress", "finished"): "Finished on",
    ("Progress", "started"): "Started on",
    ("Own", "name"): "Name",
}
"""Class and field → title."""
KEYS = {
    "skills": "Skill",
    "effort": "Demand",
    "remaining_effort": "Demand",
    "quarters": "Quarter",
    "uses": "Facility",
    "consumes": "Stock",
    "scores": "Driver",
}
"""Table → title of its names."""
VALUES = {
    "effort": "Hours",
    "remaining_effort": "Hours",
    "quarters": "At most",
    "uses": "Units per period",
    "consumes": "Amount",
    "scores": "Score",
}
"""Table → title of what is given for each name."""

ABOUT = {
    ("BauChanged", "bau_share"): "0.2 is a fifth of the hours; as it is where empty.",
    ("BauChanged", "bau_hours"): "As they are where empty.",
    ("BauChanged", "engineer"): "Give a person, a team or a skill.",
    ("CapacityScaled", "team"): "Give a team or a skill.",
    ("CapacityScaled", "first"): "Where empty, from now on.",
    ("CapacityScaled", "last"): "Where empty, until the end.",
    ("DeadlineMoved", "deadline"): "The project ends on this day or before.",
    ("DueMoved", "due"): "The project is late after this day.",
    ("EngineerAbsent", "first"): "First day away.",
    ("EngineerAbsent", "last"): "Last day away.",
    ("EngineerLeaves", "on"): "",
    ("EngineerLearns", "level"): "1 (beginner) to 5 (expert).",
    ("EngineerLearns", "speed"): "1 is fully proficient, 0.5 takes twice the hours.",
    ("Engineer", "weekday_hours"): "Seven numbers, from Monday to Sunday, in place of "
    "the contract hours per week.",
    ("Engineer", "first"): "Of employment; since always where empty.",
    ("Engineer", "last"): "Of employment; for good where empty.",
    ("Engineer", "bau_share"): "0.2 is a fifth of the hours after leave.",
    ("Engineer", "bau_hours"): "Besides the share; fewer where only a part of a week "
    "is employed.",
    ("Engineer", "ramp_up"): "Of the hours in the first weeks, one for each week: 0.5 "
    "is half.",
    ("Engineer", "overtime_limit"): "0.1 allows a tenth more than the hours there are.",
    ("Engineer", "max_team_packages"): "In one period.",
    ("Engineer", "max_packages"): "Of any kind, in one period.",
    ("Skill", "speed"): "1 is fully proficient, 0.5 takes twice the hours.",
    ("PersonLocked", "must"): "",
    ("PersonLocked", "must_not"): "",
    ("PackageLocks", "must"): "",
    ("PackageLocks", "must_not"): "",
    ("Project", "value"): "Give a value, a rank or scores.",
    ("Project", "rank"): "1 is best.",
    ("Project", "scores"): "",
    ("Project", "delay_cost"): "Lost for each period after the due date.",
    ("Project", "value_steps"): "In place of the cost of delay.",
    ("Demand", "level"): "Lowest that qualifies, 1 to 5.",
    ("Demand", "min_speed"): "Lowest that qualifies; of pools 0.8 where empty.",
    ("Demand", "headcount"): "Fixed team: how many different people; 1 where empty.",
    ("Demand", "id"): "The skill where empty.",
    ("Demand", "engineers"): "",
    ("Demand", "teams"): "",
    ("Demand", "locations"): "",
    ("Demand", "not_engineers"): "",
    ("Demand", "not_teams"): "",
    ("Demand", "not_locations"): "",
    ("Package", "duration"): "Not for an effort team, whose length follows from the "
    "hours; 0 is a milestone.",
    ("Budget", "total"): "In all.",
    ("Budget", "quarters"): "In a calendar quarter, such as 2026-Q1.",
    ("Budget", "basis"): "",
    ("Own", "name"): "",
    ("Effort", "seconds"): "Ends then with the best so far, and says how far it is "
    "from proof.",
    ("Effort", "deterministic"): "In place of seconds: a search of so much work, which "
    "repeats exactly.",
    ("Package", "modes"): "In place of the length and the demands above.",
    ("Released", "package"): "Give a package, a person or the frozen window.",
    ("Offer", "engineer"): "",
    ("WindowLocked", "until"): "What is planned to start before this day stays.",
}
"""Class and field → what it means, in place of what documents say."""

ABOUT_FIELDS = {
    "id": "By which everything else calls it.",
    "name": "For people.",
    "staffing": "Fixed team: so many people for so long. Effort team: so many hours, "
    "as fast as a team can. Pool: so many hours over so many periods, by whoever "
    "has time.",
    "skill": "",
    "skills": "",
    "objectives": "",
    "requires": "",
    "excludes": "",
}
"""Field → what it means, in every class but for `ABOUT`."""
ABOUT_CLASSES = {
    "BudgetChanged": "Other amounts of a budget that is there.",
    "ProjectForced": "A decision about a project that no plan may change; out cancels "
    "one that runs.",
    "Engineer": "A person who can work.",
    "Project": "Packages with one value, delivered when the last of them ends.",
    "Package": "A piece of work that is done in one go.",
    "Link": "",
    "MeasureLimit": "",
    "PackageLocks": "What no plan may change.",
}
"""Class → what it is, in place of what documents say."""
EMPHASIS = re.compile(r"[*`]+")

FIRST = {
    "Engineer": (
        "id",
        "name",
        "team",
        "hours_per_week",
        "first",
        "last",
        "skills",
    ),
    "Offer": ("engineer", "earliest", "fixed_price", "weekly_price"),
    "Project": ("id", "name", "value", "delay_cost", "due", "mandatory", "packages"),
    "Package": ("id", "name", "staffing", "duration", "demands", "predecessors"),
    "Demand": ("skill", "headcount", "effort", "level"),
    "Mode": ("id", "duration", "demands"),
    "Budget": ("id", "total", "quarters"),
    "Floor": ("id", "skill", "people", "hours"),
    "Effort": ("seconds",),
}
"""Class → the fields that are shown at once; all of them in other classes."""


def title_of(owner: str, field: str) -> str:
    """Return what a field of a class is called.

    Parameters
    ----------
    owner
        A class, or the field of one that is a list or a table: ``Engineer.skills``.
    """
    table = owner.rpartition(".")[2]
    if field == "key":
        return KEYS.get(table, "Name")
    if field == "value" and "." in owner:
        return VALUES.get(table, "Value")
    titled = TITLES_IN.get((owner, field)) or TITLES.get(field)
    return titled or field.replace("_", " ").capitalize()


def about_of(owner: str, field: str, said: str) -> str:
    """Return what a field of a class means, given what documents say of it."""
    given = ABOUT.get((owner, field), ABOUT_FIELDS.get(field, said))
    return EMPHASIS.sub("", given)


def class_told(name: str, said: str) -> str:
    """Return what a class is, given what documents say of it."""
    return EMPHASIS.sub("", ABOUT_CLASSES.get(name, said))


def is_first(owner: str, field: str) -> bool:
    """Return whether a field is shown at once, and not among the further ones."""
    return field in FIRST.get(owner, (field,))


def told(choice: str) -> str:
    """Return one of several choices for people."""
    return choice.replace("_", " ")
