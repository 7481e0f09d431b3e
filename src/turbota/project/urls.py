"""Addresses of all pages."""

from django.urls import include, path

from turbota.web.public.health import alive, health
from turbota.web.public.metrics import metrics

handler400 = "turbota.web.shared.errors.bad_request"
handler403 = "turbota.web.shared.errors.forbidden"
handler404 = "turbota.web.shared.errors.not_found"
handler500 = "turbota.web.shared.errors.server_error"

urlpatterns = [
    path("livez", alive, name="alive"),
    path("healthz", health, name="health"),
    path("metrics", metrics, name="metrics"),
    path("", include("turbota.web.public.urls")),
    path("", include("turbota.web.shared.urls")),
    path("cabinet/", include("turbota.web.cabinet.urls")),
    path("community/", include("turbota.web.community.urls")),
    path("department/", include("turbota.web.department.urls")),
    path("manager/", include("turbota.web.manager.urls")),
    path("provider/", include("turbota.web.provider.urls")),
    path("colleagues/", include("turbota.web.colleagues.urls")),
    path("api/v1/", include("turbota.web.api.urls")),
    path("administration/", include("turbota.web.administration.urls")),
]
