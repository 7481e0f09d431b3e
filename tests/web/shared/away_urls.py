"""Addresses whose views meet a database that is away: real failures of a real driver."""

from django.db import connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from turbota.project.urls import handler400, handler403, handler404, handler500
from turbota.project.urls import urlpatterns as real

__all__ = ["handler400", "handler403", "handler404", "handler500"]


@csrf_exempt
def away(request: HttpRequest) -> HttpResponse:
    """Nobody listens where the database should be."""
    wrapper = DatabaseWrapper({**connection.settings_dict, "HOST": "127.0.0.1", "PORT": "1"}, "away")
    with wrapper.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse()


def standby(request: HttpRequest) -> HttpResponse:
    """The server takes no writes: it was the leader a moment ago."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction read only")
        cursor.execute("insert into django_session values ('x', '', now())")
    return HttpResponse()


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours that has nothing to do with the database."""
    return HttpResponse(str(1 // int("0")))


urlpatterns = [*real, path("away/", away), path("standby/", standby), path("broken/", broken)]
