"""A body is taken before the work begins: who sends slowly holds no place of those who wait for a page."""

import errno
import threading
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest

from turbota.project import receiving
from turbota.project.receiving import CONNECTED, IN_MEMORY, LARGEST, WORKING, Receiving

PATIENCE = 20


def ask(around: Receiving, body: Any = b"", length: int | None = None) -> bytes:
    source = BytesIO(body) if isinstance(body, bytes) else body
    size = len(body) if length is None else length
    environ = {"wsgi.input": source, "CONTENT_LENGTH": str(size) if size else ""}
    return b"".join(around(environ, lambda *_: lambda _: None))


def echo(environ: dict[str, Any], _: object) -> Iterable[bytes]:
    return [environ["wsgi.input"].read()]


class Slow(BytesIO):
    """A body of which nothing comes until it is let go."""

    def __init__(self) -> None:
        super().__init__(b"late")
        self.asked, self.go = threading.Event(), threading.Event()

    def read(self, size: int | None = -1, /) -> bytes:
        self.asked.set()
        assert self.go.wait(PATIENCE)
        return super().read(size)


def test_slow_senders_keep_nobody_from_a_page() -> None:
    around, slow = Receiving(echo), [Slow() for _ in range(CONNECTED - 1)]
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda one=one: answers.append(ask(around, one, 4)), daemon=True)
        for one in slow
    ]
    for thread in threads:
        thread.start()
    assert all(one.asked.wait(PATIENCE) for one in slow)
    page = threading.Thread(target=lambda: answers.append(ask(around)), daemon=True)
    page.start()
    page.join(PATIENCE)
    assert answers == [b""]
    for one in slow:
        one.go.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert answers == [b"", *[b"late"] * len(slow)]


def test_no_more_are_worked_on_at_once_than_there_are_places() -> None:
    count, most, lock, go = 0, 0, threading.Lock(), threading.Event()
    full = threading.Event()

    def work(environ: dict[str, Any], _: object) -> Iterable[bytes]:
        nonlocal count, most
        with lock:
            count += 1
            most = max(most, count)
            if count == WORKING:
                full.set()
        go.wait(PATIENCE)
        with lock:
            count -= 1
        return [b"done"]

    around = Receiving(work)
    threads = [threading.Thread(target=lambda: ask(around), daemon=True) for _ in range(3 * WORKING)]
    for thread in threads:
        thread.start()
    assert full.wait(PATIENCE)
    go.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert (most, count) == (WORKING, 0)


def test_a_failure_of_the_work_gives_its_place_back() -> None:
    def fail(environ: dict[str, Any], _: object) -> Iterable[bytes]:
        raise ValueError

    around = Receiving(fail)
    for _ in range(WORKING + 1):
        with pytest.raises(ValueError):
            ask(around)


@pytest.mark.parametrize("size", [1, IN_MEMORY - 1, IN_MEMORY + 1, 3 * IN_MEMORY])
def test_the_body_comes_whole_and_no_byte_more(size: int) -> None:
    body = bytes(number % 251 for number in range(size))
    assert ask(Receiving(echo), body) == body
    assert ask(Receiving(echo), body + b"of the next request", size) == body


@pytest.mark.parametrize("length", ["", "0", "-5", "x", "²", str(LARGEST + 1)])
def test_nothing_is_read_of_a_body_without_a_length_or_too_large(length: str) -> None:
    environ = {"wsgi.input": Slow(), "CONTENT_LENGTH": length}
    assert b"".join(Receiving(echo)(environ, lambda *_: lambda _: None)) == b""


def test_a_body_for_which_there_is_no_room_fails_where_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(BytesIO):
        def write(self, _: object, /) -> int:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(receiving, "SpooledTemporaryFile", lambda **_: Full())
    with pytest.raises(OSError) as met:
        ask(Receiving(echo), b"photo")
    assert met.value.errno == errno.ENOSPC


def test_half_a_form_is_no_form() -> None:
    with pytest.raises(ConnectionAbortedError):
        ask(Receiving(echo), b"agree=on", 100)
