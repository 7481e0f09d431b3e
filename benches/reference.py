"""The reference page of the benches: the same middleware, session, layout and number of rows, and one query."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from turbota.applications.models import Application
from turbota.applications.queries import PAGE
from turbota.project.urls import urlpatterns as project_urls
from turbota.web.shared.guards import require_staff

_PAGE = """{% extends "ui/staff.html" %}{% block title %}Зразок{% endblock %}{% block content %}<h1>Зразок</h1>
<table class="queue stack"><tbody>{% for row in rows %}<tr><td>{{ row.due_on }}</td>
<th scope="row"><a href="/">{{ row.number }}</a></th><td>{{ row.kind }}</td><td>{{ row.state }}</td></tr>
{% endfor %}</tbody></table>{% endblock %}"""


@require_staff()
def reference(request: HttpRequest) -> HttpResponse:
    """A plain list of as many rows as a page of the queue."""
    rows = Application.objects.order_by("pk").values("due_on", "number", "kind", "state")[:PAGE]
    return HttpResponse(engines["django"].from_string(_PAGE).render({"rows": list(rows)}, request))


urlpatterns = [*project_urls, path("reference/", reference)]
