"""Addresses of the pages about colleagues."""

from django.urls import path

from turbota.web.colleagues import deaths, home, moving, own

app_name = "colleagues"
CASE = "case/<uuid:application_id>/"
OFFICE = "<uuid:organisation_id>/"
urlpatterns = [
    path("", home.home, name="home"),
    path(f"{OFFICE}absence/", home.absence, name="absence"),
    path(f"{OFFICE}deputy/", home.deputy, name="deputy"),
    path("absence/<uuid:absence_id>/end/", home.end_absence, name="end-absence"),
    path("deputy/<uuid:deputation_id>/end/", home.end_deputation, name="end-deputation"),
    path(f"{OFFICE}of/<uuid:account_id>/", moving.cases, name="cases"),
    path("deaths/", deaths.recorded, name="deaths"),
    path("deaths/<uuid:death_id>/", deaths.undo, name="death"),
    path("deaths/<uuid:death_id>/document.pdf", deaths.document, name="death-document"),
    path(f"{CASE}take/", own.take, name="take"),
    path(f"{CASE}give-back/", own.give_back, name="give-back"),
    path(f"{CASE}withdrawal/", own.withdrawal, name="withdrawal"),
]
