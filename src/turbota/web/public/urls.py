"""Addresses of the public pages."""

from django.urls import path

from turbota.web.public import rights, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("kinds/<slug:code>/", views.kind, name="kind"),
    path("rights/", rights.begin, name="rights"),
    path("rights/people/", rights.people, name="rights-people"),
    path("rights/incomes/", rights.incomes, name="rights-incomes"),
    path("rights/more/<slug:code>/", rights.more, name="rights-more"),
    path("rights/result/", rights.result, name="rights-result"),
    path("rights/apply/<slug:code>/", rights.apply, name="rights-apply"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("settings/ease", views.ease, name="ease"),
]
