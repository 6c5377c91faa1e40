"""What Halyard wants to do: twelve projects of five packages, ten of them begun."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from optimizer.portfolio.project import Project, ValueStep
from optimizer.portfolio.work import (
    Demand,
    Link,
    LinkType,
    Member,
    Mode,
    Progress,
    Staffing,
    Status,
)

Fields = dict[str, object]
"""Fields of a package, still without its number."""


def effort(
    name: str,
    after: str = "",
    uses: dict[str, int] | None = None,
    **demands: tuple[int, int],
) -> Fields:
    """Return an effort-driven package; demands are (hours, largest team)."""
    return {
        "name": name,
        "staffing": Staffing.EFFORT_TEAM,
        "predecessors": links(after),
        "uses": uses or {},
        "demands": tuple(
            Demand(skill=skill, effort=Decimal(hours), team_max=largest)
            for skill, (hours, largest) in demands.items()
        ),
    }


def fixed(
    name: str, weeks: int, after: str = "", share: str = "1", **demands: int
) -> Fields:
    """Return a fixed-team package; demands are headcounts."""
    return {
        "name": name,
        "predecessors": links(after),
        "duration": weeks,
        "tolerated_absence": 1 if weeks > 2 else 0,
        "demands": tuple(
            Demand(skill=skill, headcount=people, share=Decimal(share))
            for skill, people in demands.items()
        ),
    }


def pool(
    name: str, shortest: int, longest: int, after: str = "", **demands: int
) -> Fields:
    """Return a pool package; demands are hours."""
    return {
        "name": name,
        "staffing": Staffing.POOL,
        "predecessors": links(after),
        "shortest": shortest,
        "longest": longest,
        "demands": tuple(
            Demand(skill=skill, effort=Decimal(hours))
            for skill, hours in demands.items()
        ),
    }


def milestone(name: str, after: str) -> Fields:
    """Return a package without work."""
    return {"name": name, "duration": 0, "predecessors": links(after)}


def links(text: str) -> tuple[Link, ...]:
    """Read ``A-1 B-2~ C-3>2``: finish-start, soft, and start-start with a lag."""
    found = []
    for word in text.split():
        package, starts, lag = word.rstrip("~").partition(">")
        found.append(
            Link(
                package=package,
                type=LinkType.START_START if starts else LinkType.FINISH_START,
                lag=int(lag or 0),
                soft=word.endswith("~"),
            )
        )
    return tuple(found)


def project(
    identity: str, name: str, packages: tuple[Fields, ...], **terms: object
) -> Project:
    """Return a project; its packages are numbered, and running ones know how far."""
    return Project.model_validate(
        {
            "id": identity,
            "name": name,
            "packages": [
                {"id": f"{identity}-{number}"}
                | package
                | RUNNING.get(f"{identity}-{number}", {})
                for number, package in enumerate(packages, start=1)
            ],
        }
        | terms
    )


def running(started: str, team: str, **left: object) -> Fields:
    """Return the progress of a package; the team reads ``Greta:BE Zoran:DATA``."""
    members = tuple(
        Member(engineer=person, demand=demand)
        for person, _, demand in (word.partition(":") for word in team.split())
    )
    status = Status.DONE if "finished" in left else Status.RUNNING
    return {
        "progress": Progress.model_validate(
            {"status": status, "started": date.fromisoformat(started), "team": members}
            | left
        )
    }


def hours_left(**demands: int) -> dict[str, Decimal]:
    """Return remaining effort by demand."""
    return {skill: Decimal(hours) for skill, hours in demands.items()}


RUNNING = {
    "GATE-1": running(
        "2026-03-02", "Greta:BE Henrik:BE Jonas:BE", finished=date(2026, 3, 27)
    ),
    "GATE-2": running(
        "2026-03-16",
        "Ines:BE Nadia:BE Zoran:DATA",
        remaining_effort=hours_left(BE=200, DATA=60),
    ),
    "ASSIST-1": running("2026-03-23", "Mateus:UX Bruno:ML", remaining_periods=2),
    "ETA-1": running(
        "2026-03-09",
        "Yara:DATA Anselm:DATA",
        remaining_effort=hours_left(DATA=240),
    ),
    "PORTAL-1": running("2026-03-16", "Paula:FE Rosa:FE Nora:UX", remaining_periods=2),
    "APP-1": running(
        "2026-03-09", "Vasco:MOB Wanda:MOB", remaining_effort=hours_left(MOB=260)
    ),
    "EUAI-1": running("2026-03-23", "Helena:SEC Felix:ML", remaining_periods=2),
    "SOC2-1": running("2026-03-02", "Gustav:SEC", finished=date(2026, 3, 20)),
    "SOC2-2": running(
        "2026-03-23",
        "Cornelia:SRE Emre:SRE Gustav:SEC Ivana:SEC",
        remaining_effort=hours_left(SRE=60, SEC=100),
    ),
    "K8S-1": running(
        "2026-03-02", "Diego:SRE Filipa:SRE", remaining_effort=hours_left(SRE=180)
    ),
}
"""Package → its progress at *now*, 30 March 2026."""


def own_or_bought_model() -> Fields:
    """Return the two ways to a prediction model."""
    own = Demand(skill="ML", effort=Decimal(460), team_max=2)
    bought = Demand(skill="BE", effort=Decimal(200), team_max=2)
    tuned = Demand(skill="ML", effort=Decimal(80), team_max=1)
    return {
        "staffing": Staffing.EFFORT_TEAM,
        "modes": (
            Mode(id="own", demands=(own,), uses={"GPU": 4}),
            Mode(
                id="bought",
                demands=(bought, tuned),
                consumes={"CREDITS": Decimal(80)},
            ),
        ),
    }


GROWTH = (
    project(
        "GATE",
        "AI gateway",
        (
            effort("Model routing", BE=(400, 3)),
            effort("Usage metering", BE=(320, 2), DATA=(100, 1)),
            effort("Prompt guardrails", "GATE-1", ML=(320, 2), SEC=(90, 1)),
            fixed("Load and failover tests", 3, "GATE-2 GATE-3", QA=1, SRE=1),
            milestone("Gateway live", "GATE-4"),
        ),
        value=1400,
        due=date(2026, 6, 12),
        delay_cost=60,
        objectives=("growth",),
        capex_share=Decimal("0.6"),
    ),
    project(
        "ASSIST",
        "Shipment assistant",
        (
            fixed("Conversation design", 3, UX=1, ML=1),
            effort("Retrieval over shipments", "ASSIST-1", {"GPU": 3}, ML=(560, 3)),
            effort("Assistant service", "ASSIST-1 GATE-3", BE=(480, 3)),
            effort("Dispatcher screens", "ASSIST-1 PORTAL-1~", FE=(400, 3)),
            pool(
                "Pilot with two customers",
                3,
                6,
                "ASSIST-2 ASSIST-3 ASSIST-4",
                ML=140,
                BE=100,
                QA=120,
            ),
        ),
        value=1800,
        due=date(2026, 7, 24),
        delay_cost=80,
        requires=("GATE",),
        objectives=("growth", "ai"),
        probability=Decimal("0.9"),
    ),
    project(
        "ETA",
        "Arrival prediction",
        (
            effort("Feature store", DATA=(400, 2)),
            {"name": "Prediction model", "predecessors": links("ETA-1")}
            | own_or_bought_model(),
            effort("Prediction service", "ETA-2", BE=(260, 2)),
            effort("Map in the planner", "ETA-3>1", FE=(240, 2)),
            pool("Accuracy review", 2, 3, "ETA-3", ML=80, DATA=80),
        ),
        value=900,
        due=date(2026, 7, 24),
        delay_cost=40,
        objectives=("growth", "ai"),
    ),
    project(
        "BILL",
        "Usage billing",
        (
            effort("Pricing rules", "GATE-2", BE=(300, 2)),
            effort("Invoice pages", "BILL-1>2", FE=(260, 2)),
            {"earliest": date(2026, 5, 4)}
            | effort("Payment provider", "BILL-1", BE=(260, 2), SEC=(60, 1)),
            pool("Billing tests", 3, 5, "BILL-2 BILL-3", QA=180, BE=60),
            milestone("Billing live", "BILL-4 GATE-5"),
        ),
        value=1000,
        due=date(2026, 7, 17),
        value_steps=(
            ValueStep(late=1, value=Decimal(900)),
            ValueStep(late=3, value=Decimal(600)),
            ValueStep(late=6, value=Decimal(150)),
        ),
        requires=("GATE",),
        objectives=("growth",),
    ),
)
"""What is to bring new revenue."""


CUSTOMERS = (
    project(
        "PORTAL",
        "Customer portal",
        (
            fixed("Design system", 4, FE=2, UX=1),
            effort("Order pages", "PORTAL-1", FE=(520, 3)),
            effort("Self-service interface", BE=(420, 3), SEC=(60, 1)),
            effort("Single sign-on", "PORTAL-3>2", BE=(160, 1), SEC=(100, 1)),
            pool(
                "Accessibility and acceptance",
                3,
                5,
                "PORTAL-2 PORTAL-3 PORTAL-4",
                QA=200,
                FE=100,
            ),
        ),
        value=1100,
        due=date(2026, 7, 10),
        delay_cost=45,
        objectives=("customers",),
    ),
    project(
        "APP",
        "Driver app 3",
        (
            effort("Offline mode", MOB=(460, 3)),
            effort("Proof of delivery", "APP-1", MOB=(340, 2)),
            effort("Push back-end", BE=(240, 2)),
            {"uses": {"LAB": 1}} | fixed("Device tests", 3, "APP-2 APP-3", QA=1, MOB=1),
            milestone("In the stores", "APP-4"),
        ),
        value=800,
        due=date(2026, 7, 3),
        delay_cost=35,
        objectives=("customers",),
    ),
)
"""What customers wait for."""


COMPLIANCE = (
    project(
        "EUAI",
        "AI Act readiness",
        (
            fixed("Risk classification", 3, share="0.5", SEC=1, ML=1),
            pool("Data governance", 4, 8, "EUAI-1", DATA=200, SEC=100),
            effort("Human oversight screens", "EUAI-1 PORTAL-1~", FE=(200, 2)),
            pool("Technical documentation", 4, 10, "EUAI-1", ML=160, BE=140, SEC=90),
            fixed("Conformity review", 3, "EUAI-2 EUAI-3 EUAI-4", SEC=2),
        ),
        value=300,
        mandatory=True,
        floor=-200,
        due=date(2026, 7, 31),
        delay_cost=120,
        deadline=date(2026, 8, 14),
        objectives=("compliance",),
    ),
    project(
        "SOC2",
        "SOC 2 audit",
        (
            effort("Gap analysis", SEC=(90, 1)),
            pool("Access reviews", 4, 6, "SOC2-1", SRE=140, SEC=140),
            effort("Audit logging", "SOC2-1", BE=(300, 2), SRE=(100, 1)),
            pool("Evidence collection", 4, 8, "SOC2-2>2", SEC=160, QA=100),
            fixed("Audit", 1, "SOC2-3 SOC2-4", SEC=1, SRE=1),
        ),
        value=500,
        mandatory=True,
        due=date(2026, 6, 26),
        delay_cost=50,
        deadline=date(2026, 7, 17),
        objectives=("compliance",),
    ),
)
"""What the law and the auditors demand."""


EFFICIENCY = (
    project(
        "K8S",
        "Move to Kubernetes",
        (
            effort("Clusters and pipelines", SRE=(420, 2)),
            effort("Stateless services", "K8S-1", SRE=(300, 2), BE=(220, 2)),
            fixed("Databases", 4, "K8S-2", SRE=2, DATA=1),
            pool("Cost dashboards", 3, 6, "K8S-1", DATA=120, SRE=80),
            fixed("Old hosts off", 1, "K8S-3", SRE=1),
        ),
        value=700,
        due=date(2026, 8, 7),
        delay_cost=20,
        objectives=("efficiency",),
        capex_share=Decimal("0.3"),
    ),
    project(
        "LAKE",
        "Data lakehouse",
        (
            effort("Ingestion", DATA=(400, 2)),
            pool("Historic load", 3, 6, "LAKE-1", DATA=220, BE=100),
            effort("Access rules", "LAKE-1", SEC=(90, 1), DATA=(110, 1)),
            effort("Self-service reports", "LAKE-2 LAKE-3", FE=(200, 2), DATA=(120, 1)),
            pool("Training sessions", 2, 4, "LAKE-4", DATA=60, UX=40),
        ),
        value=650,
        due=date(2026, 7, 3),
        delay_cost=20,
        objectives=("efficiency",),
    ),
    project(
        "LEG",
        "Order core rewrite",
        (
            pool("Characterisation tests", 4, 8, QA=220, BE=160),
            effort("New order core", "LEG-1", BE=(840, 4)),
            effort("Data migration", "LEG-2>4", DATA=(200, 2), BE=(160, 2)),
            fixed("Parallel run", 4, "LEG-2 LEG-3", BE=1, SRE=1, QA=1),
            fixed("Switch-over", 1, "LEG-4", BE=2),
        ),
        value=850,
        due=date(2026, 8, 14),
        delay_cost=15,
        objectives=("efficiency",),
        capex_share=Decimal("0.8"),
    ),
)
"""What makes the rest cheaper."""


FUTURE = (
    project(
        "RAD",
        "Fleet radar",
        (
            effort("Sensor fusion prototype", "", {"GPU": 2}, ML=(420, 2)),
            {"uses": {"GPU": 3}} | pool("Simulation", 4, 8, "RAD-1", ML=200, DATA=120),
            {"uses": {"LAB": 1}} | fixed("Field test", 3, "RAD-1", ML=1, MOB=1),
            pool("Findings", 2, 3, "RAD-2 RAD-3", ML=100, UX=60),
            milestone("Go or stop", "RAD-4"),
        ),
        value=900,
        probability=Decimal("0.4"),
        due=date(2026, 8, 14),
        delay_cost=5,
        objectives=("ai",),
    ),
)
"""The research."""

PROJECTS: tuple[Project, ...] = (
    *GROWTH,
    *CUSTOMERS,
    *COMPLIANCE,
    *EFFICIENCY,
    *FUTURE,
)
