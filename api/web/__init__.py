"""The pages that people open in a browser: no build step, nothing from elsewhere."""

from api.web import assets
from api.web.pages import (
    approvals,
    change_forms,
    details,
    exports,
    history,
    home,
    job_list,
    portfolios,
    scenarios,
    sign_in,
    solves,
    uploads,
)

PAGES = (
    assets,
    home,
    sign_in,
    change_forms,
    scenarios,
    uploads,
    details,
    exports,
    solves,
    approvals,
    history,
    portfolios,
    job_list,
)
"""Every module with a router of pages; the order in which paths are tried."""
