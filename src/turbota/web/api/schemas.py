"""What the API takes and answers. Field descriptions stand in OpenAPI and are read by programmers of other systems."""

import uuid
from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from turbota.applications.policies import MOST_ATTACHMENTS
from turbota.documents.scans import MOST_PAGES

LONGEST_SIGNATURE = 200_000
BASE64: dict[str, Any] = {"contentEncoding": "base64"}


class Strict(Schema):
    """A body of which every field is known."""

    model_config = ConfigDict(extra="forbid")


class AttachmentIn(Strict):
    """One document of the person: photos (JPEG, PNG, WebP) or PDF files in the order of the pages."""

    document: str = Field(
        pattern=r"^[a-z0-9_]{1,60}$",
        description="Код документа зі схеми виду допомоги, або other.",
        examples=["identity"],
    )
    files: list[str] = Field(
        min_length=1,
        max_length=MOST_PAGES,
        description="Файли документа, кожен у base64.",
        json_schema_extra={"items": {"type": "string", **BASE64}},
    )


class DeclarationIn(Strict):
    """What the person declares: the answers of the form and the documents."""

    kind: str = Field(
        max_length=60, description="Код виду допомоги з /api/v1/kinds.", examples=["low_income"]
    )
    answers: dict[str, Any] = Field(description="Відповіді за схемою /api/v1/kinds/{code}/schema.")
    mandate: uuid.UUID | None = Field(
        default=None,
        description="Номер підтверджених повноважень, коли заяву подає представник. Він є в кабінеті представника, на "
        "сторінці «За кого я подаю». Тоді підписує представник.",
    )
    attachments: list[AttachmentIn] = Field(default_factory=list, max_length=MOST_ATTACHMENTS)


class ApplicationIn(DeclarationIn):
    """The same declaration with the signature of the person over the printed paper."""

    paper: uuid.UUID = Field(description="Ідентифікатор паперу, який людина побачила й підписала.")
    signature: str = Field(
        min_length=1,
        max_length=LONGEST_SIGNATURE,
        description="Відокремлений підпис CAdES над байтами паперу, у base64.",
        json_schema_extra=BASE64,
    )


class PaperOut(Schema):
    """The application as it will be signed: show these very bytes to the person before the signature."""

    id: uuid.UUID
    sha256: str = Field(description="SHA-256 байтів паперу, шістнадцятковий.")
    pages: int
    content: str = Field(description="PDF/A-3 у base64.", json_schema_extra=BASE64)
    kept_until: datetime = Field(description="Доти папір можна підписати й подати.")


class RegisteredOut(Schema):
    """The application has its number and lies with the body that decides."""

    number: str
    stage: str
    received_on: date = Field(
        description="Законна дата звернення: вихідний рахується наступним робочим днем."
    )
    registered_at: datetime


class StepOut(Schema):
    """One step of the path; who made it is not told."""

    stage: str
    words: str
    at: datetime


class ClockOut(Schema):
    """A term of the law. `state`: running, soon, late, held, done, done_late, cancelled."""

    title: str
    act: str
    due_on: date
    state: str


class StageOut(Schema):
    """Where an application is. `outcome` is set when the person has been told the decision."""

    number: str
    kind: str
    stage: str
    words: str
    received_on: date
    registered_at: datetime
    office: str | None = Field(description="Орган, у якого заява зараз.")
    signature: str | None = Field(
        description="valid, pending (ще перевіряється) або invalid; null для паперової заяви."
    )
    outcome: str | None = Field(description="granted, refused або not_assigned.")
    steps: list[StepOut]
    clocks: list[ClockOut]


class KindOut(Schema):
    """A kind of assistance."""

    code: str
    title: str
    summary: str


class DocumentOut(Schema):
    """A document that the kind may ask for. Which ones these answers need, is said when the paper is printed."""

    code: str
    title: str
    why: str
    obligatory: bool


class KindSchemaOut(Schema):
    """The contract of one kind, from the same declaration of questions as the pages."""

    code: str
    form_version: str
    answers: dict[str, Any] = Field(description="JSON Schema 2020-12 відповідей.")
    documents: list[DocumentOut]


class SubscriptionIn(Strict):
    """Where events are to be sent."""

    url: str = Field(min_length=1, max_length=500, description="Адреса https, куди надсилати події.")
    new_secret: bool = Field(default=False, strict=True, description="true: зробити новий секрет підпису.")


class SubscriptionOut(Schema):
    """A subscription; `secret` signs the events."""

    url: str
    secret: str
    since: datetime


class TokenOut(Schema):
    """A token by RFC 6749, 5.1."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str


class TokenProblem(Schema):
    """An error by RFC 6749, 5.2."""

    error: str
    error_description: str
