"""Figures as images, drawn by an installed browser in a process of its own.

    python -m api.images    a figure on standard input, a PNG on standard output

Starting a browser takes seconds, so that one is started at a time, no longer than it
may take, and what was drawn last is kept.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore, Lock

from api.jobs.process import SECRETS
from api.refusals import NoImage

MOST_SECONDS = 90.0
"""A browser that has not drawn a figure by then is ended."""
WIDTH = 1200
"""Pixels."""
SCALE = 2
"""Pixels of the image for each of the figure."""
MOST_KEPT = 64
MOST_AT_ONCE = 3
"""Drawn and waited for: who waits holds a thread that others need."""
MISSING = (
    "Images need one more package and a browser: pip install 'quarterdeck[images]', "
    "and Chromium or Chrome."
)

_log = logging.getLogger(__name__)
_drawing = Lock()
_places = BoundedSemaphore(MOST_AT_ONCE)


@lru_cache(maxsize=MOST_KEPT)
def png(figure: str) -> bytes:
    """Return a figure, given as JSON, as an image.

    Raises
    ------
    NoImage
        If there is no browser, or it did not draw the figure in time.
    """
    if find_spec("kaleido") is None:
        raise NoImage(MISSING)
    command = [sys.executable, "-P", "-m", "api.images"]
    if not _places.acquire(blocking=False):
        raise NoImage("Other images are drawn at the moment; ask again in a minute.")
    try:
        with _drawing:
            drawn = subprocess.run(
                command,
                input=figure.encode(),
                capture_output=True,
                timeout=MOST_SECONDS,
                env={k: v for k, v in os.environ.items() if not k.startswith(SECRETS)},
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise NoImage(f"It was not drawn within {MOST_SECONDS:g} seconds.") from None
    finally:
        _places.release()
    if drawn.returncode != 0:
        _log.warning("No image was drawn: %s", drawn.stderr.decode(errors="replace"))
        raise NoImage(MISSING)
    return drawn.stdout


def main() -> None:
    """Draw the figure of standard input, without asking anything of any network."""
    import kaleido  # noqa: PLC0415 - an extra
    import plotly  # noqa: PLC0415

    figure = json.load(sys.stdin.buffer)
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    size = {"width": WIDTH, "height": int(figure["layout"].get("height", 450))}
    image = kaleido.calc_fig_sync(
        figure,
        opts={"format": "png", "scale": SCALE, **size},
        kopts={"plotlyjs": str(script), "mathjax": False, "timeout": MOST_SECONDS},
    )
    sys.stdout.buffer.write(image)


if __name__ == "__main__":
    main()
