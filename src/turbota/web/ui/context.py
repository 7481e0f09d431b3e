"""What every page shows around its content: the kind of the copy, the phone, the reader's own settings."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

EASE_COOKIE = "ease"
TONES = (
    ("auto", "як у пристрої"),
    ("light", "світлі"),
    ("dark", "темні"),
    ("contrast", "контрастні"),
    ("mono", "без кольору"),
)
SIZES = (("m", "звичайний"), ("l", "більший"), ("xl", "найбільший"))


@dataclass(frozen=True, slots=True)
class Ease:
    """The reader's choice in the accessibility panel. Nothing in it says who the reader is."""

    tone: str = "auto"
    size: str = "m"
    wide: bool = False

    def cookie(self) -> str:
        """The value of the cookie: «dark.l.wide»."""
        return ".".join((self.tone, self.size, "wide" if self.wide else "plain"))


def ease_from(tone: str, size: str, wide: bool) -> Ease:
    """A choice made of what came from a form or a cookie; unknown words mean the usual look."""
    return Ease(
        tone=tone if tone in dict(TONES) else "auto",
        size=size if size in dict(SIZES) else "m",
        wide=wide,
    )


def read_ease(request: HttpRequest) -> Ease:
    """The choice kept in the cookie of this browser."""
    parts = request.COOKIES.get(EASE_COOKIE, "").split(".")
    if len(parts) != 3:
        return Ease()
    return ease_from(parts[0], parts[1], parts[2] == "wide")


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page. `demo`: said in a banner. `phone` is shown, `phone_url` is dialled."""

    demo: bool
    phone: str
    phone_hours: str
    ease: Ease
    tones: tuple[tuple[str, str], ...] = TONES
    sizes: tuple[tuple[str, str], ...] = SIZES

    @property
    def phone_url(self) -> str:
        """The `tel:` address of the phone."""
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


def page(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: the variable `frame` of the base templates."""
    return {
        "frame": Frame(
            demo=settings.TURBOTA_MODE == "demo",
            phone=settings.TURBOTA_PHONE,
            phone_hours=settings.TURBOTA_PHONE_HOURS,
            ease=read_ease(request),
        )
    }
