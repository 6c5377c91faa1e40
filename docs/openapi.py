"""Write the description of the HTTP API, from the code, beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.app import create_app
from api.settings import Settings
from optimizer.files.json_text import indented

DOCUMENT = Path(__file__).with_suffix(".json")


def document() -> dict[str, Any]:
    """Return the OpenAPI document, whatever the environment sets."""
    return create_app(Settings.model_construct()).openapi()


if __name__ == "__main__":
    DOCUMENT.write_bytes(indented(document()))
