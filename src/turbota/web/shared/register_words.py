"""What a register says of a mandate, in sentences: for the person who declared it, and for the officer who checks it.

The person who declared it is not believed yet, so she does not read why a register did not confirm; the officer does.
"""

from dataclasses import dataclass

from turbota.exchange.models import RegisterQuestion
from turbota.exchange.states import Answer, QuestionState
from turbota.web.ui import words

CHECKING = "Заявлено, перевіряється в реєстрі"


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """The name of the register with a capital letter, what it says, and for the officer the number of the message."""

    name: str
    said: str
    waiting: bool
    request_id: str
    has_answer: bool


def for_person(question: RegisterQuestion | None) -> RegisterLine | None:
    """As the representative reads it; nothing when no register was asked or an officer's word is behind it."""
    if question is None or question.again:
        return None
    if question.state == QuestionState.WAITING:
        said = "Чекаємо відповіді. Робити нічого не треба."
        if question.last_error:
            said = "Реєстр зараз не відповідає, спитаємо ще раз. Працівник може перевірити й сам документ."
        return _line(question, said)
    if question.answer == Answer.CONFIRMS:
        return _line(question, "Підтвердив повноваження.")
    return _line(question, "Не підтвердив. Це не відмова: працівник перевірить сам документ.")


def for_officer(question: RegisterQuestion | None) -> RegisterLine | None:
    """As the officer reads it: when, by which record, why not, or since when there is no answer."""
    if question is None:
        return None
    if question.state == QuestionState.WAITING:
        said = f"Питаємо від {words.moment(question.opened_at)}, відповіді ще немає."
        if question.last_error:
            said += f" Реєстр не відповідає: спроб {question.attempts}. Підтвердити за документом можна вже зараз."
        return _line(question, said)
    when = words.moment(question.answered_at) if question.answered_at else ""
    if question.answer == Answer.CONFIRMS:
        return _line(question, _sentence(_with_record("Підтверджує", question) or "Підтверджує", when))
    why = question.get_reason_display() if question.reason else question.get_answer_display()
    advice = "" if question.again else ". Це не відмова: ви можете підтвердити за документом"
    return _line(
        question,
        _sentence(f"Не підтверджує: {why}", _with_record("Реєстр називає", question), f"{when}{advice}"),
    )


def _with_record(words: str, question: RegisterQuestion) -> str:
    """The words with the record behind a colon; nothing without a record."""
    return f"{words}: {question.record}" if question.record else ""


def _sentence(*parts: str) -> str:
    return f"{'. '.join(part for part in parts if part)}."


def _line(question: RegisterQuestion, said: str) -> RegisterLine:
    name = str(question.get_register_display())
    return RegisterLine(
        name=name[:1].upper() + name[1:],
        said=said,
        waiting=question.state == QuestionState.WAITING,
        request_id=question.request_id,
        has_answer=question.evidence_id is not None,
    )
