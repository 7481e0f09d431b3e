"""How many pages a PDF of our own has. Foreign files are counted in the sandbox, by `scans`."""

import io

import pikepdf


def pages_of(pdf: bytes) -> int:
    """Pages of a PDF that this platform printed."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
