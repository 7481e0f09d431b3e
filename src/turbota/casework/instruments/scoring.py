"""From answers to the level of complexity, with the reason. The same answers always give the same result.

The method (ours): a domain has so many percent of the most points its questions can have; where a domain is asked of
several people, the one who is worst off counts, so that nobody is hidden by the others. Then the rules of the levels
are read from the hardest down, and the first that holds decides. An answer that got worse never lowers the level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from turbota.casework.instruments.shapes import (
    UNKNOWN,
    Domain,
    Instrument,
    LevelRule,
    Question,
)

MOST = 4
DISCREET = 2
"""From so many points on a discreet answer is not shown to members of the family."""
Answers = Mapping[str, str]
"""`question@subject` → value."""


@dataclass(frozen=True)
class Subject:
    """Somebody whom questions are about: `key` is "case" or the id of a member's row. `who`: case, adult or child."""

    key: str
    who: str


@dataclass(frozen=True)
class DomainScore:
    """How a domain stands. `share` in percent, None when it was asked of nobody; `subject`: who is worst off."""

    code: str
    share: int | None
    subject: str


@dataclass(frozen=True)
class Result:
    """The level, what it follows from, and how the domains stand. `because`: keys of the answers that decided.

    `unknown`: counted questions that nobody could answer; they are listed and add no points.
    """

    level: str
    scores: tuple[DomainScore, ...]
    because: tuple[str, ...]
    because_domains: tuple[str, ...]
    unknown: tuple[str, ...]


def key_of(question: str, subject: str) -> str:
    """The key of an answer."""
    return f"{question}@{subject}"


def subjects_of(question: Question, subjects: Sequence[Subject]) -> list[Subject]:
    """Whom the question is about."""
    return [subject for subject in subjects if subject.who == question.about]


def asked(
    question: Question, subject: Subject, subjects: Sequence[Subject], answers: Answers, by: Instrument
) -> bool:
    """Whether the question is asked about the subject, with the answers given so far."""
    if question.about != subject.who:
        return False
    if question.when.children and not any(one.who == "child" for one in subjects):
        return False
    if not question.when.after:
        return True
    before = by.questions[question.when.after]
    if not asked(before, subject, subjects, answers, by):
        return False
    value = answers.get(key_of(before.code, subject.key), "")
    points = points_of(before, value)
    return value == UNKNOWN or points is not None and points >= question.when.at_least


def points_of(question: Question, value: str) -> int | None:
    """The points of an answer, None when it has none."""
    option = question.option(value)
    return option.points if option else None


def score(by: Instrument, subjects: Sequence[Subject], answers: Answers) -> Result:
    """The result of the answers. What is not asked, or not answered, adds nothing."""
    given = _given(by, subjects, answers)
    scores = tuple(_domain_score(domain, subjects, given) for domain in by.domains if _counts(domain))
    unknown = tuple(key for key, (question, value) in given.items() if value == UNKNOWN and question.counted)
    for rule in by.levels:
        because, domains = _reached(rule, given, scores)
        if because or domains or rule is by.levels[-1]:
            return Result(rule.level, scores, because, domains, unknown)
    raise ValueError("an instrument without levels")


Given = dict[str, tuple[Question, str]]


def _given(by: Instrument, subjects: Sequence[Subject], answers: Answers) -> Given:
    """Answers to questions that are asked, in the order of the instrument."""
    return {
        key: (question, answers[key])
        for domain in by.domains
        for question in domain.questions
        for subject in subjects_of(question, subjects)
        if (key := key_of(question.code, subject.key)) in answers
        and asked(question, subject, subjects, answers, by)
    }


def _counts(domain: Domain) -> bool:
    return any(question.counted for question in domain.questions)


def _domain_score(domain: Domain, subjects: Sequence[Subject], given: Given) -> DomainScore:
    """The most points are those of all questions, asked or not: a question more never makes a share smaller."""
    shares = {
        subject.key: share for subject in subjects if (share := _share(domain, subject, given)) is not None
    }
    if not shares:
        return DomainScore(domain.code, None, "")
    worst = max(shares, key=lambda key: shares[key])
    return DomainScore(domain.code, shares[worst], worst)


def _share(domain: Domain, subject: Subject, given: Given) -> int | None:
    """Percent, half up; None when the domain asks nothing of the subject, or nothing was answered."""
    questions = [one for one in domain.questions if one.counted and one.about == subject.who]
    found = [given[key] for one in questions if (key := key_of(one.code, subject.key)) in given]
    if not found:
        return None
    points = sum(question.weight * (points_of(question, value) or 0) for question, value in found)
    most = sum(question.weight * MOST for question in questions)
    return (200 * points + most) // (2 * most)


def _reached(
    rule: LevelRule, given: Given, scores: Sequence[DomainScore]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The answers and the domains by which the rule holds; both empty when it does not."""
    answers: list[str] = []
    if rule.threat:
        answers += [key for key, (question, value) in given.items() if _threat(question, value)]
    if rule.unknown_threat:
        answers += [
            key for key, (question, value) in given.items() if question.asks_of_threat and value == UNKNOWN
        ]
    if rule.points is not None:
        high = [
            key
            for key, (question, value) in given.items()
            if (points_of(question, value) or 0) >= rule.points
        ]
        answers += high if len(high) >= rule.answers else []
    domains: list[str] = []
    if rule.domain_share is not None:
        low = [one.code for one in scores if one.share is not None and one.share >= rule.domain_share]
        domains = low if len(low) >= rule.domains else []
    return tuple(dict.fromkeys(answers)), tuple(domains)


def _threat(question: Question, value: str) -> bool:
    option = question.option(value)
    return option is not None and option.threat


def is_discreet(by: Instrument, answers: Answers) -> bool:
    """Whether an answer may hurt somebody when another member of the family reads the result."""
    return any(
        question.discreet and (value == UNKNOWN or (points_of(question, value) or 0) >= DISCREET)
        for key, value in answers.items()
        if (question := by.questions.get(key.partition("@")[0])) is not None
    )


def missing(by: Instrument, subjects: Sequence[Subject], answers: Answers) -> list[str]:
    """Keys of the questions that are asked and not answered, in the order of the instrument."""
    return [
        key_of(question.code, subject.key)
        for domain in by.domains
        for question in domain.questions
        if question.required
        for subject in subjects_of(question, subjects)
        if asked(question, subject, subjects, answers, by)
        and not answers.get(key_of(question.code, subject.key), "").strip()
    ]
