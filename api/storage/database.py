"""The engine of the one gateway: an SQLite file, or PostgreSQL for teams."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Self

from sqlalchemy import URL, create_engine, event, func, make_url, select, text
from sqlalchemy.exc import ArgumentError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as AllConnectionsTaken
from sqlalchemy.orm import Session

from api.storage.errors import UnusableAddress
from api.storage.pseudonyms import KEPT_AT, Pseudonyms
from api.storage.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

    from api.settings import Settings

EMBEDDED = "quarterdeck.sqlite"
"""Name of the embedded database in its folder."""
LOCK_OF_MIGRATIONS, LOCK_OF_CLAIMS = 7_104_237_751, 7_104_237_752
LOCK_OF_ATTEMPTS, LOCK_OF_ADMINISTRATORS = 7_104_237_753, 7_104_237_754
"""Numbers of PostgreSQL's advisory locks; see `lock`."""
BUSY_SECONDS = 15
"""How long a writer of SQLite waits for another one."""
TURNS = "-turns"
"""What the name of the file ends with by which writers take turns."""
CONNECTIONS = 20
"""Kept open at most."""
MORE_CONNECTIONS, POOL_SECONDS = 5, 10
"""Of PostgreSQL, opened where all are taken, and how long to wait then: to open one and
close it again costs more than most queries."""
LOST = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
"""Seconds, and milliseconds, after which a silent PostgreSQL counts as gone."""
IDLE_SECONDS = 2.0
"""A connection that was used later than so long ago is taken to be good still."""
USED_AT = "quarterdeck_used_at"
"""Under which a connection of the pool keeps when it was used."""
WRITES = "quarterdeck_writes"
"""The option of a connection whose transaction may write."""
PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers and the writer do not wait for each other
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
)


@dataclass(frozen=True, slots=True)
class Database:
    """A database, and the two kinds of transaction on it.

    Attributes
    ----------
    pseudonyms
        What people's names are made into before they are kept; None where they stay.
    turns
        By which writers wait for each other; None where the database sees to it.
    lookout
        The engine without transactions, where looking needs none.
    """

    engine: Engine
    pseudonyms: Pseudonyms | None = None
    turns: Turns | None = None
    lookout: Engine | None = None

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Return the database of the settings; the embedded one if they name none."""
        key = settings.pseudonym_key
        names = Pseudonyms(key.get_secret_value().encode()) if key else None
        if settings.database_url is not None:
            found = cls.at(settings.database_url.get_secret_value())
            return replace(found, pseudonyms=names)
        settings.data_folder.mkdir(parents=True, exist_ok=True)
        file = settings.data_folder / EMBEDDED
        found = cls._in(URL.create("sqlite", database=str(file)))
        return replace(found, pseudonyms=names)

    @classmethod
    def at(cls, address: str) -> Self:
        """Return the database at an address.

        Raises
        ------
        UnusableAddress
            If it is no address, or of another kind of database.
        """
        try:
            url = make_url(address)
        except ArgumentError:
            raise UnusableAddress("This is no address of a database.") from None
        match url.get_backend_name():
            case "sqlite" if url.database not in {None, "", ":memory:"}:
                return cls._in(url)
            case "postgresql" | "postgres":
                engine = _postgresql(url)
                free = engine.execution_options(isolation_level="AUTOCOMMIT")
                return cls(engine, lookout=free)
            case kind:
                raise UnusableAddress(
                    f"A database of the kind {kind!r} at "
                    f"{url.render_as_string()!r} cannot be used: name one of "
                    "PostgreSQL, or a file of SQLite."
                )

    @classmethod
    def _in(cls, url: URL) -> Self:
        """Return the database in a file."""
        return cls(_sqlite(url), turns=Turns(Path(f"{url.database}{TURNS}")))

    @property
    def is_embedded(self) -> bool:
        """Whether it is a file that only this machine uses."""
        return self.engine.dialect.name == "sqlite"

    @property
    def _info(self) -> dict[str, object]:
        """What every session knows."""
        return {KEPT_AT: self.pseudonyms}

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees what is committed and keeps nothing."""
        with Session(self.engine, info=self._info) as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Yield what reads as a session does, but rows only, at half of its cost.

        In PostgreSQL each statement sees what is committed when it begins, as there in
        a session, too; that there is no transaction saves two ways to the server.
        """
        with (self.lookout or self.engine).connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session whose changes are one commit, or none after an error."""
        engine = self.engine.execution_options(**{WRITES: True})
        turn = self.turns.turn() if self.turns is not None else nullcontext()
        with turn, Session(engine, info=self._info) as session, session.begin():
            yield session

    def is_ready(self) -> bool:
        """Return whether it answers."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except (OperationalError, AllConnectionsTaken):
            return False
        return True

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()
        if self.turns is not None:
            self.turns.close()


def lock(session: Session, number: int) -> None:
    """Wait until nobody else holds a lock, and hold it until the transaction ends.

    A transaction of SQLite that may write keeps all others off as it is.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(number)))


def steady(session: Session) -> None:
    """Let a session, from its first statement on, see one moment and nothing later.

    A transaction of SQLite does so as it is.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=CONNECTIONS,
            max_overflow=MORE_CONNECTIONS,
            pool_timeout=POOL_SECONDS,
            connect_args={k: v for k, v in LOST.items() if k not in url.query},
        )
    except ModuleNotFoundError:
        raise UnusableAddress(
            "PostgreSQL needs one more package: pip install 'quarterdeck[postgres]'."
        ) from None
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", partial(_try_idle, engine))
    return engine


def _note_use(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info[USED_AT] = monotonic()


def _try_idle(
    engine: Engine,
    connection: DBAPIConnection,
    entry: ConnectionPoolEntry,
    _proxy: PoolProxiedConnection,
) -> None:
    """Try a connection that nobody has used for a while; the server may be another.

    Raises
    ------
    DisconnectionError
        If it does not answer, so that the pool opens a new one.
    """
    if monotonic() - entry.info.get(USED_AT, inf) < IDLE_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error:
        raise DisconnectionError from None


def _sqlite(url: URL) -> Engine:
    # One more is an open file; nobody may wait for one in the thread of the loop.
    engine = create_engine(url, pool_size=CONNECTIONS, max_overflow=-1)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Set up a new connection; `_begin` begins transactions, not the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the lock of writers at once where it will be needed.

    A transaction that reads first and writes later is refused without waiting when
    somebody else has written in between.
    """
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    # Nobody waits here, and nothing can be wrong: without the ways of statements,
    # which cost several times what it does.
    cursor = connection.connection.cursor()
    cursor.execute("BEGIN")
    cursor.close()
