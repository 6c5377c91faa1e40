"""One request of a visitor to a page."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from api.access.principal import Principal, Role
from api.access.visitor import Visit, Visitor
from api.service import Service, Serving
from api.web.leading import is_part, lead_to
from api.web.templating import rendered

SHOWN_AGAIN = (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.PRECONDITION_FAILED)
"""What a form says, shown again, to whoever reads the status of an answer."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who opens a page, or does something on one."""

    request: Request
    service: Service
    visit: Visit

    @property
    def principal(self) -> Principal:
        """Who it is."""
        return self.visit.principal

    def plans(self, portfolio_id: str) -> bool:
        """Return whether they may change something in a portfolio."""
        return self.principal.may(Role.PLANNER, portfolio_id)

    def show(
        self, template: str, status: HTTPStatus = HTTPStatus.OK, **context: object
    ) -> Response:
        """Answer with a page.

        A form that is shown again, because of what is in it, is for our own script a
        page like others: browsers log every answer that has the status of an error.
        """
        if status in SHOWN_AGAIN and is_part(self.request):
            status = HTTPStatus.OK
        return rendered(self.request, self.visit, template, status, **context)

    def lead_to(self, address: str) -> Response:
        """Answer what was done with the page that shows it."""
        return lead_to(self.request, address)


async def look(request: Request, service: Serving, visit: Visitor) -> Look:
    """Return who looks at what."""
    return Look(request, service, visit)


Looking = Annotated[Look, Depends(look)]
"""A parameter of pages: who looks at them."""
