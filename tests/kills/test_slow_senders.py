"""Nobody is killed here, but the site would stand still as if: many send their forms so slowly that nothing comes."""

import socket
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
from tests.kills.conftest import Town

from turbota.project.receiving import CONNECTED

PATIENCE = 20
FORM = (
    "POST /report/follow/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken={token}\r\nExpect: 100-continue\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
)


def test_who_sends_nothing_keeps_nobody_from_a_page(town: Town) -> None:
    place = urlsplit(town.platform.address)
    assert place.hostname and place.port
    with ExitStack() as lines:
        for _ in range(CONNECTED - 2):
            line = lines.enter_context(socket.create_connection((place.hostname, place.port), PATIENCE))
            line.sendall(FORM.format(token="a" * 32).encode())
            assert b"100 Continue" in line.recv(200)  # the server is at its body now
            line.sendall(b"code=")
        assert httpx.get(f"{town.platform.address}/", timeout=PATIENCE).status_code == 200
        assert httpx.get(f"{town.platform.address}/report/", timeout=PATIENCE).status_code == 200
    assert httpx.get(f"{town.platform.address}/", timeout=PATIENCE).status_code == 200
