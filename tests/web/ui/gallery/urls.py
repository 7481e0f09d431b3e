"""Addresses of the gallery, beside the public ones; used only by tests."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from tests.web.ui.gallery import examples

handler404 = "turbota.web.shared.errors.not_found"
handler500 = "turbota.web.shared.errors.server_error"


def components(request: HttpRequest, name: str) -> HttpResponse:
    """Every component in every state, as a citizen or an officer sees it."""
    return render(request, f"gallery/{name}.html", examples.components())


def questions(request: HttpRequest, name: str) -> HttpResponse:
    """A page of questions in one state."""
    template = "gallery/dense.html" if name == "dense" else "gallery/question.html"
    return render(request, template, {**examples.components(), **examples.question_pages()[name]})


def save(request: HttpRequest) -> HttpResponse:
    """What an autosave answers: saved, or signed out when the cookie `out` says so."""
    if request.COOKIES.get("out") == "yes":
        return JsonResponse({}, status=401)
    return JsonResponse({"saved_at": "14:32"})


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("", include("turbota.web.public.urls")),
    path("", include("turbota.web.shared.urls")),
    path("gallery/save", save),
    path("gallery/broken", broken),
    path("gallery/<name>", components),
    path("gallery/questions/<name>", questions),
]
