"""Figures as images, drawn by an installed browser in a process of its own.

Starting a browser takes seconds, so that it stays for the next figure, one figure is
drawn at a time, and what was drawn last is kept.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock, Timer

from api.jobs.process import UNTOLD
from api.refusals import NoImage, TooManyImages

DRAWING = ("-P", "-m", "api.drawing")
"""What Python is to run."""
MOST_SECONDS = 90.0
"""A browser that has not drawn a figure by then is ended."""
ENDING_SECONDS = 5.0
"""How long a browser gets to end by itself."""
MOST_KEPT = 64
MOST_AT_ONCE = 10
"""Drawn and waited for: who waits holds a thread that others need."""
MISSING = (
    "No image was drawn: that needs one more package and a browser, pip install "
    "'quarterdeck[images]' and Chromium or Chrome; the log of the service says more."
)

_log = logging.getLogger(__name__)


class Images:
    """Draws figures, for everybody who asks one service."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(MOST_AT_ONCE)
        self._drawing = Lock()
        self._drawer: Drawer | None = None
        self._kept = lru_cache(maxsize=MOST_KEPT)(self._drawn)

    def png(self, figure: str) -> bytes:
        """Return a figure, given as JSON, as an image.

        Raises
        ------
        NoImage
            If there is no browser, or it did not draw the figure in time.
        TooManyImages
            If others wait for theirs.
        """
        return self._kept(figure)

    def close(self) -> None:
        """End the browser; one that draws at the moment ends with this process."""
        if self._drawing.acquire(blocking=False):
            self._end()
            self._drawing.release()

    def _drawn(self, figure: str) -> bytes:
        if find_spec("kaleido") is None:
            raise NoImage(MISSING)
        if not self._places.acquire(blocking=False):
            raise TooManyImages
        try:
            with self._drawing:
                return self._draw(figure.encode())
        finally:
            self._places.release()

    def _draw(self, figure: bytes) -> bytes:
        """Return an image; a browser that has gone meanwhile is started again."""
        if self._drawer is not None:
            with suppress(NotDrawn):
                return self._drawer.draw(figure)
            self._end()
        self._drawer = Drawer()
        try:
            return self._drawer.draw(figure)
        except NotDrawn as failure:
            self._end()
            _log.warning("No image was drawn: %s", failure)
            raise NoImage(MISSING) from None

    def _end(self) -> None:
        if self._drawer is not None:
            self._drawer.end()
            self._drawer = None


class NotDrawn(Exception):
    """A process has not drawn a figure, and will draw no other."""


class Drawer:
    """A process with a browser; see `api.drawing`."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(
            prefix="quarterdeck-images-", ignore_cleanup_errors=True
        )
        environment = {k: v for k, v in os.environ.items() if not k.startswith(UNTOLD)}
        self._process = subprocess.Popen(
            [sys.executable, *DRAWING],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment | {"TMPDIR": self._folder.name},
        )

    def draw(self, figure: bytes) -> bytes:
        """Return a figure as an image.

        Raises
        ------
        NotDrawn
            If the process ends before that, or would take too long.
        """
        in_time = Timer(MOST_SECONDS, self._process.kill)
        in_time.start()
        try:
            return self._answer(figure)
        finally:
            in_time.cancel()

    def end(self) -> None:
        """End the process, and its browser with it."""
        with suppress(subprocess.TimeoutExpired, OSError):
            self._process.communicate(timeout=ENDING_SECONDS)  # it hears of no more
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()

    def _answer(self, figure: bytes) -> bytes:
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        try:
            asked.write(b"%d\n%b" % (len(figure), figure))
            asked.flush()
        except OSError:
            pass  # it has gone, and may have said why
        said = answers.readline().decode().strip()
        if not said.isdigit():
            raise NotDrawn(said or "The browser has ended")
        image = answers.read(int(said))
        if len(image) < int(said):
            raise NotDrawn("The browser has ended")
        return image
