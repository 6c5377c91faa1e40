"""`quarterdeck migrate`: the database of the service brought up to date."""

from api.cli.exits import answering


def migrate() -> None:
    """Bring the database of the service to what this version needs.

    It is the one that `quarterdeck serve` would use: a file in QUARTERDECK_DATA_FOLDER,
    or what DATABASE_URL names. Make a backup first. Nothing is changed where a step
    fails.

    \b
    Examples
      quarterdeck migrate
      DATABASE_URL=postgresql://user@host/name quarterdeck migrate
    """
    with answering(as_json=False):
        from api.cli.migrating import run

        run()
