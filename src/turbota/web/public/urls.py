"""Addresses of the public pages."""

from django.urls import path

from turbota.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("kinds/", views.kinds, name="kinds"),
    path("kinds/<slug:code>/", views.kind, name="kind"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("settings/ease", views.ease, name="ease"),
]
