"""Those who read at the same time, each over a connection of their own.

All of them are in one thread and read nothing into answers: who asks shares the machine
with who answers, and threads would wait for each other rather than for the service.
"""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from time import monotonic, perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from benchmarks.service.served import Served

PAUSE = 1.0
"""Seconds for which somebody looks at what they have read, on average."""
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


class Unanswered(Exception):
    """What was asked was refused, or failed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads, over a connection that stands.

    Attributes
    ----------
    paths
        Kind of request → its path; which comes next is left to chance.
    told
        Kind of request → seconds until each answer was there.
    """

    server: Served
    paths: Mapping[str, str]
    random: Random
    answers: StreamReader
    requests: StreamWriter
    told: dict[str, list[float]] = field(default_factory=dict)

    @classmethod
    async def of(cls, server: Served, paths: Mapping[str, str], seed: int) -> Reader:
        """Connect somebody."""
        answers, requests = await asyncio.open_connection("127.0.0.1", server.port)
        return cls(server, paths, Random(seed), answers, requests)

    async def read(self) -> None:
        """Read something.

        Raises
        ------
        Unanswered
            If the answer is no good one.
        """
        kind = self.random.choice(list(self.paths))
        request = (
            f"GET {self.paths[kind]} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Authorization: Bearer {self.server.key}\r\n\r\n"
        )
        begun = perf_counter()
        self.requests.write(request.encode())
        head = await self.answers.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        assert length is not None, head
        await self.answers.readexactly(int(length[1]))
        self.told.setdefault(kind, []).append(perf_counter() - begun)
        if int(head.split()[1]) >= HTTPStatus.BAD_REQUEST:
            raise Unanswered(f"{self.paths[kind]}: {head.decode()}")


async def with_pauses(readers: Sequence[Reader], seconds: float) -> None:
    """Let each read something, look at it for a while, and go on."""

    async def one(reader: Reader) -> None:
        await asyncio.sleep(reader.random.uniform(0, 2 * PAUSE))
        await reader.read()

    await _each(readers, seconds, one)


async def at_one_instant(readers: Sequence[Reader], seconds: float) -> None:
    """Let all read at once, and wait for each other."""
    until = monotonic() + seconds
    while monotonic() < until:
        await asyncio.sleep(PAUSE)
        await asyncio.gather(*(reader.read() for reader in readers))


async def without_a_pause(readers: Sequence[Reader], seconds: float) -> None:
    """Let each read as fast as they are answered."""
    await _each(readers, seconds, Reader.read)


def read(
    way: Callable[[Sequence[Reader], float], Awaitable[None]],
    server: Served,
    paths: Mapping[str, str],
    people: int,
    seconds: float,
) -> dict[str, list[float]]:
    """Return how long each request took, by kind."""

    async def all_of_them() -> list[Reader]:
        wanted = [Reader.of(server, paths, seed) for seed in range(people)]
        readers = list(await asyncio.gather(*wanted))
        await way(readers, seconds)
        for reader in readers:
            reader.requests.close()
        return readers

    with ThreadPoolExecutor(1) as alone:
        readers = alone.submit(asyncio.run, all_of_them()).result()
    return {
        kind: [second for one in readers for second in one.told.get(kind, ())]
        for kind in paths
    }


async def _each(
    readers: Sequence[Reader],
    seconds: float,
    do: Callable[[Reader], Awaitable[None]],
) -> None:
    until = monotonic() + seconds

    async def go_on(reader: Reader) -> None:
        while monotonic() < until:
            await do(reader)

    await asyncio.gather(*map(go_on, readers))
