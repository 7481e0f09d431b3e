"""Serving stored files: never guessed, never run, never kept by the browser."""

from django.http import HttpResponse

from turbota.documents.models import StoredFile
from turbota.documents.operations import read


def file_response(content: bytes, *, media_type: str, name: str, inline: bool = True) -> HttpResponse:
    """Bytes as a download or inside the page. `name` is a plain ASCII name without personal data."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response._csp_config = {"default-src": ["'none'"], "sandbox": True, "frame-ancestors": ["'self'"]}  # type: ignore[attr-defined]
    return response


def pdf_response(stored: StoredFile, name: str, *, inline: bool = True) -> HttpResponse:
    """A stored PDF. The caller has checked that the actor may read its owner."""
    return file_response(read(stored), media_type="application/pdf", name=name, inline=inline)
