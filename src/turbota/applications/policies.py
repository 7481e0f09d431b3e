"""When something is possible with an application: the state of the thing, whoever asks."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from turbota.applications.models import Application, Attachment
from turbota.applications.states import Channel, State
from turbota.assistance import catalogue, forms
from turbota.assistance.kind import NeededDocument
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.kernel.working_days import same_or_next_working_day
from turbota.people import numbers
from turbota.people.models import Mandate, Person
from turbota.people.operations import PersonData
from turbota.people.states import LIVE as LIVE_MANDATE
from turbota.signatures.certificates import Signer
from turbota.signatures.reasons import INVALID

SIGNED_APPLICATION = "signed_application"
SIGNED_APPLICATION_TITLE = "Заява з підписом заявника"
FORMING = (State.FORMING, State.MENDING)
CITIZEN_MAY_ADD = (State.DRAFT, State.ASKED)
LATE = (State.ON_CONTROL, State.READY, State.RECEIVED, State.IN_WORK)
MOST_ATTACHMENTS = 30
ANSWERS_CHANGED = "Відповіді змінилися, тож заяву треба надрукувати й підписати знову."
MANDATE_OVER = "Повноваження діяти за цю людину закінчилися або не підтверджені. Відкрийте «За кого я подаю» і перевірте."
REPRESENTATIVE_OVER = (
    "Повноваження представника закінчилися, не підтверджені або не для цієї допомоги. Приберіть його зі справи: заяву "
    "підпише сам заявник або інший представник."
)
PAPER_ON_ITS_WAY = Q(channel=Channel.COMMUNITY, state__in=(State.ON_CONTROL, State.READY))
"""A paper case between the community and the deciding body: nobody can sign another paper into it there."""
WITHOUT_SEAL = Q(seal__isnull=True) | Q(seal__state=INVALID)
"""Copies that wait for the seal, in the database; of one copy at hand `without_seal` says the same."""


@dataclass(frozen=True)
class DocumentNeed:
    """One needed document beside what came: the live copies, or the reason of absence."""

    code: str
    title: str
    why: str
    obligatory: bool
    attachments: tuple[Attachment, ...]
    note: str

    @property
    def settled(self) -> bool:
        """It came, it is not obligatory, or its absence is explained."""
        return bool(self.attachments) or not self.obligatory or bool(self.note)


def without_seal(copy: Attachment) -> bool:
    """Whether the copy waits for the seal: there is none, or it was taken unchecked and turned out invalid."""
    return copy.seal is None or copy.seal.state == INVALID


def brought_too_late(copy: Attachment, bring_by: date | None) -> bool:
    """Whether the copy came after the day by which «Примітка» promised the document. A fact, nothing follows by itself."""
    return bring_by is not None and day_of(copy.added_at) > bring_by


def form_of(application: Application) -> forms.Form:
    """The version of the questions with which the application was filled."""
    return catalogue.kind(application.kind).form_version(application.form_version)


def law_day(application: Application, today: date) -> date:
    """The day whose law counts: the date of application, or what it would be if the draft were signed today (p. 2.5)."""
    return application.received_on or same_or_next_working_day(today)


def needed(application: Application, today: date) -> list[NeededDocument]:
    """Documents needed for these answers; a paper application needs its own signed paper too."""
    kind = catalogue.kind(application.kind)
    found = kind.documents(application.answers, law_day(application, today))
    if application.channel == Channel.COMMUNITY:
        own = NeededDocument(
            SIGNED_APPLICATION,
            SIGNED_APPLICATION_TITLE,
            "Надрукуйте заяву, дайте перевірити й підписати, і відскануйте.",
            obligatory=True,
            act="Інструкція № 345 (зі змінами наказу № 1 від 04.01.2022)",
        )
        return [own, *found]
    return found


def needs(application: Application, today: date) -> list[DocumentNeed]:
    """Every needed document with what came for it."""
    live: dict[str, list[Attachment]] = {}
    for attachment in (
        application.attachments.filter(removed_at__isnull=True)
        .select_related("file", "seal")
        .defer("seal__cms", "seal__evidence")
        .order_by("added_at")
    ):
        live.setdefault(attachment.document_code, []).append(attachment)
    notes = {row.document_code: row.note for row in application.missing_documents.all()}
    return [
        DocumentNeed(d.code, d.title, d.why, d.obligatory, tuple(live.get(d.code, ())), notes.get(d.code, ""))
        for d in needed(application, today)
    ]


def check_answers(application: Application, today: date) -> None:
    """Raise BadInput with every answer that is missing or wrong (R048)."""
    faults = forms.check(form_of(application), application.answers, law_day(application, today))
    if faults:
        raise BadInput(faults, "У заяві ще є відповіді, які треба дати або виправити.")


def check_documents(application: Application, today: date) -> None:
    """Raise BadInput with every obligatory document that did not come and has no reason in «Примітка» (R146)."""
    faults = {
        f"document.{need.code}": f"«{need.title}»: додайте копію або напишіть у примітці, чому її немає."
        for need in needs(application, today)
        if not need.settled
    }
    if faults:
        raise BadInput(faults, "Бракує документів.")


def printed(application: Application) -> bool:
    """Whether the paper with the warning and the consent (R168, R169) was printed with the answers that stand now.

    A change of answers takes the printed paper away, so a paper that is there names them.
    """
    return bool(application.paper_id and application.warning_version and application.consent_version)


def wants_new_signature(application: Application) -> bool:
    """Whether the applicant signed the paper and the answers changed since: the signed copy was taken out."""
    signed = application.attachments.filter(document_code=SIGNED_APPLICATION)
    return (
        application.channel == Channel.COMMUNITY
        and application.state in FORMING
        and not printed(application)
        and signed.filter(removed_at__isnull=False).exists()
    )


def check_printed(application: Application) -> None:
    """Raise Refused while the application was not printed with the answers that stand now (R144, R168, R169)."""
    if not printed(application):
        raise Refused(
            "Заяву з теперішніми відповідями ще не надруковано. Надрукуйте її, дайте підписати й скануйте.",
            code="not_printed",
        )


def unsealed_copies(application: Application) -> int:
    """How many live copies stand without the community's seal, or with one that turned out invalid."""
    return application.attachments.filter(WITHOUT_SEAL, removed_at__isnull=True).count()


