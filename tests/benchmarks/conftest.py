from pathlib import Path

import pytest

TINY = Path(__file__).parent / "tiny"


@pytest.fixture
def tiny():
    """A folder of public formats with one instance each, written and solved by hand."""
    return TINY


@pytest.fixture
def tiny_text(tiny):
    """The text of one hand-written instance, by folder and file."""

    def text(name):
        return (tiny / name).read_text()

    return text
