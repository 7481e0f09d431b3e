"""One small form about a case: what is typed is never lost, whatever the operation answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from turbota.casework.models import Case
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.web.manager.case_frame import frame_of
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number

LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Words:
    """What the page says: its heading, its button, what is said when it is done, and a line before the form."""

    title: str
    button: str
    done: str
    lead: str = ""
    tone: str = ""


def text_box(label: str, required: str, *, hint: str = "", needed: bool = True) -> forms.CharField:
    """Several lines of words; `required` is what to say when there are none."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=needed,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": required,
            "max_length": f"Напишіть коротше: не більше ніж {LONGEST_TEXT} знаків.",
        },
    )


def version_of(request: HttpRequest) -> int | None:
    """The version of the case that the page showed; None when the page did not say."""
    return whole_number(request.POST.get("version", ""))


def tell(form: forms.Form, problem: Refused) -> None:
    """Put the sentences of the operation beside the boxes they are about, others above the form."""
    if not isinstance(problem, BadInput):
        form.add_error(None, problem.sentence)
        return
    for name, sentence in problem.fields.items():
        form.add_error(name if name in form.fields else None, sentence)


def edit(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    words: Words,
    run: Callable[[dict[str, Any]], object],
    *,
    back: str = "manager:case",
) -> HttpResponse:
    """Show the form or do it: then back to the page of the case. A refusal stays on the page with what was typed.

    For a former manager, who only reads, the page does not exist.
    """
    place = frame_of(actor_of(request), case, back, clock.now())
    if not (place.keeps or place.supervises):
        raise Missing
    if request.method == "POST" and form.is_valid():
        try:
            run(form.cleaned_data)
        except Missing:
            raise
        except Refused as problem:
            tell(form, problem)
            place.case.refresh_from_db(fields=["version"])
        else:
            messages.success(request, words.done)
            return redirect(back, case.pk)
    context = {"place": place, "form": form, "words": words, "back": back}
    return render(request, "manager/edit.html", context, status=422 if form.errors else 200)
