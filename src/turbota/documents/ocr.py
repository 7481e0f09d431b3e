"""Recognised text of a scan (Instruction 345, p. 1.4: tools for scanning and recognition of data).

For search and as a hint beside the scan only: amounts, «№» and «₴» are often read wrongly, so nothing read
here ever becomes an answer by itself.
"""

import os
import shutil
import subprocess

from turbota.documents import preview

TIMEOUT_SECONDS = 30
LANGUAGES = "ukr"


def installed() -> bool:
    """Whether tesseract with Ukrainian is on this machine."""
    binary = shutil.which("tesseract")
    if binary is None:
        return False
    listed = subprocess.run([binary, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    return LANGUAGES in listed.stdout.split()


def recognise(picture: bytes) -> str | None:
    """Ukrainian text of a picture (PNG, best at 300 dpi); None when tesseract is absent, fails or takes over
    30 s."""
    if not installed():
        return None
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", LANGUAGES, "--psm", "3", "--dpi", "300"],
            input=picture,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def recognise_page(pdf: bytes, page: int) -> str | None:
    """Text of a page (from 1) of a scan; two to three seconds, so ask from a job. None as in `recognise`."""
    return recognise(preview.for_reading(pdf, page))
