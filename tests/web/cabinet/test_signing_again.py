"""A signature that did not hold is asked for again on the same page; the number and the date stay."""

import base64
from datetime import timedelta

from turbota.applications.models import Application, CompletionRequest
from turbota.applications.operations import acceptance
from turbota.applications.operations.resigning import signature_failed
from turbota.documents.operations import read
from turbota.kernel import clock
from turbota.signatures.models import Signature
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign


def _failed(plays: Plays) -> Application:
    """A submitted application whose signature turned out invalid afterwards."""
    application = plays.submitted("maria", clock.now())
    Signature.objects.filter(pk=application.signature_id).update(state="invalid", code="revoked")
    failed = signature_failed(signature_id=application.signature_id, at=clock.now())
    assert failed is not None
    return Application.objects.select_related("paper").get(pk=application.pk)


def test_the_person_signs_the_same_paper_again(plays: Plays, sign_in) -> None:  # type: ignore[no-untyped-def]
    application = _failed(plays)
    number, received_on = application.number, application.received_on
    client = sign_in("maria")

    page = client.get(f"/cabinet/application/{application.pk}/complete/", follow=True)
    assert "Підпишіть заяву ще раз" in page.content.decode()
    assert number in page.content.decode()

    cms = sign(plays.keys.person(cast.citizen("maria")), read(application.paper))
    form = {"signature": base64.b64encode(cms).decode(), "sha256": application.paper.sha256}
    answer = client.post(f"/cabinet/application/{application.pk}/sign/", form)
    assert answer.status_code == 302

    application.refresh_from_db()
    assert (application.state, application.number, application.received_on) == (
        "received",
        number,
        received_on,
    )
    assert application.signature.state == "valid"


def test_a_foreign_key_does_not_sign_again(plays: Plays, sign_in) -> None:  # type: ignore[no-untyped-def]
    application = _failed(plays)
    cms = sign(plays.keys.person(cast.citizen("roman")), read(application.paper))
    form = {"signature": base64.b64encode(cms).decode(), "sha256": application.paper.sha256}
    answer = sign_in("maria").post(f"/cabinet/application/{application.pk}/sign/", form)
    assert answer.status_code == 422
    assert "іншій людині" in answer.content.decode()
    application.refresh_from_db()
    assert application.state == "asked"


def test_an_open_question_is_answered_first_though_the_signature_failed(plays: Plays, sign_in) -> None:  # type: ignore[no-untyped-def]
    application = plays.submitted("maria", clock.now())
    by = stage.at_work("umovnyi", clock.now())
    acceptance.ask(by=by, application_id=application.pk, text="Додайте довідку про доходи.", at=clock.now())
    Signature.objects.filter(pk=application.signature_id).update(state="invalid", code="revoked")
    client = sign_in("maria")
    address = f"/cabinet/application/{application.pk}/"

    page = client.get(f"{address}complete/")
    assert page.status_code == 200
    assert "Додайте довідку про доходи." in page.content.decode().replace("\u00a0", " ")
    assert client.get(f"{address}sign/").headers["Location"] == address

    assert client.post(f"{address}complete/", {"text": "Довідки немає."}).status_code == 302
    page = client.get(f"{address}complete/", follow=True)
    assert "Підпишіть заяву ще раз" in page.content.decode()


def test_the_person_sees_that_the_case_went_on_without_the_answer(plays: Plays, sign_in) -> None:  # type: ignore[no-untyped-def]
    application = plays.submitted("maria", clock.now())
    by = stage.at_work("umovnyi", clock.now())
    acceptance.ask(by=by, application_id=application.pk, text="Додайте довідку про доходи.", at=clock.now())
    CompletionRequest.objects.update(answer_by=clock.today() - timedelta(days=1))
    acceptance.go_on(by=by, application_id=application.pk, reason="Відповіді немає місяць.", at=clock.now())
    page = (
        sign_in("maria")
        .get(f"/cabinet/application/{application.pk}/")
        .content.decode()
        .replace("\u00a0", " ")
    )
    assert "Строк, щоб доповнити, минув" in page
    assert "Відповіді немає місяць." in page