def check_sealed(application: Application) -> None:
    """Raise Refused while a copy stands without the community's seal (R147)."""
    unsealed = unsealed_copies(application)
    if unsealed:
        raise Refused(
            f"Копій без печатки громади: {unsealed}. Засвідчіть їх одною дією на сторінці «Печатка».",
            code="not_sealed",
        )


def check_version(application: Application, version: int | None) -> None:
    """Raise Conflict when the page was opened before the last change."""
    if version is not None and application.version != version:
        raise Conflict(code="stale_page")


def check_numbers(data: PersonData) -> None:
    """Raise BadInput unless there is a birth date and the numbers, which begin with it, say the same day."""
    born = data.birth_date
    if born is None:
        raise BadInput({"birth_date": "Напишіть дату народження з документа."})
    if numbers.born_by_tax_number(data.tax_number) not in (None, born):
        raise BadInput(
            {
                "tax_number": "Перші п’ять цифр РНОКПП не відповідають даті народження. "
                "Звірте номер і дату з документом."
            }
        )
    if numbers.born_by_unzr(data.unzr) not in (None, born):
        raise BadInput(
            {
                "unzr": "Перші вісім цифр УНЗР не відповідають даті народження. "
                "Звірте номер і дату з документом."
            }
        )


def check_applicant(application: Application) -> None:
    """Raise BadInput unless the declaration names the applicant of the case by her own number and birth date.

    Compared with what is known of the person: РНОКПП or УНЗР, and the day of birth. What is not known is not compared.
    """
    person = application.applicant
    if person is None:
        return
    if application.mandate is not None:
        _check_represented(application, person)
        return
    born = person.birth_date.isoformat() if person.birth_date else None
    told = {code: _told(application, code) for code in ("tax_number", "unzr", "birth_date")}
    faults = {}
    if _differ(person.own_tax_number, told["tax_number"]):
        faults["applicant.tax_number"] = "Це не ваш номер. Впишіть податковий номер того, хто підписує заяву."
    elif person.own_tax_number and not told["tax_number"] and told["unzr"] != (person.own_unzr or None):
        faults["applicant.tax_number_state"] = "Ви увійшли з податковим номером. Впишіть його і в заяву."
    if _differ(person.own_unzr, told["unzr"]):
        faults["applicant.unzr"] = "Це не ваш номер запису. Впишіть УНЗР того, хто підписує заяву."
    if _differ(born, told["birth_date"]):
        faults["applicant.birth_date"] = "Це не ваша дата народження. Впишіть дату того, хто підписує заяву."
    if faults:
        raise BadInput(faults, "Заяву підписує той, про кого вона. Виправте дані про себе.")


