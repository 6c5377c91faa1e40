"""Every kind of change, one file each, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from scenarios.changes.bau_changed import BauChanged
from scenarios.changes.budget_changed import BudgetChanged
from scenarios.changes.budget_set import BudgetSet
from scenarios.changes.capacity_scaled import CapacityScaled
from scenarios.changes.deadline_moved import DeadlineMoved
from scenarios.changes.due_moved import DueMoved
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.engineer_joins import EngineerJoins
from scenarios.changes.engineer_learns import EngineerLearns
from scenarios.changes.engineer_leaves import EngineerLeaves
from scenarios.changes.floor_changed import FloorChanged
from scenarios.changes.floor_removed import FloorRemoved
from scenarios.changes.limit_set import LimitSet
from scenarios.changes.link_added import LinkAdded
from scenarios.changes.link_removed import LinkRemoved
from scenarios.changes.offer_made import OfferMade
from scenarios.changes.offer_withdrawn import OfferWithdrawn
from scenarios.changes.package_blocked import PackageBlocked
from scenarios.changes.package_locked import PackageLocked
from scenarios.changes.package_reestimated import PackageReestimated
from scenarios.changes.package_restarted import PackageRestarted
from scenarios.changes.package_split import PackageSplit
from scenarios.changes.person_locked import PersonLocked
from scenarios.changes.project_added import ProjectAdded
from scenarios.changes.project_dropped import ProjectDropped
from scenarios.changes.project_forced import ProjectForced
from scenarios.changes.project_revalued import ProjectRevalued
from scenarios.changes.released import Released
from scenarios.changes.scope_changed import ScopeChanged
from scenarios.changes.window_locked import WindowLocked

AnyChange = Annotated[
    BauChanged
    | BudgetChanged
    | BudgetSet
    | CapacityScaled
    | DeadlineMoved
    | DueMoved
    | EngineerAbsent
    | EngineerJoins
    | EngineerLearns
    | EngineerLeaves
    | FloorChanged
    | FloorRemoved
    | LimitSet
    | LinkAdded
    | LinkRemoved
    | OfferMade
    | OfferWithdrawn
    | PackageBlocked
    | PackageLocked
    | PackageReestimated
    | PackageRestarted
    | PackageSplit
    | PersonLocked
    | ProjectAdded
    | ProjectDropped
    | ProjectForced
    | ProjectRevalued
    | Released
    | ScopeChanged
    | WindowLocked,
    Field(discriminator="kind"),
]
"""Any of them, as files hold it."""

KINDS = tuple(
    change.model_fields["kind"].default for change in get_args(get_args(AnyChange)[0])
)
"""The name of every kind."""
