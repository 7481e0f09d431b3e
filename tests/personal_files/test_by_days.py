"""An award that is paid by days keeps how its sum came out, and says it in the office, in the cabinet and on paper."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from tests.documents.test_papers import words
from tests.factories import planned
from tests.factories.desk import cabinet_of, client_of
from tests.factories.world import moment
from tests.web.department.test_queries import queries

from turbota.assistance.wording import paid_when
from turbota.decisions.models import Decision
from turbota.decisions.schedules import parts_of
from turbota.documents.operations import read
from turbota.kernel.money import hryvnias
from turbota.personal_files.models import Award
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
WEDNESDAY = moment("2026-11-18 10:00")


def decided(plays: Plays) -> Decision:
    """The care of a child to one year, from a day to a day, decided and told."""
    case = plays.accepted(plays.submitted("maria", MONDAY, kind="care_to_one"), "umovnyi", TUESDAY)
    decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)
    planned.do_all()
    return decision


def numeric(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def test_the_award_keeps_days_of_the_month_and_rate_of_every_part(plays: Plays) -> None:
    decision = decided(plays)
    awards, parts = list(Award.objects.order_by("since")), parts_of(decision.calculation)
    assert len(awards) == len(parts) == 3
    for award, part in zip(awards, parts, strict=True):
        assert (award.days, award.month_days, award.rate) == (part.days, part.month_days, part.rate)
        assert award.paid_when(numeric) == paid_when(part, numeric)
    first, whole, last = awards
    assert (whole.days, whole.month_days, whole.rate) == (0, 0, 0)
    for award in (first, last):
        assert award.days and award.month_days and award.rate
        assert award.amount == award.days * award.rate and award.days < award.month_days
        assert abs(award.rate * award.month_days - whole.amount) <= award.month_days
        with pytest.raises(IntegrityError, match="award_by_days"), transaction.atomic():
            Award.objects.filter(pk=award.pk).update(days=award.days - 1)


def test_it_is_said_in_the_office_in_the_cabinet_and_on_the_papers(plays: Plays) -> None:
    decision = decided(plays)
    first = Award.objects.order_by("since")[0]
    said = f"за {first.days} днів із {first.month_days} по {hryvnias(first.rate or 0)}".replace("\xa0", " ")
    office = client_of("umovnyi", WEDNESDAY).get(f"/department/case/{decision.application_id}/file/")
    assert said in _words(office.content.decode())
    assert "Призначені виплати" in office.content.decode()
    queries(client_of("umovnyi", WEDNESDAY), f"/department/case/{decision.application_id}/file/")
    cabinet = cabinet_of("maria", WEDNESDAY).get(reverse("cabinet:decision", args=[decision.application_id]))
    assert said in _words(cabinet.content.decode())
    assert said in words(read(decision.paper))
    assert decision.sheet is not None
    assert f"{first.days} днів із {first.month_days}, з" in words(read(decision.sheet))


def _words(text: str) -> str:
    return " ".join(text.replace("&nbsp;", " ").split())


@pytest.mark.django_db(transaction=True)
def test_awards_that_were_there_before_say_nothing_of_it(plays: Plays) -> None:
    planned.forget_all()
    decided(plays)
    executor = MigrationExecutor(connection)
    executor.migrate([("personal_files", "0006_parts_of_an_award")])
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("personal_files"))
    for award in Award.objects.all():
        assert (award.days, award.month_days, award.rate) == (None, None, None)
        assert award.paid_when(numeric) == f"з {numeric(award.since)} до {numeric(award.until)}"


def test_a_decision_from_before_opens_an_award_that_says_nothing_of_it(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY, kind="care_to_one"), "umovnyi", TUESDAY)
    decision = plays.proposed(case, "umovnyi", TUESDAY)
    for part in decision.calculation["schedule"]:
        del part["month_days"]
    decision.save(update_fields=["calculation"])
    plays.approved(decision, "pokazova", WEDNESDAY)
    planned.do_all()
    first, whole, _last = Award.objects.order_by("since")
    assert (first.days, first.month_days, first.rate) == (None, None, None)
    assert (whole.days, whole.month_days, whole.rate) == (0, 0, 0)
