"""What is told of a result or a plan: as data, as charts, as files."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

from pydantic import TypeAdapter

from api.client.answers import ChartView

if TYPE_CHECKING:
    from api.client.connection import Connection
    from api.jobs.telling import Telling

_CHARTS: TypeAdapter[tuple[ChartView, ...]] = TypeAdapter(tuple[ChartView, ...])


class Told:
    """What is told of one job or plan.

    Parameters
    ----------
    path
        Of the job or plan.
    """

    def __init__(self, connection: Connection, path: str) -> None:
        self._connection = connection
        self._path = path

    def telling(self) -> Telling:
        """Return its sentences, sections and tables."""
        answer = self._connection.send("GET", f"{self._path}/telling")
        module = import_module("api.jobs.telling")  # with all that draws charts
        found: Telling = module.Telling.model_validate_json(answer.content)
        return found

    def charts(self) -> tuple[ChartView, ...]:
        """Return which charts there are."""
        answer = self._connection.send("GET", f"{self._path}/charts")
        return _CHARTS.validate_python(answer.json()["items"])

    def chart(self, name: str, kind: Literal["json", "html", "png"] = "json") -> bytes:
        """Return a chart: a figure of Plotly as JSON, a page, or an image.

        Raises
        ------
        Refused
            If an image is asked for, and the service has no browser to draw it.
        """
        path = f"{self._path}/charts/{name}"
        return self._connection.send("GET", path, parameters={"kind": kind}).content

    def report(self, kind: Literal["html", "csv", "xlsx"] = "html") -> bytes:
        """Return a report: a page, tables in an archive, or a workbook."""
        path = f"{self._path}/report"
        return self._connection.send("GET", path, parameters={"kind": kind}).content
