"""Addresses of the workplace of the social manager."""

from django.urls import URLPattern

app_name = "manager"
urlpatterns: list[URLPattern] = []
