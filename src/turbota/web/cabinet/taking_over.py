"""«Перебрати справу собі»: from a representative, or from the officer who helps at the counter."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.applications.models import Application
from turbota.applications.operations.taking_over import take_over, take_over_from_officer
from turbota.applications.policies import FORMING
from turbota.applications.states import State
from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.people.queries import given_mandate
from turbota.web.cabinet.cases import own_case
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of

SIGN_AT_COUNTER = (
    "Справа тепер ваша. Заяву підписав хтось інший, тож громада надрукує її знову, а ви підпишете на папері. "
    "Номер і дата лишаються ті самі."
)


@require_http_methods(["GET", "POST"])
@require_citizen
def from_representative(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """Take what was begun or sent under a mandate about her, after a question."""
    actor = actor_of(request)
    mandate = given_mandate(actor, mandate_id)
    if request.method == "POST":
        taken = take_over(by=actor, mandate_id=mandate.pk, at=clock.now())
        if taken[0].state in FORMING:
            messages.success(request, SIGN_AT_COUNTER)
            return redirect("cabinet:application", taken[0].pk)
        messages.success(request, "Справа тепер ваша. Перевірте відповіді й підпишіть заяву самі.")
        return redirect("cabinet:continue" if taken[0].state == State.DRAFT else "cabinet:sign", taken[0].pk)
    content = {"who": mandate.who, "help": mandate.is_help}
    return render(request, "cabinet/take_over.html", content)


@require_http_methods(["GET", "POST"])
@own_case
def from_officer(request: HttpRequest, application: Application) -> HttpResponse:
    """Take the case that an officer forms at the counter, after a question that says who helped."""
    if application.state != State.FORMING:
        return redirect("cabinet:application", application.pk)
    if request.method == "POST":
        take_over_from_officer(by=actor_of(request), application_id=application.pk, at=clock.now())
        messages.success(request, "Справа тепер ваша. Номер і дата заяви лишилися ті самі.")
        return redirect("cabinet:continue", application.pk)
    if application.author is None or application.community is None:
        raise Missing
    content = {
        "who": f"{application.author.name}, {application.community.name}",
        "application": application,
        "kind": catalogue.kind(application.kind),
    }
    return render(request, "cabinet/take_over.html", content)
