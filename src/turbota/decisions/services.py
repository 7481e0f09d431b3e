"""A decision that gives services or things: what, how much, where, how long, who provides, who pays; or a refusal.

No rule computes it: the specialist enters it on the results of the assessment of needs (law 2671-VIII, art. 20 and 21), and
it goes the same way of two signatures. Where the law forbids a refusal, there is none to enter.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from turbota.applications.models import Application
from turbota.assistance import catalogue
from turbota.assistance.asking import need
from turbota.assistance.calculation import Calculation, Reason, Service
from turbota.assistance.wording import UNITS, volume_words
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.models import Decision
from turbota.kernel.errors import BadInput, Refused
from turbota.kernel.legible import legible
from turbota.law import grounds, payment
from turbota.law.dated import NotInForce
from turbota.law.payment import Circumstances

MOST_SERVICES = 10
MOST_VOLUME = 1000
SHORTEST_WORDS = 20
LATEST = date(2100, 12, 31)
OUTCOMES = ("granted", "refused")
FORBIDDEN = {
    "threat": "є очевидна загроза життю або здоров’ю",
    "domestic": "ідеться про домашнє насильство",
    "gender": "ідеться про насильство за ознакою статі",
    "child": "ідеться про жорстоке поводження з дитиною",
}
"""When a refusal is impossible (law 2671-VIII, art. 21 as explained; the text of the article was not read)."""


NOTHING_KNOWN = Circumstances()


@dataclass(frozen=True)
class ServiceEntry:
    """What the specialist enters.

    `assessment`: results of the assessment of needs in plain words, which the person will read. Of a refusal `ground` is a
    code of `law/service_refusals.yaml` and `reason` says it of this person.
    """

    outcome: str
    services: tuple[Service, ...]
    assessment: str
    ground: str = ""
    reason: str = ""


def refusal_forbidden(answers: Mapping[str, Any]) -> str:
    """Why these answers forbid a refusal, in words; empty when it is possible."""
    if (answers.get("need") or {}).get("threat") is True:
        return FORBIDDEN["threat"]
    return FORBIDDEN.get(need.danger_of(answers), "")


def check_refusable(outcome: str, *, why_forbidden: str) -> None:
    """Raise Refused when services are refused though the law forbids it."""
    if outcome == "refused" and why_forbidden:
        raise Refused(
            f"Відмовити не можна: {why_forbidden}. Закон забороняє відмову в такому разі. Призначте послуги, зокрема "
            "екстрено (кризово).",
            code="refusal_forbidden",
        )


def entered(
    application: Application, entry: ServiceEntry, *, who: str, on: date, why_forbidden: str = ""
) -> Calculation:
    """The decision as it was entered, to be printed and signed. The caller has locked the application.

    `why_forbidden`: another ground that forbids a refusal, known of the case. Raises Refused for a kind that gives money and
    where the law forbids a refusal, BadInput with a sentence for every box that is wrong.
    """
    kind = catalogue.kind(application.kind)
    if not kind.gives_services:
        raise Refused("За цією заявою призначають гроші: розрахуйте її за правилами.", code="gives_money")
    answers = answers_in_force(application)
    check_refusable(entry.outcome, why_forbidden=why_forbidden or refusal_forbidden(answers))
    known = circumstances(answers)
    check(entry, on, known)
    assert application.received_on is not None
    found = kind.calculate(answers, application.received_on)
    services = tuple(_tidy(one, known) for one in entry.services) if entry.outcome == "granted" else ()
    assessment = entry.assessment.strip()
    outcome: Any = entry.outcome
    return replace(
        found,
        outcome=outcome,
        amount=0 if services else None,
        since=min((one.since for one in services), default=None),
        until=max((one.until for one in services), default=None),
        reasons=() if services else (_refusal(entry, on),),
        doubts=(),
        services=services,
        assessment=assessment,
        snapshot={
            **found.snapshot,
            "outcome": outcome,
            "assessment": assessment,
            "services": [
                {**asdict(one), "since": str(one.since), "until": str(one.until)} for one in services
            ],
            "entered_by": who,
            "entered_on": on.isoformat(),
        },
    )


def circumstances(answers: Mapping[str, Any]) -> Circumstances:
    """What the application itself tells of who pays. Whatever else is known, the officer says with its reason."""
    victim = need.danger_of(answers) in ("domestic", "gender")
    return Circumstances(categories=frozenset({"violence"} if victim else ()))


def check(entry: ServiceEntry, on: date, known: Circumstances = NOTHING_KNOWN) -> None:
    """Raise BadInput with a sentence for every box that is wrong."""
    problems: dict[str, str] = {}
    if entry.outcome not in OUTCOMES:
        problems["outcome"] = "Виберіть, що ви вирішили."
    if len(legible(entry.assessment)) < SHORTEST_WORDS:
        problems["assessment"] = (
            "Напишіть простими словами, що показало оцінювання потреб. Це прочитає людина."
        )
    if entry.outcome == "refused":
        if entry.ground not in {row.code for row in grounds.refusals(on)}:
            problems["ground"] = "Виберіть підставу відмови."
        if len(legible(entry.reason)) < SHORTEST_WORDS:
            problems["reason"] = "Напишіть, чому ця підстава стосується цієї людини."
        if entry.services:
            problems["services"] = "Коли відмовляють, послуг не вносять. Приберіть їх або виберіть «Надати»."
    if entry.outcome == "granted":
        problems |= faults_of(entry.services, known)
    if problems:
        raise BadInput(problems)


def faults_of(services: tuple[Service, ...], known: Circumstances = NOTHING_KNOWN) -> dict[str, str]:
    """What is wrong in the services, a sentence for each («service-0»)."""
    if not 1 <= len(services) <= MOST_SERVICES:
        return {"services": f"Внесіть хоча б одну послугу, але не більше ніж {MOST_SERVICES}."}
    faults = {}
    for number, one in enumerate(services):
        if sentence := _fault(one, known):
            faults[f"service-{number}"] = sentence
    for number, one in enumerate(services):
        earlier = services[:number]
        if any(_same(one, other) for other in earlier):
            faults[f"service-{number}"] = "Ця послуга на ті самі дні вже є вище. Приберіть повтор."
    return faults


def _same(one: Service, other: Service) -> bool:
    named = (one.code or one.title.strip().casefold()) == (other.code or other.title.strip().casefold())
    return named and one.since <= other.until and one.until >= other.since


def _fault(one: Service, known: Circumstances) -> str:
    if not legible(one.title):
        return "Напишіть, яка послуга."
    if not 0 < one.volume <= MOST_VOLUME or one.unit not in UNITS:
        return "Напишіть, скільки: ціле число, і виберіть, чого саме. Наприклад: 6, годин на тиждень."
    if one.until < one.since:
        return "Останній день раніший за перший. Перевірте дні."
    if one.until > LATEST:
        return "Перевірте рік останнього дня."
    if not legible(one.place):
        return "Напишіть, де надають послугу."
    return _payment(one, known)[1]


def _payment(one: Service, known: Circumstances) -> tuple[str, str]:
    """Who pays and why, by the one rule that plans ask too; or what is wrong."""
    try:
        verdict = payment.who_pays(service=one.code, known=known, tariff=None, on=one.since)
    except NotInForce:
        return "", "Цієї послуги в класифікаторі на перший день ще або вже немає. Виберіть іншу."
    return payment.settled(one.payment, verdict)


def _tidy(one: Service, known: Circumstances) -> Service:
    tidy: dict[str, Any] = {name: str(getattr(one, name)).strip() for name in ("title", "place", "provider")}
    return replace(one, **tidy, payment=_payment(one, known)[0])


def _refusal(entry: ServiceEntry, on: date) -> Reason:
    ground = next(row for row in grounds.refusals(on) if row.code == entry.ground)
    clause = f"{ground.act}, {ground.point}" + (
        "" if ground.verified else " (підставу ще не звірено з актом)"
    )
    return Reason(ground.code, clause, f"{ground.title}. {entry.reason.strip()}")


def how_much(one: Service) -> str:
    """«6 годин на тиждень»."""
    return volume_words(one.volume, one.unit)


def services_of(kept: Mapping[str, Any]) -> tuple[Service, ...]:
    """The services of a calculation that was kept with a decision; one signed earlier has none."""
    return tuple(_kept(dict(row)) for row in kept.get("services") or ())


def _kept(row: dict[str, Any]) -> Service:
    return Service(**{**row, **{name: date.fromisoformat(row[name]) for name in ("since", "until")}})


def as_decided(calculation: Calculation, decision: Decision) -> Calculation:
    """The calculation of a kind that gives services, with what its decision says."""
    outcome: Any = decision.outcome
    return replace(
        calculation,
        outcome=outcome,
        amount=decision.amount,
        since=decision.since,
        until=decision.until,
        doubts=(),
        services=services_of(decision.calculation),
        assessment=decision.calculation.get("assessment", ""),
    )
