"""An offer is engaged once at the most, and as its terms allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.constraints.presence import offered

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables

RULES = ("offers",)


def add(variables: Variables) -> None:
    """Post that team members on offer are engaged throughout."""
    model = variables.model
    for key, offer in offered(variables):
        terms, row = variables.offers[offer], variables.packages[key.package]
        member = variables.members[key]
        model.add_implication(member, terms.people[key.person])
        model.add(row.start >= terms.first).only_enforce_if(member)
        model.add(row.end <= terms.end).only_enforce_if(member)
