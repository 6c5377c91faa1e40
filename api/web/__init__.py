"""The pages that people open in a browser: no build step, nothing from elsewhere."""

from api.web import assets
from api.web.pages import home

PAGES = (assets, home)
"""Every module with a router of pages; the order in which paths are tried."""
