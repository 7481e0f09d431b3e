"""Places of the codifier, what they were before, and the editions that were loaded."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

CODE_LENGTH = 19
FICTIONAL = "UA00"
"""How codes of the demonstration begin: no oblast has the number 00."""


class Category(models.TextChoices):
    """The letter of the codifier."""

    OBLAST = "O", "область"
    SPECIAL_CITY = "K", "місто зі спеціальним статусом"
    RAION = "P", "район"
    COMMUNITY = "H", "територіальна громада"
    CITY = "M", "місто"
    TOWN = "T", "селище міського типу"
    VILLAGE = "C", "село"
    SETTLEMENT = "X", "селище"
    DISTRICT = "B", "район у місті"


SPOKEN: dict[str, str] = {
    Category.OBLAST: "{} область", Category.SPECIAL_CITY: "м. {}", Category.RAION: "{} район",
    Category.COMMUNITY: "{} громада", Category.CITY: "м. {}", Category.TOWN: "смт {}", Category.VILLAGE: "с. {}",
    Category.SETTLEMENT: "с-ще {}", Category.DISTRICT: "{} район міста",
}  # fmt: skip
WHOLE = ("Автономна Республіка",)
"""Names that need no word of their kind."""
TOP = (Category.OBLAST, Category.SPECIAL_CITY)
LIVED_IN = (
    Category.SPECIAL_CITY, Category.CITY, Category.TOWN, Category.SETTLEMENT, Category.VILLAGE, Category.COMMUNITY,
    Category.DISTRICT,
)  # fmt: skip
"""Where something may happen to somebody: a settlement, a district of a city, or at least a community."""
RANKS: dict[str, int] = {
    category: rank for rank, category in enumerate((*LIVED_IN, Category.RAION, Category.OBLAST))
}
"""The order of places with the same name."""


def spoken(category: str, name: str) -> str:
    """The name as people say it: «с. Вишнедол», «Вишнедольська громада»."""
    return name if name.startswith(WHOLE) else SPOKEN[category].format(name)


class Place(models.Model):
    """One place. `ancestors` are codes from the oblast down to the parent, `within` says them from the parent up.

    `key`, `tail` and `within_key` are folded names for the search (`folding`), `rank` sets places of one name in order.
    In force from `valid_from` to `valid_until` (that day is no longer included).
    """

    code = models.CharField(max_length=CODE_LENGTH, primary_key=True)
    category = models.CharField(max_length=1, choices=Category.choices)
    name = models.CharField(max_length=100)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    ancestors = ArrayField(models.CharField(max_length=CODE_LENGTH), default=list)
    within = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=100)
    tail = models.CharField(max_length=100, blank=True)
    within_key = models.CharField(max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="place_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["key"], opclasses=["text_pattern_ops"], name="place_by_key"),
            models.Index(fields=["tail"], opclasses=["text_pattern_ops"], name="place_by_tail"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def spoken(self) -> str:
        """«с. Вишнедол»."""
        return spoken(self.category, self.name)

    @property
    def words(self) -> str:
        """«с. Вишнедол, Вишнедольська громада, Вишневий район, Вишнева область»."""
        return f"{self.spoken}, {self.within}" if self.within else self.spoken

    @property
    def brief(self) -> str:
        """The place with the nearest one around it, which tells it apart: «с. Вишнедол, Вишнедольська громада»."""
        nearest = self.within.partition(", ")[0]
        return (
            f"{self.spoken}, {nearest}" if nearest and self.rank < RANKS[Category.COMMUNITY] else self.spoken
        )

    @property
    def chain(self) -> list[str]:
        """Codes from the place itself up to its oblast."""
        return [self.code, *reversed(self.ancestors)]


class FormerPlace(models.Model):
    """What a place was called, or belonged to, from a day to a day. Rows are only added."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="former")
    category = models.CharField(max_length=1, choices=Category.choices)
    name = models.CharField(max_length=100)
    within = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place", "valid_from"], name="former_of_place")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.valid_from}"


class Edition(models.Model):
    """A file of the codifier that was loaded: what its title says, from which day it counts, and what it changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    title = models.TextField(blank=True)
    since = models.DateField()
    loaded_at = models.DateTimeField()
    places = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.since}"
