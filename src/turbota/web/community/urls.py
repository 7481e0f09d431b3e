"""Addresses of the pages of this part."""

from django.urls import URLPattern

app_name = "community"
urlpatterns: list[URLPattern] = []
