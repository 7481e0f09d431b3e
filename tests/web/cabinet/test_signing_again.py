"""A signature that did not hold is asked for again on the same page; the number and the date stay."""

import base64

from turbota.applications.models import Application
from turbota.applications.operations.resigning import signature_failed
from turbota.documents.operations import read
from turbota.kernel import clock
from turbota.signatures.models import Signature
from turbota_demo import cast
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
