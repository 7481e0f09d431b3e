"""Addresses of the administrator's pages."""

from django.urls import path

from turbota.web.administration import accounts, organisations, watching

app_name = "administration"
ORGANISATION = "organisation/<uuid:organisation_id>/"
urlpatterns = [
    path("", organisations.home, name="home"),
    path("organisation/add/", organisations.add, name="add"),
    path(ORGANISATION, organisations.organisation, name="organisation"),
    path(f"{ORGANISATION}change/", organisations.change, name="change"),
    path(f"{ORGANISATION}grant/", organisations.grant, name="grant"),
    path("post/<uuid:post_id>/end/", organisations.end, name="end"),
    path("post/<uuid:post_id>/password/", accounts.renew, name="renew"),
    path("account/", accounts.add, name="account"),
    path("rights/", watching.rights, name="rights"),
    path("outbox/", watching.outbox, name="outbox"),
    path("outbox/<uuid:delivery_id>/again/", watching.again, name="again"),
    path("events/", watching.events, name="events"),
]
