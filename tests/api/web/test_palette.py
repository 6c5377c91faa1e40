"""Every text of the pages stands out from its ground as WCAG AA asks."""

import re
from pathlib import Path

import pytest

import api.web

STYLE = (Path(api.web.__file__).parent / "assets" / "quarterdeck.css").read_text()
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", STYLE))
TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "faint"),
    ("ink", "good-ground"),
    ("ink", "bad-ground"),
    ("ink", "warn-ground"),
    ("muted", "paper"),
    ("muted", "faint"),
    ("link", "paper"),
    ("link", "faint"),
    ("link", "good-ground"),
    ("link", "bad-ground"),
    ("link", "warn-ground"),
    ("good", "paper"),
    ("good", "good-ground"),
    ("bad", "paper"),
    ("bad", "bad-ground"),
    ("warn", "warn-ground"),
    ("paper", "action"),
    ("paper", "action-dark"),
    ("action", "paper"),
    ("action", "faint"),
]


def luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_is_readable_on_its_ground(text, ground):
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


def test_the_edge_of_a_field_is_seen():
    assert contrast(COLOURS["edge"], COLOURS["paper"]) >= 3


def test_black_on_white_is_the_strongest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
