"""Messages of a case for the staff of the deciding body."""

from collections.abc import Iterable

from turbota.messages.models import Delivery
from turbota.messages.models import Message as Letter
from turbota.messages.states import CABINET, EMAIL, FAILED, FROM_PERSON, GAVE_UP, POST, SENT, TO_ORGANISATION
from turbota.web.ui.components import Message
from turbota.web.ui.words import moment

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


def messages_of(letters: Iterable[Letter]) -> tuple[Message, ...]:
    """Messages oldest first, with how each was delivered."""
    return tuple(
        Message(
            author=_author(letter),
            when=moment(letter.created_at),
            text=f"{letter.subject}. {letter.body}" if letter.subject else letter.body,
            mine=letter.direction != FROM_PERSON,
            state=_state(letter),
        )
        for letter in letters
    )
