"""Addresses of the pages of this part."""

from django.urls import URLPattern

app_name = "cabinet"
urlpatterns: list[URLPattern] = []
