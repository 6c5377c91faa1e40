"""What can be set, and how."""

import os
import re
import sys

import pytest
from pydantic import ValidationError

from api.cli.companions import processes
from api.cli.configured import settings_of
from api.cli.exits import Refused
from api.settings import Settings


def test_every_setting_is_described():
    described = re.findall(
        r"^    (\w+(?:, \w+)*)\n        ", Settings.__doc__, re.MULTILINE
    )
    names = {name for line in described for name in line.split(", ")}
    assert names == set(Settings.model_fields)


def test_settings_are_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("QUARTERDECK_PORT", "9000")
    monkeypatch.setenv("QUARTERDECK_CHILDREN", "3")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:hush@host/name")
    settings = Settings()
    assert (settings.port, settings.children) == (9000, 3)
    assert settings.database_url.get_secret_value().endswith("@host/name")
    assert "hush" not in repr(settings)


def test_what_is_chosen_goes_before_the_environment(monkeypatch):
    monkeypatch.setenv("QUARTERDECK_PORT", "9000")
    assert Settings(port=1).port == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "65536"),
        ("CHILDREN", "-1"),
        ("LEASE_SECONDS", "0"),
        ("PORT", "http"),
        ("TRUSTED_PROXIES", "*"),
        ("SERVERS", "0"),
    ],
)
def test_a_setting_without_sense_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(f"QUARTERDECK_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_a_setting_that_is_misspelt_is_refused_with_what_it_looks_like(monkeypatch):
    monkeypatch.setenv("QUARTERDECK_CHILDERN", "3")
    monkeypatch.setenv("QUARTERDECK_PORT", "http")
    with pytest.raises(Refused, match=r"CHILDERN.*QUARTERDECK_CHILDREN\?\n.*port"):
        settings_of({})


@pytest.mark.parametrize("name", ["QUARTERDECK_KEY", "QUARTERDECK_HOST", "CHILDERN"])
def test_variables_of_others_are_left_alone(monkeypatch, name):
    monkeypatch.setenv(name, "127.0.0.1")
    assert settings_of({}).children == 1


def test_more_than_one_server_is_refused_where_connections_are_not_shared(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert processes(Settings()) == 1
    assert processes(Settings(servers=1)) == 1
    with pytest.raises(ValidationError, match="only Linux"):
        Settings(servers=2)


@pytest.mark.parametrize(("cores", "count"), [({0}, 1), ({0, 3}, 2), ({0, 1, 2}, 2)])
def test_there_are_two_servers_where_there_are_cores_for_them(
    monkeypatch, cores, count
):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: cores, raising=False)
    assert processes(Settings()) == count
    assert processes(Settings(servers=5)) == 5
