"""The pages that people open in a browser: no build step, nothing from elsewhere."""

from api.web import assets
from api.web.pages import (
    approvals,
    asking,
    change_forms,
    comparisons,
    details,
    editing,
    exports,
    history,
    home,
    job_list,
    jobs,
    password,
    portfolios,
    provider,
    scenarios,
    sign_in,
    solves,
    uploads,
    users,
)

PAGES = (
    assets,
    home,
    sign_in,
    provider,
    password,
    change_forms,
    scenarios,
    comparisons,
    asking,
    jobs,
    uploads,
    details,
    exports,
    solves,
    approvals,
    history,
    editing,
    portfolios,
    job_list,
    users,
)
"""Every module with a router of pages; the order in which paths are tried."""
