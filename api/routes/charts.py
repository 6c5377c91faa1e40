"""Charts: the figures of results and plans, as data, as pages and as images."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Response

from api import told
from api.access.caller import Caller
from api.exports import Export
from api.jobs import pages
from api.routes.views import JobId, PlanId, View
from api.service import Serving
from api.told import Subject
from optimizer.report.page import Headline
from optimizer.report.unwritten import Page

router = APIRouter()

JSON = "application/json"


class ChartKind(StrEnum):
    """What a chart is given as."""

    JSON = "json"
    HTML = "html"
    PNG = "png"

    @property
    def media_type(self) -> str:
        """What such content is called."""
        return {
            ChartKind.JSON: JSON,
            ChartKind.HTML: "text/html",
            ChartKind.PNG: "image/png",
        }[self]


AskedKind = Annotated[
    ChartKind | None,
    Query(alias="kind", description="In place of the header Accept."),
]
Accepted = Annotated[str, Header(alias="Accept", include_in_schema=False)]
ChartName = Annotated[
    str, Path(pattern=r"^[a-z][a-z0-9-]{0,79}$", description="A chart, by its name.")
]
FIGURES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The chart.",
        "content": {
            JSON: {"schema": {"type": "object"}},
            "text/html": {"schema": {"type": "string"}},
            "image/png": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


class ChartView(View):
    """A chart without its figure.

    Attributes
    ----------
    name
        Part of its address.
    description
        What it shows, for those who cannot see it.
    choice
        Which of several figures of one title it is, such as the name of a skill.
    height
        In pixels.
    """

    name: str
    title: str
    description: str
    choice: str
    height: int


class ChartList(View):
    """The charts of a result or a plan, in the order in which they are told."""

    items: tuple[ChartView, ...]


@router.get("/jobs/{job_id}/charts", tags=["jobs"])
def list_charts(service: Serving, caller: Caller, job_id: JobId) -> ChartList:
    """List the charts of a result."""
    return listed(told.of_job(service, caller, job_id))


@router.get("/plans/{plan_id}/charts", tags=["plans"])
def list_charts_of_plan(service: Serving, caller: Caller, plan_id: PlanId) -> ChartList:
    """List the charts of a plan: schedule, people, heat map, skills, value."""
    return listed(told.of_plan(service, caller, plan_id))


@router.get(
    "/jobs/{job_id}/charts/{name}",
    tags=["jobs"],
    responses=FIGURES,
    response_class=Response,
)
def read_chart(
    service: Serving,
    caller: Caller,
    job_id: JobId,
    name: ChartName,
    kind: AskedKind = None,
    accepted: Accepted = JSON,
) -> Response:
    """Read a chart of a result: a figure of Plotly as JSON, a page, or an image.

    As the header Accept or `kind` says. Images need a browser where the service runs.
    """
    return drawn(told.of_job(service, caller, job_id), name, kind, accepted)


@router.get(
    "/plans/{plan_id}/charts/{name}",
    tags=["plans"],
    responses=FIGURES,
    response_class=Response,
)
def read_chart_of_plan(
    service: Serving,
    caller: Caller,
    plan_id: PlanId,
    name: ChartName,
    kind: AskedKind = None,
    accepted: Accepted = JSON,
) -> Response:
    """Read a chart of a plan, as of a result."""
    return drawn(told.of_plan(service, caller, plan_id), name, kind, accepted)


def listed(subject: Subject) -> ChartList:
    """Return the charts of a telling, figure by figure."""
    items = tuple(
        ChartView(
            name=figure.name,
            title=chart.title,
            description=chart.description,
            choice=figure.choice,
            height=figure.height,
        )
        for chart in subject.telling().charts
        for figure in chart.figures
    )
    return ChartList(items=items)


def drawn(
    subject: Subject, name: str, kind: ChartKind | None, accepted: str
) -> Response:
    """Return a chart as what is asked for.

    Raises
    ------
    NotFound
        If there is none of this name.
    NoImage
        If an image is asked for and cannot be drawn.
    TooManyImages
        If so many others wait for theirs that nobody may wait longer.
    """
    figure, wanted = subject.figure(name), kind or kind_of(accepted)
    match wanted:
        case ChartKind.JSON:
            return Response(figure, media_type=JSON, headers={"Vary": "Accept"})
        case ChartKind.HTML:
            content = page_of(subject, name, figure).render().encode()
        case ChartKind.PNG:
            content = subject.service.images.png(figure)
    headers = Export(content, f"{name}.{wanted}").headers | {"Vary": "Accept"}
    return Response(content, media_type=wanted.media_type, headers=headers)


def kind_of(accepted: str) -> ChartKind:
    """Return the first kind that a header Accept names; JSON where it names none."""
    for one in accepted.lower().split(","):
        for kind in ChartKind:
            if one.partition(";")[0].strip() == kind.media_type:
                return kind
    return ChartKind.JSON


def page_of(subject: Subject, name: str, figure: str) -> Page:
    """Return a page with one chart alone."""
    telling = subject.telling()
    chart = next(
        one for one in telling.charts if name in {each.name for each in one.figures}
    )
    shown = tuple(one for one in chart.figures if one.name == name)
    alone = chart.replace(figures=shown)
    section = next(one for one in telling.sections if chart in one.charts)
    part = section.replace(sentences=(), charts=(alone,), grids=())
    return Page(
        telling.title,
        telling.eyebrow,
        Headline(shown[0].choice or chart.title),
        (pages.section(part, {name: figure}),),
        telling.colophon,
    )
