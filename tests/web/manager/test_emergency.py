"""The pages of services given at once: filled and signed by the manager, approved by the head, closed to everybody else."""

import base64
from typing import Any

import pytest
from django.test import Client
from tests.casework.test_emergency import AT, DANGER
from tests.factories import casework
from tests.factories.desk import client_of
from tests.factories.typed import moment_of

from turbota.casework.models import Case, EmergencyAct
from turbota.casework.states import CaseState
from turbota.documents.operations import read
from turbota.kernel import clock
from turbota_demo import social_cast
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign

pytestmark = pytest.mark.django_db


def words(page: Any) -> str:
    return str(page.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "rows": "1", "danger": DANGER, **moment_of("given_at", "2026-11-16", "9.30"), "service-0-code": "005.0",
        "service-0-volume": "14", "service-0-unit": "round_all", "service-0-since": "2026-11-16",
        "service-0-until": "2026-11-29", "service-0-place": "у притулку", "service-0-provider": "",
        "service-0-payment": "безоплатно", **changes,
    }  # fmt: skip


def send_signature(client: Client, plays: Plays, code: str, act: EmergencyAct, verb: str) -> Any:
    cms = sign(plays.keys.person(social_cast.worker(code)), read(act.paper), at=AT)
    content = {"sha256": act.paper.sha256, "signature": base64.b64encode(cms).decode()}
    return client.post(f"/manager/emergency/{act.pk}/{verb}/", content)


@pytest.mark.requirement("R277")
def test_an_act_goes_from_the_manager_to_the_head_on_the_screen(plays: Plays) -> None:
    with clock.frozen(AT):
        case = casework.opened(AT)
        manager, head = client_of("turbotna", AT), client_of("nastavna", AT)
        assert "Надати послуги негайно" in words(manager.get(f"/manager/case/{case.pk}/decisions/"))
        made = manager.post(f"/manager/case/{case.pk}/emergency/", typed())
        act = EmergencyAct.objects.get()
        assert made.status_code == 302 and made["Location"].endswith(f"/emergency/{act.pk}/")
        assert "14 діб поспіль" in words(manager.get(f"/manager/emergency/{act.pk}/"))
        assert send_signature(manager, plays, "turbotna", act, "sign").status_code == 302
        assert Case.objects.get().state == CaseState.DECIDED
        assert DANGER in words(head.get("/manager/emergency/"))
        assert "Затвердити акт" in words(head.get(f"/manager/emergency/{act.pk}/"))
        assert head.get(f"/manager/emergency/{act.pk}/page-1.png").status_code == 200
        assert send_signature(head, plays, "nastavna", act, "approve").status_code == 302
        act.refresh_from_db()
        assert act.state == "approved"
        page = words(manager.get(f"/manager/emergency/{act.pk}/"))
        assert "Затверджено" in page and "Підписати" not in page
        assert manager.get(f"/manager/emergency/{act.pk}/act.pdf.p7s").status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"danger": ""}, "Напишіть, що загрожує людині"),
        ({"given_at_day": "учора"}, "Напишіть дату числами"),
        ({"given_at_time": "2300"}, "Цей час ще не настав."),
        ({"service-0-volume": ""}, "Напишіть ціле число від 1 до 1000."),
        ({"service-0-place": ""}, "Напишіть, де надають послугу."),
    ],
)
def test_what_is_wrong_is_said_and_kept(changes: dict[str, Any], sentence: str) -> None:
    with clock.frozen(AT):
        case = casework.opened(AT)
        page = client_of("turbotna", AT).post(f"/manager/case/{case.pk}/emergency/", typed(**changes))
    assert page.status_code == 422 and sentence in words(page)
    assert "у притулку" in words(page) or "service-0-place" in changes
    assert not EmergencyAct.objects.exists()


def test_a_foreign_act_looks_like_a_missing_one() -> None:
    with clock.frozen(AT):
        case = casework.opened(AT)
        client_of("turbotna", AT).post(f"/manager/case/{case.pk}/emergency/", typed())
        act = EmergencyAct.objects.get()
        for foreign in ("pomichnyi", "susidnii", "likarnyi"):
            client = client_of(foreign, AT)
            for address in (f"/manager/emergency/{act.pk}/", f"/manager/case/{case.pk}/emergency/"):
                assert client.get(address).status_code == 404, (foreign, address)
