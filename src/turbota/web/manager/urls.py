"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import cases, lifelines

app_name = "manager"
CASE = "case/<uuid:case_id>/"
urlpatterns = [
    # cases
    path("", cases.queue, name="queue"),
    path("unit/", cases.unit, name="unit"),
    path(CASE, cases.case, name="case"),
    # life-line
    path(f"{CASE}lifeline/", lifelines.lifeline, name="lifeline"),
    path(f"{CASE}lifeline/open/", lifelines.open_basis, name="open-basis"),
    path(f"{CASE}lifeline/<uuid:basis_id>/end/", lifelines.end_basis, name="end-basis"),
]
