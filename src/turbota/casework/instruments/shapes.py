"""What an instrument consists of, as frozen dataclasses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["scale", "yes_no", "choice", "text"]
About = Literal["case", "adult", "child"]
Stage = Literal["primary", "in_depth", "repeat"]

UNKNOWN = "unknown"
"""The answer «could not find out»: kept, listed, never counted as well-being."""

CASE = "case"
"""The key of the one subject of questions about the whole case; adults and children have the ids of their rows."""


@dataclass(frozen=True)
class Option:
    """One possible answer. `points`: 0 (no difficulty) to 4 (cannot wait), None when it is not counted.

    `threat`: whoever gives this answer says that life or health is in danger.
    """

    value: str
    words: str
    points: int | None = None
    threat: bool = False


@dataclass(frozen=True)
class Condition:
    """When a question is asked. `children`: only in a case with children; `after`: only when the answer to that question
    about the same subject has at least `at_least` points. More trouble never takes a question away.
    """

    children: bool = False
    after: str = ""
    at_least: int = 0


@dataclass(frozen=True)
class Question:
    """One question. `evidence`: how the answer must be known; more than one is a choice of the assessor.

    `discreet`: an answer with two points or more may hurt somebody when another member of the family reads it.
    """

    code: str
    words: str
    why: str
    kind: Kind
    about: About
    options: tuple[Option, ...] = ()
    weight: int = 1
    evidence: tuple[str, ...] = ()
    when: Condition = Condition()
    required: bool = True
    discreet: bool = False

    def option(self, value: str) -> Option | None:
        """The option with this value."""
        return next((one for one in self.options if one.value == value), None)

    @property
    def counted(self) -> bool:
        """Whether an answer has points."""
        return any(option.points is not None for option in self.options)

    @property
    def asks_of_threat(self) -> bool:
        """Whether an answer can say that life or health is in danger."""
        return any(option.threat for option in self.options)


@dataclass(frozen=True)
class Domain:
    """A part of an instrument: one screen for everybody whom it asks about. `plain`: its name for the person."""

    code: str
    title: str
    plain: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class LevelRule:
    """A level and when it is reached: any of the conditions that are given; the last rule has none.

    `domain_share`: so many percent of the most that a domain can have, in at least `domains` domains. `points`: so many
    points in at least `answers` answers. `unknown_threat`: a threat that nobody could rule out. `plain`: what the person
    reads in the cabinet.
    """

    level: str
    title: str
    words: str
    plain: str = ""
    threat: bool = False
    unknown_threat: bool = False
    domain_share: int | None = None
    domains: int = 1
    points: int | None = None
    answers: int = 1


@dataclass(frozen=True)
class Band:
    """How a domain is called from so many percent on, in plain words."""

    share: int
    words: str


@dataclass(frozen=True)
class Instrument:
    """An instrument in one version, in force from a day to a day (`until` is no longer included)."""

    code: str
    version: int
    stage: Stage
    title: str
    act: str
    source: str
    verified: bool
    since: date
    until: date | None
    method: str
    domains: tuple[Domain, ...]
    levels: tuple[LevelRule, ...]
    bands: tuple[Band, ...]

    @property
    def questions(self) -> Mapping[str, Question]:
        """All questions by code."""
        return {question.code: question for domain in self.domains for question in domain.questions}

    def domain(self, code: str) -> Domain | None:
        """The domain with this code."""
        return next((one for one in self.domains if one.code == code), None)

    def level(self, code: str) -> LevelRule:
        """The rule of a level. Raises KeyError."""
        return {rule.level: rule for rule in self.levels}[code]
