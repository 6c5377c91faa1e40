"""The container has what the lock says, and nothing that nobody should know."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCKERFILE, COMPOSE, MAKEFILE = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("Dockerfile", "compose.yaml", "Makefile")
)


def locked(name):
    """Every package of a lock with its version and hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return set(re.split(r"\n(?=\S)", text.strip()))


def test_the_packages_of_the_service_are_some_of_those_that_are_tested():
    assert locked("requirements.service.lock") <= locked("requirements.lock")


def test_the_container_is_built_with_the_same_installer():
    [version] = re.findall(r"uv==(\S+)", DOCKERFILE)
    assert f"UV        := {version}" in MAKEFILE


def test_nobody_in_the_container_is_root():
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER quarterdeck$", last, re.MULTILINE)
    assert last.index("USER quarterdeck") < last.index("ENTRYPOINT")


def test_no_secret_stands_in_the_composition():
    passwords = re.findall(r"PASSWORD: (\S+)|quarterdeck:(\S+?)@", COMPOSE)
    assert passwords
    for password in map("".join, passwords):
        assert password.startswith("${DATABASE_PASSWORD:?")
