"""How hard to try, as a form asks for it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from api.jobs.questions import Effort
from api.web.forms.drawn import drawn
from api.web.forms.entered import Entry, read, tree_of
from api.web.forms.parts import form_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.web.forms.drawn import Control
    from api.web.forms.entered import Tree

EFFORT = "effort"
"""What the names of its fields begin with."""


def effort_form(
    fields: Mapping[str, str] | None = None,
    wrong: Mapping[str, tuple[str, ...]] | None = None,
) -> Control:
    """Return the form of how hard to try, as it is usual or as it was entered."""
    form = form_of(Effort)
    usual: Tree = {"seconds": f"{Effort().seconds:g}"}
    tree = usual if fields is None else tree_of(fields.items(), EFFORT)
    return drawn(Entry(form, tree, wrong or {}), EFFORT)


def effort_of(
    fields: Mapping[str, str],
) -> tuple[Effort | None, dict[str, tuple[str, ...]]]:
    """Return how hard to try, or None and what is wrong, by path."""
    return read(Effort, form_of(Effort), tree_of(fields.items(), EFFORT))


def new_name() -> str:
    """Return a name for a question, with which it is asked once however often sent."""
    return secrets.token_hex(16)
