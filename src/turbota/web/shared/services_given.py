"""Services that a decision gives, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turbota.assistance.calculation import days_words
from turbota.decisions.services import how_much, services_of
from turbota.web.ui.words import long_date


@dataclass(frozen=True, slots=True)
class ServiceGiven:
    """A service in words."""

    title: str
    volume: str
    when: str
    place: str
    provider: str
    payment: str


def services_given(kept: Mapping[str, Any]) -> tuple[ServiceGiven, ...]:
    """The services of a calculation that was kept with a decision."""
    return tuple(
        ServiceGiven(
            title=one.title,
            volume=how_much(one),
            when=days_words(one.since, one.until, long_date),
            place=one.place,
            provider=one.provider,
            payment=one.payment,
        )
        for one in services_of(kept)
    )
