"""Answers that came with the person from the check of rights: into the application, or away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.applications.operations.carrying import carried, forget_carried, take_carried
from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota.web.cabinet.starting import first_unanswered
from turbota.web.shared import carried as cookie
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of


@require_http_methods(["GET", "POST"])
@require_citizen
def bring(request: HttpRequest) -> HttpResponse:
    """Ask once more; POST puts the answers into the draft, or drops them. Either way nothing stays behind."""
    at, token = clock.now(), cookie.token_of(request)
    waiting = carried(token, at)
    if waiting is None:
        answer = render(request, "cabinet/carried.html", {"kind": None})
        cookie.take_away(answer)
        return answer
    if request.method != "POST":
        return render(request, "cabinet/carried.html", {"kind": catalogue.kind(waiting.kind)})
    if request.POST.get("choice") == "drop":
        forget_carried(token=token)
        gone = redirect("cabinet:start", waiting.kind)
    else:
        application = take_carried(by=actor_of(request), token=token, at=at)
        gone = redirect(first_unanswered(application))
    cookie.take_away(gone)
    return gone
