"""The pages that people open in a browser: no build step, nothing from elsewhere."""

from api.web import assets
from api.web.pages import change_forms, home, scenarios, sign_in

PAGES = (assets, home, sign_in, change_forms, scenarios)
"""Every module with a router of pages; the order in which paths are tried."""
