"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import cases

app_name = "manager"
CASE = "case/<uuid:case_id>/"
urlpatterns = [
    # cases
    path("", cases.queue, name="queue"),
    path("unit/", cases.unit, name="unit"),
    path(CASE, cases.case, name="case"),
]
