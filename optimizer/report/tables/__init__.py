"""Tables: pandas data frames made from a plan; docstrings say grain and columns."""

from optimizer.report.tables.absences import absences
from optimizer.report.tables.broken_rules import broken_rules
from optimizer.report.tables.budgets import budgets
from optimizer.report.tables.contention import contention
from optimizer.report.tables.convergence import convergence
from optimizer.report.tables.costs import costs
from optimizer.report.tables.engineers import engineers
from optimizer.report.tables.issues import issues
from optimizer.report.tables.links import links
from optimizer.report.tables.moves import moves
from optimizer.report.tables.packages import packages
from optimizer.report.tables.projects import projects
from optimizer.report.tables.schedule import schedule
from optimizer.report.tables.skill_summary import skill_summary
from optimizer.report.tables.skills import skills
from optimizer.report.tables.tiers import tiers
from optimizer.report.tables.utilisation import utilisation

__all__ = [
    "absences",
    "broken_rules",
    "budgets",
    "contention",
    "convergence",
    "costs",
    "engineers",
    "issues",
    "links",
    "moves",
    "packages",
    "projects",
    "schedule",
    "skill_summary",
    "skills",
    "tiers",
    "utilisation",
]
