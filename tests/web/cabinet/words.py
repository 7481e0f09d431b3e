"""Reading an answer as a person does."""

import html
import re

from django.http import HttpResponse


def words_of(reply: HttpResponse) -> str:
    """The page as plain words with ordinary spaces."""
    text = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", reply.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(text).replace("\u00a0", " "))
