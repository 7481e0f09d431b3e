"""Whoever works with a case leaves a trace with a purpose; the person sees it; a refused look is a trace too."""

import base64

import pytest
from django.http import HttpResponse
from tests.factories import everybody as roles
from tests.factories.everybody import Everybody

from turbota.audit.models import Event
from turbota.decisions.models import Decision
from turbota.documents.operations import read
from turbota_demo import cast
from turbota_demo.stage import Keys
from turbota_simulators.signing import sign

pytestmark = pytest.mark.django_db
PLACE_OF_PART = {
    "community": (
        (roles.OFFICER, roles.FORMING),
        (roles.CONTROL, roles.ON_CONTROL),
        (roles.SEAL, roles.ON_CONTROL),
    ),
    "department": ((roles.SPECIALIST, roles.PROPOSED), (roles.HEAD, roles.DECIDED)),
}
REGISTERS = ("community:handed-register", "community:register-paper", "department:register",
             "department:register-sent", "department:register-marked")  # fmt: skip


def case_pages() -> list[roles.Page]:
    return [p for p in roles.pages() if p.about_a_case and p.name.partition(":")[0] in PLACE_OF_PART]


def look(world: Everybody, page: roles.Page, role: str, place: str) -> tuple[HttpResponse, list[Event]]:
    """Open the page; the answer, and the readings that came into the audit."""
    with roles.undone():
        before = set(Event.objects.values_list("pk", flat=True))
        answer = world.client(role, place).get(world.address(page, place))
        events = list(Event.objects.exclude(pk__in=before).filter(right="read", outcome="allowed"))
    return answer, events


@pytest.mark.requirement("R055", "R058")
def test_every_look_of_staff_at_a_case_is_in_the_audit_with_its_purpose(everybody: Everybody) -> None:
    looked, unseen = 0, []
    for page in case_pages():
        for role, place in PLACE_OF_PART[page.name.partition(":")[0]]:
            subject = ("register", roles.FROM_COMMUNITY) if page.name in REGISTERS else ("application", place)
            answer, events = look(everybody, page, role, subject[1])
            looked += answer.status_code == 200
            traced = any(event.subject_kind == subject[0] and event.purpose for event in events)
            if answer.status_code == 200 and not traced:
                unseen.append((page.name, role))
    assert unseen == []
    assert looked > 40


@pytest.mark.requirement("R058", "R059")
def test_a_refused_look_at_a_foreign_case_is_in_the_audit_as_refused(everybody: Everybody) -> None:
    tried = (
        (roles.OTHER_SPECIALIST, roles.IN_WORK, "/department/case/{}/"),
        (roles.OTHER_OFFICER, roles.ON_CONTROL, "/community/cases/{}/"),
        (roles.FOREIGN, roles.DECIDED, "/cabinet/application/{}/"),
        (roles.FOREIGN, roles.DRAFT, "/cabinet/application/{}/save/applicant/"),
    )
    for role, place, address in tried:
        case = everybody.cases[place]
        with roles.undone():
            before = Event.objects.filter(outcome="refused", subject_id=case.pk).count()
            client = everybody.client(role)
            answer = (
                client.post(address.format(case.pk))
                if "save" in address
                else client.get(address.format(case.pk))
            )
            assert answer.status_code == 404
            refused = Event.objects.filter(outcome="refused", subject_id=case.pk)
            assert refused.count() == before + 1, address
            event = refused.order_by("-inserted_at", "-pk").first()
            assert event is not None and event.action == "application.read" and event.actor_id is not None


def test_a_foreign_copy_of_a_document_is_a_refused_look_too(everybody: Everybody) -> None:
    copy = everybody.cases[roles.FROM_PORTAL].attachments.first()
    assert copy is not None
    with roles.undone():
        assert everybody.client(roles.FOREIGN).get(f"/cabinet/document/{copy.pk}/").status_code == 404
        assert Event.objects.filter(outcome="refused", action="application.read").exists()


@pytest.mark.requirement("R058", "R059")
def test_a_signature_with_a_foreign_key_is_in_the_audit_as_refused(
    everybody: Everybody, session_keys: Keys
) -> None:
    case = everybody.cases[roles.PROPOSED]
    paper = Decision.objects.get(application=case).paper
    cms = sign(session_keys.person(cast.employee("umovnyi")), read(paper), at=roles.NOW)
    boxes = {"sha256": paper.sha256, "signature": base64.b64encode(cms).decode()}
    with roles.undone():
        answer = everybody.client(roles.HEAD).post(f"/department/case/{case.pk}/decision/approve/", boxes)
        assert answer.status_code == 422
        assert Event.objects.filter(
            outcome="refused", subject_id=case.pk, action__startswith="foreign"
        ).exists()


def test_a_search_among_cases_is_in_the_audit_without_what_was_typed(everybody: Everybody) -> None:
    for role, address in ((roles.OFFICER, "/community/find/"), (roles.HEAD, "/department/find/")):
        with roles.undone():
            before = Event.objects.filter(action="application.search").count()
            everybody.client(role).post(address, {"q": "Прикладенко"})
            found = Event.objects.filter(action="application.search")
            assert found.count() == before + 1
            assert "Прикладенко" not in str(list(found.values()))


def test_an_address_that_never_was_is_no_security_event(everybody: Everybody) -> None:
    with roles.undone():
        before = Event.objects.filter(outcome="refused").count()
        assert everybody.client(roles.SPECIALIST).get(f"/department/case/{roles.NEVER}/").status_code == 404
        assert Event.objects.filter(outcome="refused").count() == before


@pytest.mark.requirement("R058")
def test_the_person_sees_which_office_looked_and_why_but_not_who(everybody: Everybody) -> None:
    case = everybody.cases[roles.DECIDED]
    with roles.undone():
        page = everybody.client(roles.HEAD).get(f"/department/case/{case.pk}/")
        assert page.status_code == 200
        everybody.client(roles.OTHER_SPECIALIST).get(f"/department/case/{case.pk}/")
        answer: HttpResponse = everybody.client(roles.OWN, roles.DECIDED).get(
            f"/cabinet/application/{case.pk}/who-looked/"
        )
    words = answer.content.decode().replace("\xa0", " ")
    assert "Головне управління Пенсійного фонду" in words and "розгляд справи" in words
    assert "Показова" not in words and "Умовний" not in words
    assert "Управління соціального захисту" not in words
