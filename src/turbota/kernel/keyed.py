"""A hash that only this installation can repeat; it stands where a number or an address would name a person."""

import hashlib
import hmac

from django.conf import settings


def keyed_hash(text: str) -> str:
    """64 hexadecimal signs, the same for the same text as long as TURBOTA_IDENTITY_KEY is the same."""
    return hmac.new(settings.TURBOTA_IDENTITY_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
