"""Images: one browser draws for all, and is started again when it has gone."""

import json
import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest

from api import images
from api.images import Images
from api.refusals import NoImage, TooManyImages

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def few(monkeypatch):
    """No more than two images are drawn and waited for."""
    monkeypatch.setattr(images, "MOST_AT_ONCE", 2)


@pytest.fixture
def drawn():
    """Images that end with the test."""
    images = Images()
    yield images
    images.close()


@pytest.fixture
def quick(monkeypatch, drawn):
    """A function that draws without a browser; see `quick_drawing.py`."""
    script = Path(__file__).with_name("quick_drawing.py")
    monkeypatch.setattr(images, "DRAWING", (str(script),))
    return lambda **figure: drawn.png(json.dumps(figure))


@pytest.mark.usefixtures("browser")
def test_a_real_browser_draws_one_figure_after_the_other(drawn):
    for height in (450, 600):
        bars = {"type": "bar", "x": ["a", "b"], "y": [1, 2]}
        figure = {"data": [bars], "layout": {"height": height}}
        image = drawn.png(json.dumps(figure))
        assert image.startswith(PNG)
        assert struct.unpack(">II", image[16:24]) == (2400, 2 * height)


def test_one_process_draws_figure_after_figure(quick):
    assert quick(n=1) == quick(n=2)


def test_what_was_drawn_is_kept(quick, drawn):
    first = quick(n=1)
    drawn.close()
    assert quick(n=1) == first
    assert quick(n=2) != first


@pytest.mark.parametrize("how", ["fail", "break", "leave"])
def test_after_a_process_has_gone_another_one_draws(quick, how):
    first = quick(n=1)
    if how == "leave":
        assert quick(do=how) == first
    else:
        with pytest.raises(NoImage):
            quick(do=how)
    assert quick(n=2) != first


def test_what_went_wrong_is_told_to_the_log(quick, caplog):
    with pytest.raises(NoImage, match=r"quarterdeck\[images\]"):
        quick(do="fail")
    assert "ChromeNotFoundError: none" in caplog.text


def test_a_process_that_takes_too_long_is_ended(quick, monkeypatch, caplog):
    monkeypatch.setattr(images, "MOST_SECONDS", 0.2)
    with pytest.raises(NoImage):
        quick(do="hang")
    assert "The browser has ended" in caplog.text


def test_a_process_knows_no_secret_of_the_server(quick, monkeypatch):
    monkeypatch.setenv("QUARTERDECK_SECRET", "x")
    assert quick(do="tell secrets") == b""


@pytest.mark.usefixtures("few")
def test_who_comes_while_many_others_wait_is_told_to_come_back(drawn, quick):
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(quick, do="hang", n=n) for n in range(2)]
        end = monotonic() + 200
        while drawn._places._value:
            assert monotonic() < end
            sleep(0.01)
        with pytest.raises(TooManyImages):
            quick(n=1)
        while not all(one.done() for one in asked):
            assert monotonic() < end
            if (drawer := drawn._drawer) is not None:
                drawer._process.kill()
            sleep(0.01)
        assert all(isinstance(one.exception(), NoImage) for one in asked)
    assert quick(n=1)
