"""Messages of a case for the staff of the deciding body."""

from collections.abc import Iterable

from turbota.applications.models import CompletionRequest
from turbota.messages.models import Delivery
from turbota.messages.models import Message as Letter
from turbota.messages.states import CABINET, EMAIL, FAILED, FROM_PERSON, GAVE_UP, POST, SENT, TO_ORGANISATION
from turbota.web.ui.components import Message
from turbota.web.ui.words import moment, numeric_date

CHANNEL_WORDS = {CABINET: "у кабінеті", EMAIL: "листом", POST: "на папері"}


def delivery_words(delivery: Delivery) -> str:
    """One delivery in words: how, and whether it went."""
    how = CHANNEL_WORDS[delivery.channel]
    if delivery.state == SENT and delivery.sent_at is not None:
        return f"{how}, {moment(delivery.sent_at)}"
    if delivery.state == GAVE_UP:
        return f"{how}: надіслати не вдалося"
    if delivery.state == FAILED:
        return f"{how}: не вдалося, спробуємо ще"
    return f"{how}: чекає друку" if delivery.channel == POST else f"{how}: надсилаємо"


def _state(letter: Letter) -> str:
    parts = [delivery_words(delivery) for delivery in letter.deliveries.all()]
    if letter.read_at is not None:
        parts.append(f"прочитано {moment(letter.read_at)}")
    return "; ".join(parts)


def _author(letter: Letter) -> str:
    if letter.direction == FROM_PERSON:
        return letter.by_name or "Заявник"
    sender = letter.by_name if letter.by_account else "Турбота"
    whom = "громаді" if letter.direction == TO_ORGANISATION else "заявникові"
    return f"{sender or 'Турбота'} — {whom}"


def _told(letter: Letter) -> Message:
    return Message(
        author=_author(letter),
        when=moment(letter.created_at),
        text=f"{letter.subject}. {letter.body}" if letter.subject else letter.body,
        mine=letter.direction != FROM_PERSON,
        state=_state(letter),
    )


def messages_of(letters: Iterable[Letter]) -> tuple[Message, ...]:
    """Messages oldest first, with how each was delivered."""
    return tuple(_told(letter) for letter in letters)


def talk_of(letters: Iterable[Letter], requests: Iterable[CompletionRequest]) -> tuple[Message, ...]:
    """Messages, what the applicant was asked to add, and the answers, in one order."""
    found = [(letter.created_at, _told(letter)) for letter in letters]
    for request in requests:
        found.append((request.asked_at, _asked(request)))
        if request.answered_at is not None:
            found.append((request.answered_at, _answered(request)))
        if request.closed_at is not None:
            found.append((request.closed_at, _closed(request)))
    return tuple(message for _, message in sorted(found, key=lambda pair: pair[0]))


def _asked(request: CompletionRequest) -> Message:
    who = request.asked_by.name if request.asked_by else "Спеціаліст"
    until = f"відповісти до {numeric_date(request.answer_by)}" if request.answer_by else ""
    return Message(
        f"{who} — заявникові, запит", moment(request.asked_at), request.text, mine=True, state=until
    )


def _answered(request: CompletionRequest) -> Message:
    assert request.answered_at is not None
    return Message(
        "Заявник, відповідь на запит",
        moment(request.answered_at),
        request.answer or "Додано документи: дивіться їх у справі.",
    )


def _closed(request: CompletionRequest) -> Message:
    assert request.closed_at is not None
    return Message(
        "Відповіді на запит немає, розгляд триває далі",
        moment(request.closed_at),
        request.closed_reason,
        mine=True,
    )
