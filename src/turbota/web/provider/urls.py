"""Addresses of the cabinet of the provider of services."""

from django.urls import URLPattern

app_name = "provider"
urlpatterns: list[URLPattern] = []
