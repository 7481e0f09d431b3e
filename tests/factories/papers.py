"""Reading a paper as another program does."""

import subprocess


def text_of(pdf: bytes) -> str:
    """The words of a paper, with single spaces."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())
