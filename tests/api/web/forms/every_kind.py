"""A change of each kind that fits the portfolio and the running plan of Atlas."""

PACKAGE = {
    "id": "NEW1",
    "staffing": "effort_team",
    "demands": [{"skill": "BE", "effort": 40.5, "team_max": 2, "engineers": ["Eli"]}],
    "predecessors": [{"package": "AI1", "type": "start_start", "lag": 2}],
    "locks": {"must_not": ["Bo"]},
}
PERSON = {
    "id": "Nia",
    "name": "Nia <b>Nowak</b>",
    "hours_per_week": 32.5,
    "first": "2026-03-02",
    "skills": {"BE": {"level": 4, "speed": 0.8}, "QA": {}},
    "absences": [{"first": "2026-04-06", "last": "2026-04-10", "share": 0.5}],
    "ramp_up": [0.25, 0.5],
    "only_projects": [],
}
CHANGES = [
    {"kind": "bau_changed", "engineer": "Ana", "bau_share": 0.25, "bau_hours": 2},
    {"kind": "budget_changed", "budget": "B", "quarters": {"2026-Q1": 150.75}},
    {"kind": "budget_set", "budget": {"id": "C", "basis": "stated", "total": 300}},
    {"kind": "capacity_scaled", "skill": "QA", "factor": 0.8, "first": "2026-04-06"},
    {"kind": "deadline_moved", "project": "AI", "deadline": "2026-08-28"},
    {"kind": "due_moved", "project": "UI", "due": "2026-07-03"},
    {
        "kind": "engineer_absent",
        "engineer": "Bo",
        "first": "2026-02-02",
        "last": "2026-02-13",
        "reason": "leave",
    },
    {"kind": "engineer_joins", "engineer": PERSON},
    {
        "kind": "engineer_learns",
        "engineer": "Jo",
        "skill": "BE",
        "level": 2,
        "speed": 0.5,
    },
    {
        "kind": "engineer_leaves",
        "engineer": "Ana",
        "on": "2026-03-02",
        "handover_hours": 16,
    },
    {"kind": "floor_changed", "floor": {"id": "on call", "skill": "DO", "people": 1}},
    {"kind": "floor_removed", "floor": "F"},
    {"kind": "limit_set", "limit": {"measure": "moves", "at_most": 3}},
    {
        "kind": "link_added",
        "package": "RN2",
        "predecessor": {"package": "AI2", "soft": True},
    },
    {
        "kind": "link_removed",
        "package": "UI2",
        "predecessor": "AI2",
        "type": "finish_start",
    },
    {
        "kind": "offer_made",
        "offer": {
            "engineer": {"id": "Zoe", "skills": {"ML": {}}},
            "weekly_price": 4,
            "shortest_weeks": 2,
        },
    },
    {"kind": "offer_withdrawn", "offer": "Oda"},
    {"kind": "package_blocked", "package": "AI3", "until": "2026-05-04"},
    {
        "kind": "package_locked",
        "package": "RN2",
        "locks": {"start_from": "2026-05-04", "must": ["Eli"]},
    },
    {"kind": "package_reestimated", "package": "UI1", "factor": 1.3333},
    {"kind": "package_restarted", "package": "UI3", "not_before": "2026-05-04"},
    {"kind": "package_split", "package": "AI2", "shares": [0.25, 0.25, 0.5]},
    {
        "kind": "person_locked",
        "engineer": "Kim",
        "only_projects": ["UI", "BIL"],
        "must_not": ["BI3"],
    },
    {
        "kind": "project_added",
        "project": {
            "id": "NIS2",
            "value": 120,
            "due": "2026-07-03",
            "mandatory": True,
            "objectives": ["law"],
            "packages": [PACKAGE],
        },
    },
    {"kind": "project_dropped", "project": "RND"},
    {"kind": "project_forced", "project": "LEG", "decision": "in"},
    {
        "kind": "project_revalued",
        "project": "MLO",
        "value_steps": [{"late": 1, "value": 200}, {"late": 4, "value": 0}],
    },
    {"kind": "released", "window": True},
    {"kind": "scope_changed", "project": "LEG", "added": [PACKAGE], "removed": ["LE3"]},
    {"kind": "window_locked", "until": "2026-03-02"},
]


def with_more(portfolio):
    """Atlas with a budget, a floor, an offer and a frozen window to change."""
    return {
        **portfolio,
        "budgets": [{"id": "B", "total": 500}],
        "floors": [{"id": "F", "skill": "SEC", "people": 0}],
        "offers": [
            {"engineer": {"id": "Oda", "skills": {"BE": {}}}, "weekly_price": 5}
        ],
        "freeze_until": "2026-01-12",
    }
