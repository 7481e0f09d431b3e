"""Whole numbers that stand in addresses and hidden boxes: whatever else stands there is no number."""

LONGEST = 9


def whole_number(text: str) -> int | None:
    """The number of at most nine plain digits; None for anything else, also for «²» and for endless digits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
