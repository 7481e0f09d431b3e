"""People who send their applications through the proxy, and send again when told to: what was acknowledged?"""

import html
import re
import ssl
import threading
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg

from deploy.trial.places import SITE, Failed

GIVE_UP_SECONDS = 90
PEOPLE_AT_ONCE = 6
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
NUMBER = re.compile(r"\d\d-\d{6}")


@dataclass
class Book:
    """What the people and the writer were told, with the seconds of a monotonic clock."""

    acknowledged: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    without_retry_after: int = 0
    marks: list[int] = field(default_factory=list)
    mark_times: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str) -> None:
        """Something did not work at the first try."""
        with self.lock:
            self.refused[what] += 1


class Load:
    """Sends prepared applications, a few people at once, `pace` applications a second."""

    def __init__(self, trusted: Path, book: Book, pace: float) -> None:
        self.trusted = ssl.create_default_context(cafile=str(trusted))
        self.book = book
        self.pause = 1 / pace
        self.pool = ThreadPoolExecutor(PEOPLE_AT_ONCE, thread_name_prefix="person")

    def begin(self, prepared: list[dict[str, str]]) -> list[Future[None]]:
        """Begin to send all of these; the pace is kept by the people themselves."""
        begun = time.monotonic()
        return [
            self.pool.submit(self._person, one, begun + number * self.pause)
            for number, one in enumerate(prepared)
        ]

    def send(self, one: dict[str, str]) -> None:
        """Send one now and wait for its number."""
        self._person(one, time.monotonic())

    def _person(self, one: dict[str, str], when: float) -> None:
        time.sleep(max(0.0, when - time.monotonic()))
        base = f"https://{SITE}"
        with httpx.Client(base_url=base, verify=self.trusted, timeout=30, trust_env=False) as client:
            client.cookies.set("sessionid", one["session"], domain=SITE)
            _Person(client, one, self.book).submit()


class _Person:
    """One person at one browser with one application."""

    def __init__(self, client: httpx.Client, one: dict[str, str], book: Book) -> None:
        self.client, self.one, self.book = client, one, book
        self.address = f"/cabinet/application/{one['application']}"
        self.until = time.monotonic() + GIVE_UP_SECONDS

    def submit(self) -> None:
        """Open the page, send the signature, send again when the platform asks so, read the number."""
        page = self._until_ok("GET", f"{self.address}/sign/")
        token = dict(HIDDEN.findall(page.text))["csrfmiddlewaretoken"]
        boxes = {name: self.one[name] for name in ("sha256", "signature")} | {"csrfmiddlewaretoken": token}
        answer = self._until_ok("POST", f"{self.address}/sign/", boxes)
        if answer.status_code != 302 or not answer.headers["Location"].endswith("/sent/"):
            raise Failed(f"an application was answered {answer.status_code} {_title(answer)}")
        with self.book.lock:
            self.book.acknowledged[self.one["application"]] = time.monotonic()
        shown = self._until_ok("GET", answer.headers["Location"])
        found = NUMBER.search(shown.text)
        if found is None:
            raise Failed("the page after the sending shows no number")
        with self.book.lock:
            self.book.numbers[self.one["application"]] = found.group()

    def _until_ok(self, method: str, address: str, boxes: dict[str, str] | None = None) -> httpx.Response:
        """Ask, and ask again after every break, for a minute and a half at most."""
        headers = {"Referer": f"https://{SITE}{address}"}
        while time.monotonic() < self.until:
            try:
                answer = self.client.request(method, address, data=boxes, headers=headers)
            except httpx.HTTPError as error:
                self.book.note(type(error).__name__)
                time.sleep(1)
                continue
            if answer.status_code < 500:
                return answer
            self.book.note(f"{answer.status_code} {_title(answer)}")
            boxes = self._sent_again(answer, boxes)
            time.sleep(1)
        raise Failed(f"{method} was not answered for {GIVE_UP_SECONDS} seconds")

    def _sent_again(self, answer: httpx.Response, boxes: dict[str, str] | None) -> dict[str, str] | None:
        """What the page of the break gives back to be sent again; what was typed must be in it."""
        if answer.status_code == 503 and "Retry-After" not in answer.headers:
            self.book.without_retry_after += 1
        if boxes is None or "csrfmiddlewaretoken" not in answer.text:
            return boxes
        found = {html.unescape(name): html.unescape(value) for name, value in HIDDEN.findall(answer.text)}
        if found != boxes:
            raise Failed("the page of the break lost what was sent")
        self.book.kept += 1
        return found


def _title(answer: httpx.Response) -> str:
    found = re.search(r"<title>([^<]*)", answer.text)
    return html.unescape(found.group(1)).strip() if found else ""


class Writer(threading.Thread):
    """Writes numbered rows one after the other, as fast as they are acknowledged: a dense series of commits."""

    def __init__(self, url: str, book: Book) -> None:
        super().__init__(name="writer", daemon=True)
        self.url, self.book = url, book
        self.ended = threading.Event()

    def run(self) -> None:
        """A row that was not acknowledged is not written again: its number is spent."""
        number = 0
        while not self.ended.is_set():
            try:
                with psycopg.connect(self.url, connect_timeout=3, autocommit=True) as connection:
                    while not self.ended.is_set():
                        number += 1
                        connection.execute("insert into trial_marks values (%s)", [number])
                        self.book.marks.append(number)
                        self.book.mark_times.append(time.monotonic())
                        time.sleep(0.01)
            except psycopg.Error:
                time.sleep(0.2)


def longest_gap(moments: list[float], since: float) -> float:
    """The longest time without an acknowledgement that ends after `since` (seconds of the same clock)."""
    ordered = sorted(moments)
    return max(
        (later - earlier for earlier, later in zip(ordered, ordered[1:], strict=False) if later > since),
        default=float("inf"),
    )
