"""Images: few are drawn and waited for at once, whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from subprocess import CompletedProcess
from threading import Event

import pytest

from api import images
from api.refusals import NoImage


def test_who_comes_while_others_wait_is_told_to_come_back(monkeypatch):
    begun, go_on = Event(), Event()

    def draw(command, **_):
        begun.set()
        go_on.wait(30)
        return CompletedProcess(command, 0, stdout=b"image")

    monkeypatch.setattr(images.subprocess, "run", draw)
    with ThreadPoolExecutor(images.MOST_AT_ONCE) as pool:
        asked = [
            pool.submit(images.png, f'{{"n": {n}}}') for n in range(images.MOST_AT_ONCE)
        ]
        begun.wait(30)
        while images._places._value:
            pass
        with pytest.raises(NoImage, match="ask again"):
            images.png('{"n": "one more"}')
        go_on.set()
        assert [one.result() for one in asked] == [b"image"] * images.MOST_AT_ONCE
    assert images.png('{"n": "one more"}') == b"image"
