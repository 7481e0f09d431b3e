"""What a person can read of a text that somebody typed as a ground: signs without ink are no ground."""


def legible(text: str) -> str:
    """The text without signs that cannot be seen; empty when it has neither a letter nor a figure."""
    seen = "".join(sign for sign in text if sign.isprintable() or sign == "\n").strip()
    return seen if any(sign.isalnum() for sign in seen) else ""
