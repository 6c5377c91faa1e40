"""A process that draws figures as images, one after the other, in one browser.

    python -P -m api.drawing

It reads how many bytes a figure has, and the figure; it answers with how many bytes
the image has, and the image, or with what went wrong, and then it ends. It also ends
when nobody has asked for a while, so that no browser stays without need.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import kaleido
import plotly

WIDTH = 1200
"""Pixels."""
HEIGHT = 450
"""Pixels, where a figure does not say."""
SCALE = 2
"""Pixels of the image for each of the figure."""
IDLE_SECONDS = 60.0
NOWHERE = "127.0.0.1:9"
"""Whatever the browser asks of any network is asked here, where nobody listens."""


async def main() -> None:
    """Draw until nobody asks any more, or something goes wrong."""
    asked = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(asked), sys.stdin
    )
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    browser = kaleido.Kaleido(
        plotlyjs=script, mathjax=False, timeout=None, proxy_server=NOWHERE
    )
    try:
        async with browser, asyncio.timeout(IDLE_SECONDS) as idle:
            while size := await asked.readline():
                idle.reschedule(None)
                figure = json.loads(await asked.readexactly(int(size)))
                image = await browser.calc_fig(figure, options(figure))
                sys.stdout.buffer.write(b"%d\n%b" % (len(image), image))
                sys.stdout.buffer.flush()
                idle.reschedule(asyncio.get_running_loop().time() + IDLE_SECONDS)
    except TimeoutError:
        return


def options(figure: dict[str, dict[str, int]]) -> dict[str, str | int]:
    """Return how a figure becomes an image."""
    height = int(figure["layout"].get("height", HEIGHT))
    return {"format": "png", "scale": SCALE, "width": WIDTH, "height": height}


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except Exception as error:  # whatever it is, whoever asked is told of it
        print(f"{type(error).__name__}: {error}".replace("\n", " "), flush=True)
        sys.exit(1)
