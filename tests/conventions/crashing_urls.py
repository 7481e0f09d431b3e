"""The addresses of the platform and two more, whose views break with somebody's data in their hands."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from turbota.people.models import Person
from turbota.project.urls import handler400, handler403, handler404, handler500
from turbota.project.urls import urlpatterns as real

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def unread(request: HttpRequest) -> HttpResponse:
    """The exception quotes the number that cannot be read."""
    person = Person.objects.exclude(tax_number=None).first()
    assert person is not None
    return HttpResponse(str(int(f"{person.tax_number}-{person.surname}")))


def twice(request: HttpRequest) -> HttpResponse:
    """The database quotes the key that is already there."""
    person = Person.objects.exclude(tax_number=None).first()
    assert person is not None
    with transaction.atomic():
        Person.objects.create(surname=person.surname, given_name="x", tax_number=person.tax_number)
    return HttpResponse()


urlpatterns = [*real, path("crash/unread/", unread), path("crash/twice/", twice)]
