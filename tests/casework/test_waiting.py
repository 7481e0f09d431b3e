"""Whoever has to do something for a case learns it from a letter that names nobody, and from the number on the tab."""

from datetime import date, timedelta

import pytest
from tests.factories import assessments, casework, planning
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.access.models import Account
from turbota.casework.case_states import Stage
from turbota.casework.models import Case
from turbota.casework.operations import second_assessor, supervising
from turbota.casework.waiting import waiting_for
from turbota.kernel import clock
from turbota.messages.models import Delivery

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
LAST = date(2026, 11, 20)


def letter_to(code: str) -> str:
    """Subject and text of the only letter to this member of the cast."""
    address = Account.objects.get(pk=casework.at_work(code, AT).account_id).email
    message = Delivery.objects.get(channel="email", address=address).message
    return f"{message.subject}\n{message.body}"


def says_nothing_of(case: Case, words: str) -> bool:
    return case.number not in words and case.main_person.surname not in words


def test_who_is_asked_to_assess_gets_a_letter_and_a_number_until_the_access_ends() -> None:
    case = casework.opened(AT)
    first = assessments.submitted(case, AT, p_money="3")
    asked = casework.at_work("pomichnyi", AT)
    assert waiting_for(asked).to_assess == 0

    second_assessor.invite(
        by=casework.at_work("nastavna", AT), assessment_id=first.pk, account_id=asked.account_id,
        last_day=LAST, at=AT,
    )  # fmt: skip

    words = letter_to("pomichnyi")
    assert "20.11.2026" in words and says_nothing_of(case, words)
    assert waiting_for(asked).to_assess == 1
    assert waiting_for(casework.at_work("turbotna", AT)).to_assess == 0
    later = casework.at_work("pomichnyi", AT + timedelta(days=6))
    assert waiting_for(later).to_assess == 0


def test_the_supervisor_gets_a_letter_and_a_number_for_what_is_to_be_approved() -> None:
    case = casework.opened(AT)
    planning.drafted(case, AT)
    supervisor = casework.at_work("nastavna", AT)
    approval = supervising.ask(
        by=casework.at_work("turbotna", AT), case_id=case.pk, stage=Stage.PLAN, words="План готовий", at=AT
    )

    words = letter_to("nastavna")
    assert "погодження" in words and says_nothing_of(case, words)
    assert waiting_for(supervisor).to_settle == 1
    assert waiting_for(casework.at_work("susidnii", AT)).to_settle == 0
    with clock.frozen(AT):
        page = client_of("nastavna", AT).get("/manager/unit/").content.decode()
    assert 'На погодження <span class="c">1</span>' in page

    supervising.decide(by=supervisor, approval_id=approval.pk, approve=True, remark="", at=AT)
    assert waiting_for(supervisor).to_settle == 0
