"""A provider is entered into the register, its card is changed, its work is suspended, restored, ended."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import Organisation, OrganisationKind
from turbota.access.numbering import next_number
from turbota.access.operations import add_organisation
from turbota.access.rules import ENTER, MODIFY, Action
from turbota.audit.operations import record
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.workflow import advance
from turbota.providers import permissions, policies
from turbota.providers.models import Offer, Provider, ProviderChange
from turbota.providers.states import PROVIDER_MACHINE, Ownership, ProviderState, Section

SUBJECT = "provider"
PURPOSE = "ведення реєстру надавачів"
CARD = ("head_name", "email", "site", "staff_count", "address_hidden")
CONTACTS = ("address", "phone", "hours")


@dataclass(frozen=True)
class Card:
    """What the register says of a provider beside its name and code."""

    head_name: str
    email: str = ""
    site: str = ""
    staff_count: int = 0
    address: str = ""
    phone: str = ""
    hours: str = ""
    address_hidden: bool = False


@transaction.atomic
def enter(
    *,
    by: Actor,
    registrar: Organisation,
    section: str,
    ownership: str,
    name: str,
    short_name: str,
    code: str,
    card: Card,
    at: datetime,
) -> Provider:
    """Enter a provider (КМУ 99): its body, card and number. `code`: ЄДРПОУ of a legal entity, РНОКПП of a person.

    Raises Forbidden, Missing for a foreign registrar, BadInput for wrong or taken values.
    """
    permissions.ENTER_PROVIDER.check_role(by)
    if registrar.pk not in permissions.registering(by):
        raise Missing(code="not_yours:provider.enter")
    _check(section, ownership, name, code, card)
    body = _body(registrar, section, name.strip(), short_name.strip(), code, card, at)
    if Provider.objects.filter(organisation=body).exists():
        raise BadInput({"code": "Надавача з таким кодом уже внесено до реєстру."})
    provider = Provider.objects.create(
        organisation=body,
        number=_number(at),
        section=section,
        ownership=ownership,
        head_name=card.head_name.strip(),
        email=card.email.strip(),
        site=card.site.strip(),
        staff_count=card.staff_count,
        address_hidden=card.address_hidden,
        tax_number="" if section == Section.LEGAL else code,
        registrar=registrar,
        entered_at=at,
        changed_at=at,
    )
    provider.steps.create(
        verb="enter",
        source=ProviderState.ACTIVE,
        target=ProviderState.ACTIVE,
        at=at,
        by_account=by.account_id,
        by_name=by.name,
        by_organisation=registrar.name,
    )
    note(by, permissions.ENTER_PROVIDER.name, ENTER, provider, at)
    return provider


def _check(section: str, ownership: str, name: str, code: str, card: Card) -> None:
    problems: dict[str, str] = {}
    if section not in Section.values:
        raise BadInput({"section": "Виберіть розділ реєстру."})
    if ownership not in Ownership.values:
        problems["ownership"] = "Виберіть форму власності."
    if not name.strip():
        problems["name"] = "Напишіть повну назву надавача або прізвище та ім’я людини."
    if not card.head_name.strip():
        problems["head_name"] = "Напишіть, хто керує."
    if problems:
        raise BadInput(problems)
    policies.check_code(section, code)
    if section != Section.LEGAL and Provider.objects.filter(tax_number=code).exists():
        raise BadInput({"code": "Надавача з таким кодом уже внесено до реєстру."})


def _body(
    registrar: Organisation, section: str, name: str, short_name: str, code: str, card: Card, at: datetime
) -> Organisation:
    """The body of the provider: a known one by its ЄДРПОУ, else a new one. A person has a number of ours for a code."""
    if section == Section.LEGAL:
        known = Organisation.objects.filter(code=code).first()
        if known is not None and known.kind != OrganisationKind.PROVIDER:
            raise BadInput({"code": "Організація з таким кодом уже є, але вона не надавач."})
        if known is not None:
            return known
        return add_organisation(
            by=SYSTEM,
            kind=OrganisationKind.PROVIDER,
            name=name,
            short_name=short_name,
            code=code,
            parent=registrar,
            address=card.address.strip(),
            phone=card.phone.strip(),
            hours=card.hours.strip(),
            at=at,
        )
    return Organisation.objects.create(
        kind=OrganisationKind.PROVIDER,
        name=name,
        short_name=short_name or name,
        code=f"Ф{next_number('provider-person', 0):07}",
        parent=registrar,
        address=card.address.strip(),
        phone=card.phone.strip(),
        hours=card.hours.strip(),
        since=day_of(at),
    )


@transaction.atomic
def change_card(*, by: Actor, provider_id: uuid.UUID, card: Card, why: str, at: datetime) -> Provider:
    """Change contacts, head and staff; the former words stay in the history. Raises Missing, BadInput without a reason."""
    provider = locked(provider_id)
    permissions.CHANGE_PROVIDER.check(by, provider)
    if not why.strip():
        raise BadInput({"why": "Напишіть, на підставі чого змінюєте картку."})
    if not card.head_name.strip():
        raise BadInput({"head_name": "Напишіть, хто керує."})
    return put_card(provider, card, why=why, action=permissions.CHANGE_PROVIDER, by=by, at=at)


def put_card(
    provider: Provider, card: Card, *, why: str, action: Action, by: Actor, at: datetime
) -> Provider:
    """Write the card of the locked provider; what changed stands in its history. The caller has checked the right."""
    body = Organisation.objects.select_for_update(of=("self",)).get(pk=provider.organisation_id)
    before, after = {}, {}
    for row, names in ((provider, CARD), (body, CONTACTS)):
        for name in names:
            new = getattr(card, name)
            new = new.strip() if isinstance(new, str) else new
            if getattr(row, name) != new:
                before[name], after[name] = getattr(row, name), new
                setattr(row, name, new)
    if not after:
        return provider
    body.save(update_fields=list(CONTACTS))
    provider.version, provider.changed_at = provider.version + 1, at
    provider.save(update_fields=[*CARD, "version", "changed_at"])
    note_change(by, provider, None, why, before, after, at)
    note(by, action.name, MODIFY, provider, at)
    return provider


@transaction.atomic
def move(*, by: Actor, provider_id: uuid.UUID, verb: str, reason: str, at: datetime) -> Provider:
    """Suspend, restore or exclude a provider, with the reason. Cases that it serves go back to their managers.

    Raises Missing, BadInput without a reason, Conflict when the state does not allow the verb.
    """
    provider = locked(provider_id)
    permissions.MOVE_PROVIDER.check(by, provider)
    if not reason.strip():
        raise BadInput({"reason": "Напишіть підставу: рішення, дату й номер."})
    advance(PROVIDER_MACHINE, provider, verb, by=by, at=at, reason=reason.strip())
    note(by, permissions.MOVE_PROVIDER.name, MODIFY, provider, at)
    return provider


def locked(provider_id: uuid.UUID) -> Provider:
    """The provider, locked until the transaction ends. Raises Missing."""
    rows = Provider.objects.select_for_update(of=("self",)).select_related("organisation", "registrar")
    found = rows.filter(pk=provider_id).first()
    if found is None:
        raise Missing(code="no_such_provider")
    return found


def note_change(
    by: Actor, provider: Provider, offer: Offer | None, why: str, before: dict[str, Any], after: dict[str, Any],
    at: datetime,
) -> None:  # fmt: skip
    """Keep what was changed."""
    ProviderChange.objects.create(
        provider=provider, offer=offer, at=at, by_account=by.account_id, by_name=by.name,
        why=why.strip()[:300], before=before, after=after,
    )  # fmt: skip


def note(by: Actor, action: str, right: str, provider: Provider, at: datetime) -> None:
    """Write the act into the audit."""
    record(
        actor=by, action=action, right=right, subject_kind=SUBJECT, subject_id=provider.pk, purpose=PURPOSE, at=at,
    )  # fmt: skip


def _number(at: datetime) -> str:
    year = day_of(at).year
    return f"НСП-{year}-{next_number('provider', year):05}"
