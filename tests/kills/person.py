"""Somebody at a browser: cookies, forms with their tokens, links; signs with a key of the development authority."""

import base64
import hashlib
import html
import re
from pathlib import Path
from typing import Any

import httpx

from turbota_demo import cast, papers
from turbota_simulators.issuing import Issued
from turbota_simulators.signing import sign

ANSWER_SECONDS = 90.0
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_TAGS = re.compile(r"<(script|style|svg|title)\b.*?</\1>|<[^>]+>", re.DOTALL)
PHOTO = papers.page(["Паспорт"])


def words_of(answer: httpx.Response) -> str:
    """The text of a page as a person reads it."""
    return " ".join(html.unescape(_TAGS.sub(" ", answer.text)).replace("\u00a0", " ").split())


class Person:
    """One browser. A broken connection is an httpx.TransportError, as a person would see an error page."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, follow_redirects=True, timeout=ANSWER_SECONDS)

    def look(self, path: str) -> httpx.Response:
        """Open a page."""
        return self.http.get(path)

    def send(
        self, page: str, values: dict[str, Any], *, to: str = "", files: Any = None, follow: bool = True
    ) -> httpx.Response:
        """Open the page, take the token of its form and send the form, to the page itself unless `to` is given."""
        return self.sender(page, to=to)(values, files=files, follow=follow)

    def sender(self, page: str, *, to: str = "") -> Any:
        """The form of the page, opened now and sent later (and once more, as by the button "again")."""
        opened = self.look(page)
        assert opened.status_code == 200, (opened.status_code, words_of(opened))
        token = _TOKEN.search(opened.text)
        assert token, f"there is no form on {page}"

        def press(values: dict[str, Any], *, files: Any = None, follow: bool = True) -> httpx.Response:
            return self.http.post(
                to or page,
                data={"csrfmiddlewaretoken": token[1], **values},
                files=files,
                headers={"Referer": f"{self.http.base_url}{page}"},
                follow_redirects=follow,
            )

        return press

    # ── signing in ────────────────────────────────────────────────────────────────────────────

    def enter_as_citizen(self, key: str) -> "Person":
        """Through the training id.gov.ua, as its page does."""
        asked = self.send("/sign-in/", {"next": ""}, to="/sign-in/citizen/")
        hidden = dict(
            re.findall(r'<input type="hidden" name="(redirect_uri|state)" value="([^"]*)">', asked.text)[:2]
        )
        values = {**{name: html.unescape(value) for name, value in hidden.items()}, "person": key}
        came = self.http.post(str(asked.url.copy_with(path="/", query=None)), data=values)
        assert came.url.path == "/cabinet/", words_of(came)
        return self

    def enter_as_staff(self, code: str) -> "Person":
        """With the personal code and the password."""
        came = self.send("/sign-in/staff/", {"code": code, "password": cast.PASSWORD})
        assert came.status_code == 200 and "/sign-in/" not in came.url.path, words_of(came)
        return self

    # ── what a person does in one go ──────────────────────────────────────────────────────────

    def signed(self, paper: str, key: Issued) -> dict[str, str]:
        """Download the paper and sign its bytes as the script of the page does: what its form then sends."""
        content = self.look(paper)
        assert content.headers["Content-Type"] == "application/pdf", words_of(content)
        return {
            "sha256": hashlib.sha256(content.content).hexdigest(),
            "signature": base64.b64encode(sign(key, content.content)).decode(),
        }

    def confirm(self, case: str) -> httpx.Response:
        """Read the warning and the consent, tick both: the paper is printed."""
        return self.send(f"{case}/check/", {"warning": "on", "consent": "on"})


def photo(content: bytes = PHOTO) -> list[tuple[str, tuple[str, bytes, str]]]:
    """One photo in the field of an upload."""
    return [("files", ("photo.jpg", content, "image/jpeg"))]


def sealed_files(folder: Path) -> list[Path]:
    """Everything that lies in the store, drafts too."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
