"""Invented places of the demonstration, under codes that no codifier can have (`FICTIONAL`)."""

from datetime import date

from turbota.places.codifier import Row
from turbota.places.models import FICTIONAL, Category, Place
from turbota.places.operations import places_of

SINCE = date(2020, 1, 1)


def _code(number: int) -> str:
    return f"{FICTIONAL}{number:015}"


OBLAST, RAION = _code(1), _code(10)
DOLYNA, YAVIR, KALYNA, WILD = _code(101), _code(102), _code(103), _code(104)
ZRAZKOVE, LUHOVE = _code(1031), _code(1032)
UNSERVED = _code(1041)
"""A village of a community without a unit: its reports go to the desk of the oblast."""
_IN = (OBLAST, RAION)
ROWS = (
    Row(OBLAST, Category.OBLAST, "Вишнева", ()),
    Row(RAION, Category.RAION, "Вишневий", (OBLAST,)),
    Row(DOLYNA, Category.COMMUNITY, "Вишнедольська", _IN),
    Row(_code(1011), Category.VILLAGE, "Вишнедол", (*_IN, DOLYNA)),
    Row(YAVIR, Category.COMMUNITY, "Яворівська-Прикладна", _IN),
    Row(_code(1021), Category.SETTLEMENT, "Прикладне", (*_IN, YAVIR)),
    Row(_code(1022), Category.VILLAGE, "Іванівка", (*_IN, YAVIR)),
    Row(KALYNA, Category.COMMUNITY, "Калинівська-Зразкова", _IN),
    Row(ZRAZKOVE, Category.CITY, "Зразкове", (*_IN, KALYNA)),
    Row(LUHOVE, Category.VILLAGE, "Лугове", (*_IN, KALYNA)),
    Row(_code(1033), Category.VILLAGE, "Іванівка", (*_IN, KALYNA)),
    Row(WILD, Category.COMMUNITY, "Далекопільська", _IN),
    Row(UNSERVED, Category.VILLAGE, "Далеке Поле", (*_IN, WILD)),
)


def ensure() -> None:
    """Enter the places, if they are not there."""
    if not Place.objects.filter(pk=UNSERVED).exists():
        Place.objects.bulk_create(places_of(ROWS, SINCE), ignore_conflicts=True)
