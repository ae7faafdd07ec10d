"""The leanest client we can write, so that it takes little of the cores: ready bytes out, status and length back."""

import re
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass

HEAD_ENDS = b"\r\n\r\n"
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pressed:
    """How one request ended and how long it took."""

    status: int
    seconds: float


class _Line:
    """One kept connection with one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.began = 0.0
        self.heard = b""

    def send(self, request: bytes) -> None:
        self.heard, self.began = b"", time.perf_counter()
        self.socket.sendall(request)

    def hear(self) -> Pressed | None:
        """Read what came; the answer when it is whole."""
        part = self.socket.recv(65536)
        if not part:
            message = "the server closed the connection"
            raise ConnectionError(message)
        self.heard += part
        head, found, body = self.heard.partition(HEAD_ENDS)
        length = LENGTH.search(head) if found else None
        if length is None or len(body) < int(length[1]):
            return None
        return Pressed(int(head[9:12]), time.perf_counter() - self.began)


def press_many(port: int, requests: Sequence[bytes], connections: int) -> list[Pressed]:
    """Send all requests over so many connections, each with one under way at a time. Answers must say their length."""
    waiting, pressed = iter(requests), list[Pressed]()
    with selectors.DefaultSelector() as selector:
        for _, request in zip(range(connections), waiting, strict=False):
            line = _Line(port)
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.send(request)
        while selector.get_map():
            for key, _ in selector.select():
                answer = key.data.hear()
                if answer is None:
                    continue
                pressed.append(answer)
                following = next(waiting, None)
                if following is None:
                    selector.unregister(key.fileobj)
                    key.data.socket.close()
                else:
                    key.data.send(following)
    return pressed
