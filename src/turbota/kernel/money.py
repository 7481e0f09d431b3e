"""Money is an integer of kopiykas everywhere; these functions only read and show it."""

import re

NBSP = "\u00a0"
_TYPED = re.compile(r"^(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d{1,2}))?$")
LARGEST = 10**10


def hryvnias(kopiykas: int) -> str:
    """435000 → «4 350,00 ₴» with no-break spaces; a negative sum takes a real minus."""
    return f"{amount(kopiykas)}{NBSP}₴"


def amount(kopiykas: int) -> str:
    """435000 → «4 350,00», for columns where the sign of the currency stands in the heading."""
    whole, part = divmod(abs(kopiykas), 100)
    grouped = f"{whole:,}".replace(",", NBSP)
    return f"{'−' if kopiykas < 0 else ''}{grouped},{part:02d}"


def plain(kopiykas: int) -> str:
    """435000 → "4350.00", the form of JSON answers and of files."""
    whole, part = divmod(abs(kopiykas), 100)
    return f"{'-' if kopiykas < 0 else ''}{whole}.{part:02d}"


def parse(text: str) -> int:
    """What a person typed → kopiykas: «4 350», «4350,5», «4350.50 грн». Raises ValueError when it is not a sum."""
    cleaned = re.sub(r"\s*(₴|грн\.?)\s*$", "", text.strip(), flags=re.IGNORECASE)
    found = _TYPED.match(cleaned)
    if not found:
        raise ValueError("not a sum of money")
    whole = int(re.sub(r"\D", "", found.group(1)))
    part = (found.group(2) or "0").ljust(2, "0")
    kopiykas = whole * 100 + int(part)
    if kopiykas > LARGEST:
        raise ValueError("too large a sum of money")
    return kopiykas
