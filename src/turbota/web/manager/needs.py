"""Needs of the community as figures, for who plans services: the supervisor and the head of the unit."""

import csv
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.casework.case_states import LEVELS
from turbota.casework.need_queries import PLANNERS, Needs, People, ServiceNeed, needs
from turbota.casework.outcome_queries import FEWEST
from turbota.kernel import clock
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number

NOT_ASSESSED = "Не оцінено"
GAPS = {"nobody": "Нікому надавати", "places": "Надавачів або місць не вистачає", "": ""}
SERVICES = (
    "Послуга", "Потребують за планами", "Отримують", "Чекають відповіді чи місця", "Найдовше чекають від", "Ніхто не взяв",
    "Надавачів", "Місць", "Чого бракує",
)  # fmt: skip


@require_safe
@require_staff(*PLANNERS)
def page(request: HttpRequest) -> HttpResponse:
    """What people of the community need now and what there is for it."""
    found, year = _found(request)
    this_year = clock.today().year
    content = {
        "needs": found,
        "people": [
            ("Складність обставин", "Рівень", _levels(found)),
            ("Чинники складних обставин", "Чинник", found.factors),
            ("У чому потребують допомоги", "Сфера", found.domains),
        ],
        "gaps": [one for one in found.services if one.gap],
        "services": [(one, GAPS[one.gap]) for one in found.services],
        "year": year,
        "years": [one for one in range(this_year, max(2019, this_year - 4), -1) if one != year],
        "fewest": FEWEST,
    }
    return render(request, "manager/needs.html", content)


@require_safe
@require_staff(*PLANNERS)
def table(request: HttpRequest) -> HttpResponse:
    """The same figures for a spreadsheet: UTF-8 with a mark at the beginning."""
    found, year = _found(request)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="needs-{year}.csv"'
    rows = csv.writer(answer)
    rows.writerow(SERVICES)
    rows.writerows(_cells(one) for one in found.services)
    for title, figures in (
        ("Складність", _levels(found)), ("Чинник", found.factors), ("Сфера потреби", found.domains)
    ):  # fmt: skip
        rows.writerow([])
        rows.writerow([title, "Випадків"])
        rows.writerows(
            [one.title, f"менше {FEWEST}" if one.number is None else one.number] for one in figures
        )
    return answer


def _found(request: HttpRequest) -> tuple[Needs, int]:
    this_year = clock.today().year
    year = whole_number(request.GET.get("year", "")) or this_year
    year = year if 2020 <= year <= this_year else this_year
    since = datetime(year, 1, 1, tzinfo=clock.KYIV)
    return needs(actor_of(request), since=since, until=since.replace(year=year + 1), at=clock.now()), year


def _levels(found: Needs) -> list[People]:
    """From the simplest to the hardest, those without an assessment first."""
    known = {one.title: one.number for one in found.levels}
    rows = [("", NOT_ASSESSED), *LEVELS.items()]
    return [People(words, known[code]) for code, words in rows if code in known]


def _cells(one: ServiceNeed) -> list[Any]:
    longest = one.longest.strftime("%d.%m.%Y") if one.longest else ""
    return [
        one.title, one.wanted, one.served, one.waiting, longest, one.left, one.providers, one.places, GAPS[one.gap],
    ]  # fmt: skip
