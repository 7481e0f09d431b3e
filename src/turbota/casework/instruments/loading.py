"""Instruments are read from the YAML files of this folder once, and refused when something in them is not whole."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from turbota.casework.instruments.shapes import (
    About,
    Band,
    Condition,
    Domain,
    Instrument,
    Kind,
    LevelRule,
    Option,
    Question,
    Stage,
)

FOLDER = Path(__file__).parent
STEPS = range(5)
EVIDENCE = {"seen", "told", "document"}
LEVELS = ("emergency", "complex", "middle", "simple")
KINDS = {"scale", "yes_no", "choice", "text"}
SUBJECTS = {"case", "adult", "child"}
STAGES = {"primary", "in_depth", "repeat"}


class NoInstrument(LookupError):
    """There is no instrument of this code, version or day."""


@cache
def all_instruments() -> tuple[Instrument, ...]:
    """Every version of every instrument. Raises ValueError that names everything that is not whole."""
    read = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))
    }
    found = tuple(read_instrument(data, read) for data in read.values())
    problems = [*(problem for one in found for problem in lint(one)), *_overlaps(found)]
    if problems:
        raise ValueError("; ".join(problems))
    return found


def instrument(code: str, version: int) -> Instrument:
    """The instrument in this version. Raises NoInstrument."""
    for one in all_instruments():
        if (one.code, one.version) == (code, version):
            return one
    raise NoInstrument(f"{code} {version}")


def in_force(stage: str, on: date) -> Instrument:
    """The instrument of the stage on the day. Raises NoInstrument."""
    for one in all_instruments():
        if one.stage == stage and one.since <= on and (one.until is None or on < one.until):
            return one
    raise NoInstrument(f"{stage} on {on}")


def read_instrument(data: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> Instrument:
    """An instrument from its file. `domains_of` takes the domains of another file before its own, `rules_of` its levels
    and bands: what is compared over time must be asked in the same words.
    """
    lent = others[data["domains_of"]]["domains"] if "domains_of" in data else []
    rules = others[data["rules_of"]] if "rules_of" in data else data
    return Instrument(
        code=data["code"],
        version=data["version"],
        stage=cast(Stage, data["stage"]),
        title=data["title"],
        act=data["act"],
        source=data["source"],
        verified=data["verified"],
        since=data["since"],
        until=data.get("until"),
        method=rules["method"],
        domains=tuple(_domain(one) for one in (*lent, *data.get("domains", []))),
        levels=tuple(LevelRule(**one) for one in rules["levels"]),
        bands=tuple(Band(**one) for one in rules["bands"]),
    )


def _domain(data: Mapping[str, Any]) -> Domain:
    about = data.get("about", "case")
    return Domain(
        code=data["code"],
        title=data["title"],
        plain=data.get("plain", data["title"]),
        questions=tuple(_question(one, about) for one in data["questions"]),
    )


def _question(data: Mapping[str, Any], about: str) -> Question:
    kind = cast(Kind, data["kind"])
    question = Question(
        code=data["code"],
        words=data["words"],
        why=data["why"],
        kind=kind,
        about=cast(About, data.get("about", about)),
        weight=data.get("weight", 1),
        evidence=tuple(data.get("evidence", ())),
        when=Condition(**data.get("when", {})),
        required=data.get("required", True),
        discreet=data.get("discreet", False),
    )
    return replace(question, options=_options(kind, data))


def _options(kind: str, data: Mapping[str, Any]) -> tuple[Option, ...]:
    threats = {str(value) for value in data.get("threat", ())}
    if kind == "scale":
        anchors = data["anchors"]
        return tuple(Option(str(n), words, n, str(n) in threats) for n, words in anchors.items())
    if kind == "yes_no":
        points = {"yes": data.get("yes"), "no": data.get("no")}
        named = (("yes", "Так"), ("no", "Ні"))
        return tuple(Option(value, words, points[value], value in threats) for value, words in named)
    if kind == "choice":
        return tuple(
            Option(str(one["value"]), one["words"], one.get("points"), str(one["value"]) in threats)
            for one in data["choices"]
        )
    return ()


def lint(one: Instrument) -> list[str]:
    """Everything in an instrument that is not whole, in English sentences; empty when all is well."""
    name = f"{one.code} {one.version}"
    problems = [f"{name}: no such stage {one.stage}"] if one.stage not in STAGES else []
    if one.until is not None and one.until <= one.since:
        problems.append(f"{name}: ends before it begins")
    codes = [q.code for d in one.domains for q in d.questions] + [d.code for d in one.domains]
    problems += [
        f"{name}: the code {code} is not unique" for code in {c for c in codes if codes.count(c) > 1}
    ]
    for domain in one.domains:
        problems += [
            f"{name}: {question.code}: {problem}"
            for question in domain.questions
            for problem in _lint_question(question, domain)
        ]
    if tuple(rule.level for rule in one.levels) != LEVELS:
        problems.append(f"{name}: the levels are not {', '.join(LEVELS)}, from the hardest down")
    elif not one.levels[0].threat:
        problems.append(f"{name}: a threat does not make the hardest level")
    problems += [
        f"{name}: {rule.level} says nothing to the person" for rule in one.levels if not rule.plain.strip()
    ]
    shares = [band.share for band in one.bands]
    if not shares or shares != sorted(shares) or shares[0] != 0:
        problems.append(f"{name}: the bands do not begin at 0 and rise")
    return problems


def _lint_question(question: Question, domain: Domain) -> list[str]:
    problems = []
    if not question.words.strip() or not question.why.strip():
        problems.append("words or the reason are missing")
    if question.kind not in KINDS or question.about not in SUBJECTS:
        problems.append("no such kind or subject")
    if question.kind == "scale" and [option.points for option in question.options] != list(STEPS):
        problems.append("a scale has the steps 0 to 4")
    if question.kind != "text" and any(not option.words.strip() for option in question.options):
        problems.append("a step is not said in words")
    if any(option.points not in (None, *STEPS) for option in question.options):
        problems.append("points are 0 to 4")
    if any(option.threat and option.points != max(STEPS) for option in question.options):
        problems.append("a threat has the most points")
    if not set(question.evidence) <= EVIDENCE or question.counted and not question.evidence:
        problems.append("a counted answer says how it may be known")
    before = [one.code for one in domain.questions]
    after = question.when.after
    if after and (after not in before or before.index(after) >= before.index(question.code)):
        problems.append("it follows a question that does not stand before it")
    return problems


def _overlaps(found: tuple[Instrument, ...]) -> list[str]:
    """Of one stage only one version is in force on a day, and one version has one file."""
    problems = []
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            if (one.code, one.version) == (other.code, other.version):
                problems.append(f"{one.code} {one.version} stands twice")
            if one.stage == other.stage and _meet(one, other):
                problems.append(
                    f"{one.code} {one.version} and {other.code} {other.version} are in force at once"
                )
    return problems


def _meet(one: Instrument, other: Instrument) -> bool:
    last = date.max
    return one.since < (other.until or last) and other.since < (one.until or last)
