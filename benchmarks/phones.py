"""A phone on a bad line: it sends its form again and again, with the same key, until it is told the receipt."""

import http.client
import time
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

PATH = "/cajamarca/procesos/leche/ideas/enviar/"
TOKEN = "b" * 32
RECEIPT = "/mi-voz/recibo/"
PAUSE, PATIENCE = 0.2, 180.0


@dataclass(frozen=True, slots=True)
class Phone:
    """One form with its key, in front of one product."""

    port: int
    key: str

    def send_until_received(self, failures: Counter[str]) -> int:
        """Repeat until acknowledged; give the number of the receipt and note each failure on the way."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            outcome = self.send()
            if isinstance(outcome, int):
                return outcome
            failures[outcome] += 1
            time.sleep(PAUSE)
        raise TimeoutError(self.key)

    def send(self) -> int | str:
        """Send once: the receipt's number, or what went wrong."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", PATH, urlencode(self.form()), self.headers())
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        finally:
            connection.close()
        where = answer.getheader("Location", "")
        if answer.status == http.HTTPStatus.FOUND and where.startswith(RECEIPT):
            return int(where.removeprefix(RECEIPT).rstrip("/"))
        return str(answer.status)

    def form(self) -> dict[str, str]:
        return {
            "title": f"Idea {self.key}",
            "text": f"Un tanque frío compartido evita que la leche se pierda en la mañana ({self.key}).",
            "idempotency_key": self.key,
            "csrfmiddlewaretoken": TOKEN,
        }

    def headers(self) -> dict[str, str]:
        number = int(self.key.rpartition("-")[2])
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={TOKEN}",
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        }
