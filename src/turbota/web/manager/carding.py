"""What a manager writes on the card of a case: people, factors, risk, contact, sensitivity, notes; and the paper."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from turbota.access.models import Role
from turbota.casework import card as cards
from turbota.casework.factors import factors
from turbota.casework.models import Case
from turbota.casework.operations import carding, claims, members
from turbota.kernel import clock
from turbota.web.manager import case_forms
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.contact_form import ContactForm, initial_contact
from turbota.web.manager.editing import Words, edit, version_of
from turbota.web.shared.files import file_response
from turbota.web.shared.middleware import actor_of

CARD = "manager:card"
SAME_FOR_ALL = (
    "Додано. Відомості про людей у випадках звіряє супервізор: якщо щось треба змінити, він напише у випадку."
)
"""The words after adding somebody: the same whether she is in another case or in none."""


@require_GET
@case_view()
def card(request: HttpRequest, case: Case) -> HttpResponse:
    """The social card of order 1005."""
    actor = actor_of(request)
    context = {
        "place": frame_of(actor, case, CARD, clock.now()),
        "card": cards.card_of(actor, case),
        "unknown": cards.UNKNOWN_SECTIONS,
    }
    return render(request, "manager/card.html", context)


@require_GET
@case_view()
def card_pdf(request: HttpRequest, case: Case) -> HttpResponse:
    """The same on paper; the printing is noted."""
    content = cards.printed(by=actor_of(request), case=case, at=clock.now())
    return file_response(content, media_type="application/pdf", name="social-card.pdf")


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def add_member(request: HttpRequest, case: Case) -> HttpResponse:
    """Somebody of the family, or who lives together or apart."""
    form = case_forms.MemberForm(request.POST or None)
    words = Words("Додати людину", "Додати", SAME_FOR_ALL)
    return edit(
        request, case, form, words,
        lambda data: members.add(
            by=actor_of(request), case_id=case.pk, member_id=data["key"], data=form.person(),
            relation=data["relation"], note=data["note"], at=clock.now(),
        ),
        back=CARD,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def end_member(request: HttpRequest, case: Case, member_id: uuid.UUID) -> HttpResponse:
    """Somebody is no longer part of the case."""
    form = case_forms.ReasonForm(request.POST or None)
    words = Words("Вивести людину з випадку", "Вивести", "Людину виведено з випадку. Запис про неї лишився.")
    return edit(
        request, case, form, words,
        lambda data: members.end(
            by=actor_of(request), case_id=case.pk, member_id=member_id, reason=data["reason"], at=clock.now()
        ),
        back=CARD,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def ask_about(request: HttpRequest, case: Case, member_id: uuid.UUID) -> HttpResponse:
    """Ask the supervisor about a member, e.g. with whom a child lives."""
    form = case_forms.QuestionForm(request.POST or None)
    words = Words(
        "Питання супервізорові", "Надіслати", "Питання надіслано. Відповідь з’явиться в картці.",
        "Наприклад: дві сім’ї кажуть, що дитина живе з ними. Супервізор з’ясує і відповість тут.",
    )  # fmt: skip
    return edit(
        request, case, form, words,
        lambda data: claims.ask(
            by=actor_of(request), case_id=case.pk, member_id=member_id, claim_id=data["key"],
            question=data["question"], at=clock.now(),
        ),
        back=CARD,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def add_factor(request: HttpRequest, case: Case) -> HttpResponse:
    """A factor with its evidence."""
    today = clock.today()
    form = case_forms.FactorForm(request.POST or None, initial={"since": today})
    form.offer(factors(today))
    words = Words("Записати чинник", "Записати", "Чинник записано.")
    return edit(
        request, case, form, words,
        lambda data: carding.note_factor(
            by=actor_of(request), case_id=case.pk, code=data["code"], evidence=data["evidence"],
            since=data["since"], at=clock.now(),
        ),
        back=CARD,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def end_factor(request: HttpRequest, case: Case, factor_id: uuid.UUID) -> HttpResponse:
    """A factor is gone."""
    form = case_forms.ReasonForm(request.POST or None)
    words = Words("Зняти чинник", "Зняти", "Чинник знято. Запис про нього лишився.")
    return edit(
        request, case, form, words,
        lambda data: carding.end_factor(
            by=actor_of(request), case_id=case.pk, factor_id=factor_id, reason=data["reason"], at=clock.now()
        ),
        back=CARD,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def risk(request: HttpRequest, case: Case) -> HttpResponse:
    """How much may go wrong."""
    form = case_forms.RiskForm(request.POST or None, initial={"risk": case.risk})
    words = Words("Ризик", "Зберегти", "Ризик записано.")
    return edit(
        request, case, form, words,
        lambda data: carding.set_risk(
            by=actor_of(request), case_id=case.pk, risk=data["risk"], reason=data["reason"], at=clock.now(),
            version=version_of(request),
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def contact(request: HttpRequest, case: Case) -> HttpResponse:
    """Address, its protection, phone."""
    shown = frame_of(actor_of(request), case, CARD, clock.now()).keeps
    form = ContactForm(request.POST or None, initial=initial_contact(case) if shown else {})
    words = Words("Адреса й телефон", "Зберегти", "Адресу й телефон збережено.")
    return edit(
        request, case, form, words,
        lambda data: carding.set_contact(
            by=actor_of(request), case_id=case.pk, address=data["address"], place_code=data["place_code"],
            protected=data["address_protected"], phone=data["phone"], at=clock.now(),
            version=version_of(request),
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view()
def sensitivity(request: HttpRequest, case: Case) -> HttpResponse:
    """Make the case sensitive or ordinary, by its manager or the supervisor."""
    form = case_forms.SensitivityForm(request.POST or None, initial={"value": case.sensitivity})
    words = Words(
        "Хто бачить випадок", "Зберегти", "Збережено.",
        "Чутливий випадок бачать лише менеджер, супервізор і запрошені до нього. Для решти його немає: "
        "ні в пошуку, ні в лічбі, ні у строках. Людині про нього не надсилаємо листів.",
    )  # fmt: skip
    return edit(
        request, case, form, words,
        lambda data: carding.set_sensitivity(
            by=actor_of(request), case_id=case.pk, value=data["value"], reason=data["reason"],
            at=clock.now(), version=version_of(request),
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view()
def note(request: HttpRequest, case: Case) -> HttpResponse:
    """A record of other information."""
    form = case_forms.NoteForm(request.POST or None)
    words = Words("Зробити запис", "Записати", "Записано.")
    return edit(
        request, case, form, words,
        lambda data: carding.note(
            by=actor_of(request), case_id=case.pk, note_id=data["key"], text=data["text"], at=clock.now()
        ),
        back=CARD,
    )  # fmt: skip
