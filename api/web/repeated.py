"""Forms that are sent again, by a double click or by going back: done once."""

import hashlib
import re
from typing import Annotated

from fastapi import Depends, Request

from api.routes.repeating import Repeatable
from api.web.leading import Fields

ONCE = "once"
"""The field that holds the name which a page has given to a form."""
NAME = re.compile("[0-9a-f]{32}")
VARYING = frozenset({"csrf", "press"})
"""Fields that say nothing of what is wanted."""


def repeatable(name: str, said: str) -> Repeatable:
    """Return what makes the sending of a form the same as another.

    Parameters
    ----------
    name
        Which the page has given it; without one each sending is a new one.
    """
    content = hashlib.sha256(said.encode()).hexdigest()
    # Whoever goes back and asks something else has the form's name still.
    key = f"{name}-{content[:32]}" if NAME.fullmatch(name) else None
    return Repeatable(key, content)


async def sent(request: Request, fields: Fields) -> Repeatable:
    """Return what makes a form the same as another, by all that it says."""
    said = sorted((name, it) for name, it in fields.items() if name not in VARYING)
    return repeatable(fields.get(ONCE, ""), f"{request.url.path} {said}")


Sent = Annotated[Repeatable, Depends(sent)]
"""A parameter of pages: whether the form came before."""
