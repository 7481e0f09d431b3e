"""Documents of a case on the screen: what came, the page that is open, and what did not come."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from turbota.applications.models import Application, Attachment, Confirmation, MissingDocument
from turbota.applications.papers import live_attachments
from turbota.applications.queries import absent_documents, standing_confirmation
from turbota.applications.register_queries import carried
from turbota.applications.states import Channel
from turbota.decisions.models import Correction
from turbota.kernel.errors import Missing
from turbota.web.shared.numbers import whole_number
from turbota.web.shared.seals import late_words, seal_words
from turbota.web.ui.words import moment, numeric_date, size_words


@dataclass(frozen=True)
class Thumb:
    """One document in the list above the scan."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True)
class OpenPage:
    """The page of a scan that is shown."""

    title: str
    image_url: str
    pdf_url: str
    text_url: str
    place: str
    detail: str
    before_url: str
    after_url: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Lack:
    """A document that did not come, with the reason in «Примітка»."""

    title: str
    note: str


@dataclass(frozen=True)
class Documents:
    """The left pane of a case."""

    thumbs: tuple[Thumb, ...]
    open: OpenPage | None
    lacks: tuple[Lack, ...]
    paper_url: str
    signature: str
    evidence_url: str


def documents_of(
    application: Application, wanted: str, page: str, corrections: Sequence[Correction]
) -> Documents:
    """The documents, with the wanted one open (the first by default); two queries at most."""
    copies: list[Attachment] = live_attachments(application)
    current = next((copy for copy in copies if str(copy.pk) == wanted), copies[0] if copies else None)
    base = reverse("department:case", args=[application.pk])
    absent = absent_documents(application)
    late = _late(application, copies, {row.document_code: row.bring_by for row in absent})
    thumbs = tuple(
        Thumb(_named(number, copy, late[copy.pk]), f"{base}?doc={copy.pk}", copy is current)
        for number, copy in enumerate(copies, start=1)
    )
    confirmed = standing_confirmation(application)
    return Documents(
        thumbs=thumbs,
        open=_open(current, page, base, _marks(current, corrections), late[current.pk]) if current else None,
        lacks=_lacks(absent, copies),
        paper_url=reverse("department:paper", args=[application.pk]) if application.paper_id else "",
        signature=_standing_behind(application, confirmed),
        evidence_url=reverse("department:confirmation", args=[application.pk]) if confirmed else "",
    )


def _late(
    application: Application, copies: Sequence[Attachment], promised: dict[str, date | None]
) -> dict[uuid.UUID, str]:
    """When each copy was brought, if later than the case, and whether the community has handed it over yet."""
    words = {copy.pk: late_words(copy, promised.get(copy.document_code)) for copy in copies}
    later = [copy.pk for copy in copies if copy.late]
    if not later or application.channel != Channel.COMMUNITY:
        return words
    sent = carried(application)
    return words | {pk: f"{words[pk]}, громада ще не передала" for pk in later if pk not in sent}


def _standing_behind(application: Application, confirmed: Confirmation | None) -> str:
    """How the applicant stands behind the application: a signature, or an identification without a key."""
    if application.signature is not None:
        return f"підпис заявника {application.signature.get_state_display()}"
    if confirmed is None:
        return ""
    known = confirmed.identification
    return f"без підпису, особу встановлено: {known.by_what}, {moment(known.at)}"


def _named(number: int, copy: Attachment, late: str) -> str:
    return f"{number} {copy.title}{f', {late}' if late else ''}"


def _lacks(absent: Sequence[MissingDocument], copies: Sequence[Attachment]) -> tuple[Lack, ...]:
    here = {copy.document_code for copy in copies}
    return tuple(
        Lack(row.title, f"{row.note}{f', до {numeric_date(row.bring_by)}' if row.bring_by else ''}")
        for row in absent
        if row.document_code not in here
    )


def page_number(text: str, pages: int) -> int:
    """The number of the page in an address, within the document; the first one when nothing is said."""
    if not text:
        return 1
    number = whole_number(text)
    if number is None or not 1 <= number <= pages:
        raise Missing
    return number


def _marks(copy: Attachment, corrections: Sequence[Correction]) -> tuple[str, ...]:
    """The mark on a primary document from which data were entered, with the specialist's code (p. 11.3)."""
    return tuple(
        f"Внесено з цього документа: {row.label} {row.after_text}. {numeric_date(row.at)}, код спеціаліста {row.by.code}"
        for row in corrections
        if row.document_id == copy.pk
    )


def _open(copy: Attachment, text: str, base: str, marks: tuple[str, ...], late: str) -> OpenPage:
    pages = copy.file.pages or 1
    page = page_number(text, pages)
    known = [f"сторінка {page} з {pages}"]
    if copy.file.dpi:
        known.append(f"{copy.file.dpi} dpi")
    known += [size_words(copy.file.size), f"додано {numeric_date(copy.added_at)}"]
    known += [seal_words(copy, none=""), late]

    def at(number: int) -> str:
        return f"{base}?doc={copy.pk}&page={number}" if 1 <= number <= pages else ""

    return OpenPage(
        title=copy.title,
        image_url=reverse("department:page", args=[copy.pk, page]),
        pdf_url=reverse("department:document", args=[copy.pk]),
        text_url=reverse("department:text", args=[copy.pk, page]),
        place=f"Скан: {copy.title}, сторінка {page} з {pages}",
        detail=" · ".join(part for part in known if part),
        before_url=at(page - 1),
        after_url=at(page + 1),
        marks=marks,
    )
