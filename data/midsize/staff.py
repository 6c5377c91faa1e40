"""Who works at Halyard: written down what a company knows, drawn what it does not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import holidays

from optimizer.portfolio.calendar import Absence, Location
from optimizer.portfolio.people import Engineer, Offer, Skill

if TYPE_CHECKING:
    from random import Random

SPEED = {5: "1.1", 4: "1", 3: "0.9", 2: "0.7"}
RATE = {
    "ML": "0.085", "BE": "0.075", "FE": "0.068", "MOB": "0.07", "DATA": "0.075",
    "SRE": "0.08", "SEC": "0.085", "QA": "0.055", "UX": "0.065",
}  # fmt: skip
"""Skill → k€ per contract hour."""

PEOPLE = """
Amara Okafor    | AI       | Lisbon | ML5 BE3
Bruno Teixeira  | AI       | Lisbon | ML4
Catarina Vaz    | AI       | Lisbon | ML4 DATA3
Duarte Lopes    | AI       | Lisbon | ML3
Elif Aydin      | AI       | Berlin | ML3 BE2
Felix Brandt    | AI       | Berlin | ML4
Greta Lindner   | Core     | Berlin | BE5 SRE2
Henrik Maas     | Core     | Berlin | BE4
Ines Carvalho   | Core     | Lisbon | BE4 DATA2
Jonas Weber     | Core     | Berlin | BE4
Katja Sommer    | Core     | Berlin | BE3
Luis Pinto      | Core     | Lisbon | BE3 FE2
Mehmet Kaya     | Core     | Berlin | BE5 SEC3
Nadia Haddad    | Core     | Berlin | BE4
Oskar Nilsson   | Core     | Berlin | BE3
Paula Moreira   | Web      | Lisbon | FE5 UX3
Quim Ferrer     | Web      | Lisbon | FE4
Rosa Almeida    | Web      | Lisbon | FE4
Sven Krause     | Web      | Berlin | FE3 QA3
Tereza Novak    | Web      | Lisbon | FE3
Umar Sheikh     | Web      | Berlin | FE4 MOB2
Vasco Rocha     | Mobile   | Lisbon | MOB5
Wanda Fischer   | Mobile   | Berlin | MOB4
Xavier Dias     | Mobile   | Lisbon | MOB3 QA3
Yara Hoffmann   | Data     | Berlin | DATA5 ML2
Zoran Petrov    | Data     | Berlin | DATA4 BE2
Anselm Koch     | Data     | Berlin | DATA3
Beatriz Simoes  | Data     | Lisbon | DATA4
Cornelia Vogt   | Platform | Berlin | SRE5 SEC3
Diego Marques   | Platform | Lisbon | SRE4
Emre Demir      | Platform | Berlin | SRE4
Filipa Sousa    | Platform | Lisbon | SRE3 BE2
Gustav Lange    | Security | Berlin | SEC5
Helena Duarte   | Security | Lisbon | SEC4
Ivana Kovac     | Security | Berlin | SEC3 QA3
Joaquim Reis    | Quality  | Lisbon | QA5
Klara Busch     | Quality  | Berlin | QA4
Lea Winter      | Quality  | Berlin | QA3
Mateus Faria    | Design   | Lisbon | UX5 FE3
Nora Schulz     | Design   | Berlin | UX4
"""

TERMS: dict[str, dict[str, object]] = {
    "Amara": {"bau_share": "0.35", "max_team_packages": 2},
    "Beatriz": {"hours_per_week": 32},
    "Cornelia": {"bau_share": "0.4", "overtime_limit": "0.1", "max_team_packages": 2},
    "Gustav": {"overtime_limit": "0.1", "max_team_packages": 2},
    "Helena": {"max_team_packages": 2},
    "Ivana": {"hours_per_week": 30},
    "Lea": {"last": "2026-06-30"},
    "Nora": {"weekday_hours": [8, 8, 8, 6, 0, 0, 0]},
    "Oskar": {"first": "2026-04-13", "ramp_up": ["0.25", "0.5", "0.75"]},
    "Tereza": {"bau_hours": 6},
    "Umar": {"hours_per_week": 24},
    "Yara": {"bau_share": "0.3", "only_projects": ["ETA", "LAKE", "K8S", "EUAI"]},
}
"""Person → what differs from 40 hours and a BAU share of 0.2."""


def engineers(rng: Random) -> tuple[Engineer, ...]:
    """Return everybody; leave and rates are drawn."""
    return tuple(engineer(line, rng) for line in PEOPLE.splitlines() if line.strip())


def engineer(line: str, rng: Random) -> Engineer:
    """Return the person of one line of the table."""
    name, team, place, skills = (part.strip() for part in line.split("|"))
    first_name = name.split()[0]
    mastered = {text[:-1]: int(text[-1]) for text in skills.split()}
    main_skill = next(iter(mastered))
    raise_for_level = Decimal(mastered[main_skill] - 3) * Decimal("0.006")
    own = Decimal(rng.randint(-3, 3)) / 1000
    return Engineer.model_validate(
        {
            "id": first_name,
            "name": name,
            "team": team,
            "location": place,
            "bau_share": Decimal("0.2"),
            "cost_per_hour": Decimal(RATE[main_skill]) + raise_for_level + own,
            "max_team_packages": 1,
            "skills": {
                skill: Skill(level=level, speed=Decimal(SPEED[level]))
                for skill, level in mastered.items()
            },
            "absences": leave(rng),
        }
        | {key: exact(term) for key, term in TERMS.get(first_name, {}).items()}
    )


def exact(term: object) -> object:
    """Return shares written as text as decimals, anything else as it is."""
    if isinstance(term, list):
        return tuple(exact(part) for part in term)
    is_share = isinstance(term, str) and term.startswith("0.")
    return Decimal(str(term)) if is_share else term


def leave(rng: Random) -> tuple[Absence, ...]:
    """Draw two weeks in summer, now and then a week at Easter and some half days."""
    summer = date(2026, 6, 15) + timedelta(weeks=rng.randrange(9))
    away = [Absence(first=summer, last=summer + timedelta(days=11), reason="leave")]
    if rng.random() < 0.3:
        away.append(
            Absence(first=date(2026, 4, 7), last=date(2026, 4, 10), reason="leave")
        )
    if rng.random() < 0.25:
        first = date(2026, 4, 13) + timedelta(weeks=rng.randrange(10))
        away.append(
            Absence(
                first=first,
                last=first + timedelta(days=4),
                share=Decimal("0.5"),
                reason="half days",
            )
        )
    return tuple(sorted(away, key=lambda absence: absence.first))


def location(name: str, country: str, region: str | None) -> Location:
    """Return a place with its public holidays of 2026."""
    days = holidays.country_holidays(country, subdiv=region, years=2026)
    return Location(id=name, holidays=tuple(sorted(days)))


def offers() -> tuple[Offer, ...]:
    """Return the people who could be engaged for a while."""
    return tuple(
        Offer(
            engineer=Engineer(
                id=person,
                name=f"{person}, a contractor",
                team=team,
                location="Berlin",
                ramp_up=(Decimal("0.5"), Decimal("0.8")),
                cost_per_hour=Decimal(0),
                skills={skill: Skill(level=4, speed=Decimal(1))},
            ),
            notice_weeks=notice,
            shortest_weeks=6,
            longest_weeks=16,
            fixed_price=Decimal(4),
            weekly_price=Decimal(weekly),
        )
        for person, team, skill, notice, weekly in (
            ("Priya", "AI", "ML", 3, "5.2"),
            ("Ronan", "Security", "SEC", 2, "4.8"),
        )
    )
