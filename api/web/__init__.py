"""The pages that people open in a browser: no build step, nothing from elsewhere."""

from api.web import assets
from api.web.pages import home, sign_in

PAGES = (assets, home, sign_in)
"""Every module with a router of pages; the order in which paths are tried."""
