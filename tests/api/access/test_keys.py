"""Keys are random, and kept as their SHA-256."""

from api.access.keys import digest_of, first_administrator, new_secret
from api.access.principal import Role
from api.storage import principals


def test_no_two_keys_are_the_same():
    made = {new_secret() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(secret) >= 43 for secret in made)


def test_what_is_kept_of_a_key_is_its_sha_256():
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest_of("abc") == known


def test_a_key_that_is_no_unicode_is_merely_unknown():
    assert len(digest_of("\ud800")) == 64


def test_the_first_administrator_is_made_once(database):
    secret = first_administrator(database)
    assert first_administrator(database) is None
    with database.reading() as session:
        principal = principals.authenticate(session, digest_of(secret))
    assert principal.role is Role.ADMINISTRATOR
