"""The page where a member of staff replaces a password that somebody else made by an own one."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from turbota.access.accounts import PASSWORD_LENGTH, choose_password, must_choose_password
from turbota.access.actors import staff_actor
from turbota.access.queries import active_account
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.web.shared.context import home_of
from turbota.web.shared.guards import require_staff_account
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.session import open_session


def _box(autocomplete: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": autocomplete, "width": "middle"})


class NewPassword(forms.Form):
    """The present password, and the own one twice."""

    old = forms.CharField(
        label="Теперішній пароль",
        help_text="Той, який дав вам адміністратор.",
        max_length=200,
        strip=False,
        widget=_box("current-password"),
        error_messages={"required": "Напишіть пароль, з яким ви щойно ввійшли."},
    )
    password = forms.CharField(
        label="Новий пароль",
        help_text=f"Щонайменше {PASSWORD_LENGTH} знаків. Добре працюють три-чотири слова, які знаєте лише ви.",
        max_length=200,
        strip=False,
        widget=_box("new-password"),
        error_messages={"required": "Придумайте новий пароль."},
    )
    again = forms.CharField(
        label="Новий пароль ще раз",
        max_length=200,
        strip=False,
        widget=_box("new-password"),
        error_messages={"required": "Напишіть новий пароль ще раз."},
    )


@require_http_methods(["GET", "POST"])
@require_staff_account
def new_password(request: HttpRequest) -> HttpResponse:
    """All other sessions of the account end with the old password; this one goes on with the new."""
    actor, at = actor_of(request), clock.now()
    account = active_account(actor.account_id) if actor.account_id else None
    if account is None:
        raise Missing
    form = NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = choose_password(account=account, at=at, **form.cleaned_data)
        except BadInput as refusal:
            for name, sentence in refusal.fields.items():
                form.add_error(name, sentence)
        else:
            open_session(request.session, account, level="staff", shared=False, at=at)
            return HttpResponseRedirect(home_of(staff_actor(account, clock.day_of(at))))
    context = {"form": form, "forced": must_choose_password(account, clock.day_of(at))}
    return render(request, "shared/new_password.html", context, status=422 if form.errors else 200)
