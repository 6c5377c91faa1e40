"""The names of executors, as the settings give them."""

from __future__ import annotations

from importlib.util import find_spec

EMBEDDED, LOCAL = "embedded", "local"
SCHEMES = ("tcp://", "tls://")


def known(name: str) -> str:
    """Return the name of an executor that can be had here.

    Raises
    ------
    ValueError
        With what it should be, or what is missing.
    """
    if name not in {EMBEDDED, LOCAL} and not name.startswith(SCHEMES):
        raise ValueError(
            f"should be {EMBEDDED}, {LOCAL}, or the address of a scheduler such as "
            "tcp://host:8786"
        )
    if name != EMBEDDED and find_spec("distributed") is None:
        raise ValueError("needs one more package: pip install 'quarterdeck[cluster]'")
    return name
