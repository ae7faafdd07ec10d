"""A small client with many kept connections: ask, read the whole answer, note how long it took."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked."""

    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None

    def encoded(self, host: str) -> bytes:
        body = urlencode(self.form).encode() if self.form is not None else b""
        headers = {"Host": host, "Accept-Encoding": "br, gzip", **self.headers}
        if self.form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers in lower case, how long it took and how large the body was."""

    status: int
    headers: Mapping[str, str]
    seconds: float
    size: int


def ask_many(port: int, requests: Sequence[Request] | Iterator[Request], connections: int) -> list[Answer]:
    """Send all requests over so many connections, each with one request under way at a time."""
    return asyncio.run(_ask_many(port, iter(requests), connections))


def ask_for(port: int, seconds: float, connections: int, make: Callable[[int], Request]) -> list[Answer]:
    """Keep asking for some seconds."""
    end = time.monotonic() + seconds

    def requests() -> Iterator[Request]:
        number = 0
        while time.monotonic() < end:
            yield make(number)
            number += 1

    return ask_many(port, requests(), connections)


async def _ask_many(port: int, requests: Iterator[Request], connections: int) -> list[Answer]:
    answers: list[Answer] = []
    await asyncio.gather(*(_one_connection(port, requests, answers) for _ in range(connections)))
    return answers


async def _one_connection(port: int, requests: Iterator[Request], answers: list[Answer]) -> None:
    reader = writer = None
    for request in requests:
        if writer is None or reader is None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        start = time.perf_counter()
        writer.write(request.encoded(f"127.0.0.1:{port}"))
        status, headers = await _head(reader)
        size = await _body(reader, headers)
        answers.append(Answer(status, headers, time.perf_counter() - start, size))
        if headers.get("connection") == "close":
            writer.close()
            reader = writer = None
    if writer is not None:
        writer.close()


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, found, value = line.partition(": ")
        if found:
            earlier = headers.get(name.lower())
            headers[name.lower()] = f"{earlier}\n{value}" if earlier else value
    return int(lines[0].split()[1]), headers


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> int:
    if "content-length" in headers:
        return len(await reader.readexactly(int(headers["content-length"])))
    if "chunked" not in headers.get("transfer-encoding", ""):
        return 0
    total = 0
    while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
        total += len(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return total