def _check_represented(application: Application, person: Person) -> None:
    """The same for an application about another person: it names the very person of the mandate."""
    known = {
        "tax_number": person.own_tax_number,
        "unzr": person.own_unzr,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
    }
    faults = {
        f"applicant.{code}": "Тут інша людина, ніж у ваших повноваженнях. Впишіть те саме, що заявили про неї."
        for code, number in known.items()
        if _differ(number, _told(application, code))
    }
    if faults:
        raise BadInput(faults, "Заява має бути про людину, за яку ви дієте. Виправте дані про неї.")


def representative_of(mandate: Mandate) -> Person:
    """Who signs by the mandate. Raises Refused for an officer's help: by that nobody signs."""
    if mandate.representative is None:
        raise Refused("За допомогою працівника заяву не підписують.", code="help_signs_nothing")
    return mandate.representative


def signatory(application: Application) -> Person | None:
    """Who signs: the representative of the mandate, else the person whom the application is about.

    Nobody signs what an officer who helps has begun, before the person takes it over.
    """
    return application.mandate.representative if application.mandate else application.applicant


def unsigned(application: Application) -> bool:
    """Whether nobody signed or confirmed the paper that stands now: the person took over what another had signed."""
    if application.channel != Channel.PORTAL or application.paper is None:
        return False
    digest = application.paper.sha256
    signed = application.signature is not None and application.signature.sha256 == digest
    return not signed and not application.confirmations.filter(paper_sha256=digest).exists()


def mandate_is_live(application: Application, today: date) -> bool:
    """Whether the mandate of the case is in force on the day, claimed or confirmed, and covers the kind."""
    mandate = application.mandate
    return (
        mandate is not None
        and mandate.state in LIVE_MANDATE
        and not mandate.over(today)
        and mandate.covers(application.kind)
    )


def check_mandate(application: Application, today: date) -> None:
    """Raise Refused unless the mandate of an application for another person lets it be signed today.

    A claimed one is enough to sign and send, with its document: whether it is true, an officer says before a decision.
    """
    mandate = application.mandate
    if mandate is None:
        return
    if not mandate_is_live(application, today):
        paper = application.channel == Channel.COMMUNITY
        raise Refused(REPRESENTATIVE_OVER if paper else MANDATE_OVER, code="mandate_over")
    if mandate.evidence_id is None:
        raise Refused(
            "Додайте документ про повноваження: без нього заяву за іншу людину подати не можна. "
            "Це можна зробити в кабінеті на сторінці «За кого я подаю».",
            code="no_evidence",
        )


def _told(application: Application, code: str) -> str:
    """What the applicant said about herself; empty when it was not asked or not said."""
    asked = forms.visible(form_of(application), application.answers, f"applicant.{code}")
    return str((application.answers.get("applicant") or {}).get(code) or "") if asked else ""


def _differ(known: str | None, told: str) -> bool:
    return bool(known and told) and known != told


def check_signer(signer: Signer | None, person: Person) -> None:
    """Raise Refused unless the signer's РНОКПП or УНЗР is the person's; a name alone is never enough."""
    if signer is not None and not signer.is_seal:
        if person.own_tax_number and signer.tax_number == person.own_tax_number:
            return
        if person.own_unzr and signer.unzr == person.own_unzr:
            return
    raise _foreign_key()


def _foreign_key() -> Refused:
    return Refused(
        "Цей ключ належить іншій людині. Підпишіть своїм ключем: номер у ньому має бути ваш.",
        code="foreign_signature",
    )


def proved(signer: Signer | None, data: PersonData) -> PersonData:
    """What the declaration says of the person, with those numbers only that the certificate of the signature names.

    Raises Refused unless one number is named by both and none differs: nobody is found by a number that is only typed.
    """
    if signer is None or signer.is_seal:
        raise _foreign_key()
    pairs = ((signer.tax_number, data.tax_number), (signer.unzr, data.unzr))
    if any(_differ(named, told or "") for named, told in pairs) or not any(
        named and told for named, told in pairs
    ):
        raise _foreign_key()
    return replace(
        data,
        tax_number=data.tax_number if signer.tax_number else None,
        unzr=data.unzr if signer.unzr else None,
    )
