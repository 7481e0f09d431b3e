"""Why the level is what it is, in words that another person can check answer by answer."""

from dataclasses import dataclass

from turbota.casework.assessed_people import Assessed
from turbota.casework.instruments.scoring import Result
from turbota.casework.instruments.shapes import CASE, UNKNOWN, Band, Instrument, Question

UNKNOWN_WORDS = "Не вдалося дізнатися"


@dataclass(frozen=True)
class Reason:
    """One line: the question, whom it is about, and the answer in words."""

    question: str
    whom: str
    answer: str


def split_key(key: str) -> tuple[str, str]:
    """The code of the question and the key of the subject."""
    question, _, subject = key.partition("@")
    return question, subject


def answer_words(question: Question, value: str) -> str:
    """The answer as its step says it: «3 — Борги ростуть»."""
    if value == UNKNOWN:
        return UNKNOWN_WORDS
    option = question.option(value)
    if option is None:
        return value
    return f"{option.points} — {option.words}" if question.kind == "scale" else option.words


def reasons(form: Instrument, result: Result, values: dict[str, str], people: list[Assessed]) -> list[Reason]:
    """The answers that decided the level."""
    names = {one.key: one.name for one in people}
    found = []
    for key in result.because:
        code, subject = split_key(key)
        question = form.questions[code]
        whom = "" if subject == CASE else names.get(subject, "")
        found.append(Reason(question.words, whom, answer_words(question, values.get(key, ""))))
    return found


def why(form: Instrument, result: Result, values: dict[str, str], people: list[Assessed]) -> str:
    """The explanation: the rule, the answers and the domains behind it, and what nobody could find out."""
    rule = form.level(result.level)
    lines = [f"Рівень «{rule.title}»: {rule.words}."]
    for reason in reasons(form, result, values, people):
        whom = f" ({reason.whom})" if reason.whom else ""
        lines.append(f"«{reason.question}»{whom}: {reason.answer}.")
    shares = {score.code: score.share for score in result.scores}
    for code in result.because_domains:
        domain = form.domain(code)
        if domain is not None:
            lines.append(f"Розділ «{domain.title}»: {shares[code]} % від найтяжчого.")
    if result.unknown:
        words = "; ".join(dict.fromkeys(form.questions[split_key(key)[0]].words for key in result.unknown))
        lines.append(f"Не вдалося дізнатися: {words}. Балів ці відповіді не додають.")
    if not form.verified:
        lines.append("Спосіб підрахунку склала «Турбота»: акти його не наводять, його ще не підтверджено.")
    return "\n".join(lines)


def band(form: Instrument, share: int) -> Band:
    """How a domain with this share is called."""
    return [one for one in form.bands if one.share <= share][-1]
