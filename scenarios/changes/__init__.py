"""Every kind of change, one file each, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scenarios.changes.budget_changed import BudgetChanged
from scenarios.changes.deadline_moved import DeadlineMoved
from scenarios.changes.due_moved import DueMoved
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.engineer_leaves import EngineerLeaves
from scenarios.changes.offer_made import OfferMade
from scenarios.changes.package_restarted import PackageRestarted
from scenarios.changes.project_added import ProjectAdded
from scenarios.changes.project_dropped import ProjectDropped
from scenarios.changes.project_forced import ProjectForced

AnyChange = Annotated[
    BudgetChanged
    | DeadlineMoved
    | DueMoved
    | EngineerAbsent
    | EngineerLeaves
    | OfferMade
    | PackageRestarted
    | ProjectAdded
    | ProjectDropped
    | ProjectForced,
    Field(discriminator="kind"),
]
"""Any of them, as files hold it."""
