"""Reads about places: by the beginning of a name, by code, and the way up to the oblast."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Case, Q, QuerySet, Value, When

from turbota.kernel.alphabet import alphabetical
from turbota.places.folding import Wanted, wanted
from turbota.places.models import LIVED_IN, TOP, Place

SHORTEST, LONGEST = 2, 100
PAGE = 12
ALIKE, FIRST_LETTERS, MOST_ALIKE = 0.75, 3, 400
"""How near a misspelt name has to be, how many of its first letters have to be right, and how many are compared."""


@dataclass(frozen=True)
class Found:
    """Places for what was typed. `more`: there are others, a raion or an oblast would tell them apart.

    `guessed`: nothing is called so, these are called nearly so.
    """

    places: tuple[Place, ...] = ()
    more: bool = False
    guessed: bool = False

    @property
    def only(self) -> Place | None:
        """The one place that is meant; None when there are several, or when it is a guess."""
        return self.places[0] if len(self.places) == 1 and not self.guessed else None


def search(words: str, *, categories: Sequence[str] = LIVED_IN, oblast: str = "") -> Found:
    """Places whose name, or its second word, begins so; the whole name first, then larger places. At most PAGE.

    «Іванівка, Чугуївський» and «Іванівка Чугуївський» ask for one raion or community. `oblast`: only inside this code.
    Raises nothing: odd words find nothing.
    """
    meant = wanted(words[:LONGEST])
    rows = Place.objects.filter(valid_until__isnull=True, category__in=categories)
    if oblast:
        rows = rows.filter(Q(ancestors__0=oblast) | Q(pk=oblast))
    for one in meant:
        if len(one.key) >= SHORTEST:
            found = list(_beginning(rows, one)[: PAGE + 1])
            if found:
                return Found(tuple(found[:PAGE]), len(found) > PAGE)
    return _alike(rows, meant[0]) if meant and len(meant[0].key) > FIRST_LETTERS else Found()


def _within(rows: QuerySet[Place], one: Wanted) -> QuerySet[Place]:
    for part in one.within:
        rows = rows.filter(within_key__contains=part)
    return rows


def _beginning(rows: QuerySet[Place], one: Wanted) -> QuerySet[Place]:
    rows = _within(rows.filter(Q(key__startswith=one.key) | Q(tail__startswith=one.key)), one)
    near = Case(
        When(key=one.key, then=Value(0)), When(key__startswith=one.key, then=Value(1)), default=Value(2)
    )
    return rows.order_by(near, "rank", "key", "code")


def _alike(rows: QuerySet[Place], one: Wanted) -> Found:
    """Names that begin with the same letters and are nearly the same."""
    near = _within(rows.filter(key__startswith=one.key[:FIRST_LETTERS]), one).order_by("rank", "key", "code")
    scored = [(SequenceMatcher(None, one.key, place.key).ratio(), place) for place in near[:MOST_ALIKE]]
    best = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return Found(tuple(place for _, place in best[:PAGE]), len(best) > PAGE, guessed=True)


def place(code: str) -> Place | None:
    """The place with this code, in force or not; None when there is none."""
    return Place.objects.filter(pk=code).first() if code else None


def by_code(codes: Iterable[str]) -> list[Place]:
    """Places of these codes, in force or not, larger ones last."""
    wanted = [code for code in codes if code]
    return list(Place.objects.filter(pk__in=wanted).order_by("rank", "name", "code")) if wanted else []


def in_force(codes: Iterable[str]) -> list[Place]:
    """The same without places that left the codifier."""
    return [one for one in by_code(codes) if one.valid_until is None]


def oblasts() -> list[Place]:
    """Oblasts and the two cities of their own rank, in the order of the Ukrainian alphabet."""
    rows = Place.objects.filter(valid_until__isnull=True, category__in=TOP)
    return sorted(rows, key=lambda one: (alphabetical(one.name), one.code))
