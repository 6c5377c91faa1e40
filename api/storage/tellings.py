"""What is told of results and plans: made once, for two sights, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from api.jobs.telling import Telling, Told
from api.storage import tables
from api.storage.reading import rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.storage.reading import Reader


def keep(
    session: Session, subject: str, full: Told | None, limited: Told | None
) -> None:
    """Keep what is told of a job or a plan, to those who see everything and others.

    What is kept already stays as it is.
    """
    for told, is_limited in ((full, False), (limited, True)):
        if told is None:
            continue
        if session.get(tables.Telling, (subject, is_limited)) is not None:
            continue
        body = told.telling.model_dump_json()
        session.add(tables.Telling(subject=subject, limited=is_limited, body=body))
        session.add_all(
            tables.Figure(subject=subject, limited=is_limited, name=name, body=figure)
            for name, figure in told.figures.items()
        )


def telling(reader: Reader, subject: str, *, limited: bool) -> Telling | None:
    """Return what is told of a job or a plan; None where nothing is kept.

    Whether somebody may see the subject, and how much of it, has been asked before.
    """
    given = {"subject": subject, "limited": limited}
    body = rows(reader, _TELLING, given).scalar()
    return None if body is None else Telling.model_validate_json(body)


def figure(reader: Reader, subject: str, name: str, *, limited: bool) -> str | None:
    """Return a figure by its name as JSON; None where there is none."""
    given = {"subject": subject, "limited": limited, "name": name}
    body: str | None = rows(reader, _FIGURE, given).scalar()
    return body


def told(reader: Reader, subject: str, *, limited: bool) -> Told | None:
    """Return a telling with all its figures; None where nothing is kept."""
    found = telling(reader, subject, limited=limited)
    if found is None:
        return None
    given = {"subject": subject, "limited": limited}
    figures = {row.name: row.body for row in rows(reader, _FIGURES, given)}
    return Told(telling=found, figures=figures)


_telling, _figure = tables.Telling, tables.Figure
_TELLING = select(_telling.body).where(
    _telling.subject == bindparam("subject"), _telling.limited == bindparam("limited")
)
_FIGURES = select(_figure.name, _figure.body).where(
    _figure.subject == bindparam("subject"), _figure.limited == bindparam("limited")
)
_FIGURE = _FIGURES.with_only_columns(_figure.body).where(
    _figure.name == bindparam("name")
)
