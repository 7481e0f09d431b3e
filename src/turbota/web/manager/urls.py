"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import cases, report_urls

app_name = "manager"
CASE = "case/<uuid:case_id>/"
urlpatterns = [
    *report_urls.urlpatterns,
    # cases
    path("", cases.queue, name="queue"),
    path("unit/", cases.unit, name="unit"),
    path(CASE, cases.case, name="case"),
]
