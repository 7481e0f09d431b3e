"""When something in the register of providers is possible."""

from collections.abc import Iterable, Sequence
from datetime import date

from stdnum.ua import edrpou, rntrc

from turbota.access.models import Organisation, OrganisationKind
from turbota.kernel.errors import BadInput, Refused
from turbota.law import services
from turbota.law.dated import NotInForce
from turbota.places import queries as codifier
from turbota.places.models import Place
from turbota.providers.models import Offer, Provider
from turbota.providers.states import ProviderState, Section


def check_code(section: str, code: str) -> None:
    """Raise BadInput when the code does not fit the section: ЄДРПОУ of a legal entity, РНОКПП of a person."""
    if section == Section.LEGAL and not edrpou.is_valid(code):
        raise BadInput({"code": "Перевірте код ЄДРПОУ: це 8 цифр, і остання має збігатися з контрольною."})
    if section != Section.LEGAL and not rntrc.is_valid(code):
        raise BadInput({"code": "Перевірте РНОКПП: це 10 цифр, і остання має збігатися з контрольною."})


def territory_of(codes: Iterable[str]) -> list[Place]:
    """Places of the codifier in force by their codes. Raises BadInput for a code of none."""
    wanted = set(codes)
    found = codifier.in_force(wanted)
    if len(found) != len(wanted):
        raise BadInput({"town": "Цього місця в кодифікаторі немає. Виберіть інше зі списку."})
    return found


def check_offer(
    *, service: str, communities: Sequence[Organisation], territory: Sequence[Place], places: int, tariff: int,
    on: date,
) -> None:  # fmt: skip
    """Raise BadInput when the offer names no service of the classifier, nowhere, no place, or a tariff below 0."""
    problems: dict[str, str] = {}
    try:
        services.service(service, on)
    except NotInForce:
        problems["service"] = "Виберіть послугу з класифікатора."
    if any(one.kind != OrganisationKind.COMMUNITY for one in communities):
        problems["communities"] = "Позначте громаду зі списку."
    elif not communities and not territory:
        problems["communities"] = "Позначте хоча б одну громаду або знайдіть місце, де надавач працює."
    if places < 1:
        problems["places"] = "Напишіть, скільком людям надавач може допомагати водночас: 1 або більше."
    if tariff < 0:
        problems["tariff"] = "Тариф не може бути меншим за нуль."
    if problems:
        raise BadInput(problems)


def check_active(provider: Provider) -> None:
    """Raise Refused when the provider does not work now."""
    if provider.state != ProviderState.ACTIVE:
        raise Refused(
            f"Надавач зараз не працює: стан у реєстрі «{ProviderState(provider.state).label}». Виберіть іншого.",
            code="provider_not_active",
        )


def check_offered(offer: Offer, on: date) -> None:
    """Raise Refused when the service is not offered on the day."""
    if not offer.in_force_on(on):
        raise Refused(
            "Надавач уже не надає цієї послуги. Виберіть іншу пропозицію.", code="offer_not_in_force"
        )
