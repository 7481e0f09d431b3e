"""All messages of the person, and her contacts."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.assistance import forms
from turbota.assistance.forms import BadAnswer, Question
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.messages.contacts import save_contacts
from turbota.messages.operations import mark_read
from turbota.messages.queries import inbox_of, message_for
from turbota.messages.states import TO_PERSON
from turbota.people.models import Contact
from turbota.people.queries import email_of, person, phone_of
from turbota.web.cabinet.following import as_message
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.session import SHARED_IDLE, is_shared
from turbota.web.ui.components import Field
from turbota.web.ui.forms import field_errors

MOST = 100
CONTACTS = {
    Contact.Channel.EMAIL: Question(
        "email", "Електронна пошта", "На неї надсилаємо листи про кожен крок.", type="email", required=False
    ),
    Contact.Channel.PHONE: Question(
        "phone", "Телефон", "Наприклад: 067 123 45 67.", type="phone", required=False
    ),
}


@require_safe
@require_citizen
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything that was written to her, the newest first."""
    return render(request, "cabinet/messages.html", {"rows": inbox_of(actor_of(request))[:MOST]})


@require_safe
@require_citizen
def message(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """One message; opening it is reading it."""
    actor = actor_of(request)
    found = message_for(actor, message_id)
    if found is None:
        raise Missing
    if found.read_at is None and found.direction == TO_PERSON:
        mark_read(message_id=found.pk, by=actor, at=clock.now())
    return render(request, "cabinet/message.html", {"row": found, "item": as_message(found)})


@require_http_methods(["GET", "POST"])
@require_citizen
def contacts(request: HttpRequest) -> HttpResponse:
    """Change the e-mail and the phone; say how this device is used."""
    actor = actor_of(request)
    if actor.person_id is None:
        raise Missing
    who = person(actor.person_id)
    stored = {Contact.Channel.EMAIL: email_of(who), Contact.Channel.PHONE: phone_of(who)}
    typed = {channel: request.POST.get(channel.value, value) for channel, value in stored.items()}
    errors: dict[str, str] = {}
    if request.method == "POST":
        values, errors = _parsed(typed)
        if not errors:
            email, phone = values[Contact.Channel.EMAIL], values[Contact.Channel.PHONE]
            save_contacts(by=actor, email=email, phone=phone, at=clock.now())
            messages.success(request, "Контакти збережено.")
            return redirect("cabinet:contacts")
    fields = [_field(channel, typed[channel], errors.get(channel, "")) for channel in CONTACTS]
    content = {
        "fields": fields,
        "lines": field_errors(fields),
        "shared": is_shared(request.session),
        "idle_minutes": int(SHARED_IDLE.total_seconds() // 60),
        "who": who,
    }
    return render(request, "cabinet/contacts.html", content, status=422 if errors else 200)


def _parsed(typed: dict[Contact.Channel, str]) -> tuple[dict[Contact.Channel, str], dict[str, str]]:
    values: dict[Contact.Channel, str] = {}
    errors: dict[str, str] = {}
    for channel, question in CONTACTS.items():
        try:
            values[channel] = forms.parse(question, typed[channel]) or ""
        except BadAnswer as problem:
            errors[channel] = str(problem)
    return values, errors


def _field(channel: Contact.Channel, value: str, error: str) -> Field:
    question = CONTACTS[channel]
    return Field(
        widget="email" if channel == Contact.Channel.EMAIL else "tel",
        name=channel.value,
        id=f"contact_{channel.value}",
        label=question.label,
        hint=question.hint,
        error=error,
        value=value,
        required=False,
        autocomplete="email" if channel == Contact.Channel.EMAIL else "tel",
    )
