"""Registered kinds: their acts and deciders are known, their rules are not. One module for all of them.

The folder of such a kind is its ``kind.yaml`` alone. Everybody asks with one general form, in own words; a
calculation never grants and never refuses, it says that an officer must decide, and the officer enters the
outcome by hand. When somebody reads the act, the kind becomes a computed one: the folder grows, the code stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from turbota.assistance.asking.checks import (
    contact_is_given,
    nobody_twice,
    parents_are_older,
    passport_reads_right,
    people,
)
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.papers import identity, refused_tax_number
from turbota.assistance.asking.person import applicant
from turbota.assistance.asking.request import MEMBERS, REQUEST
from turbota.assistance.calculation import Calculation, Reason
from turbota.assistance.forms import Answers, Form
from turbota.assistance.kind import Calculate, Description, Kind, NeededDocument, assemble, describe
from turbota.law.dated import NotInForce
from turbota.law.engine.book import Book
from turbota.law.engine.explained import Household

UNKNOWN = "unknown"
MAY_BE_DUE = "Ця допомога може належати: спитайте. Правил розрахунку система не знає, тож призначає чи відмовляє спеціаліст."
NOT_READ = "умов і розміру за цим актом ще не внесено"
CHECKS = (parents_are_older, nobody_twice, contact_is_given, passport_reads_right)


def kind_of(folder: Path) -> Kind:
    """The kind of a folder with a registered ``kind.yaml``. Raises BadLaw."""
    about = describe(folder)
    return assemble(
        folder,
        forms=(_form(about),),
        documents=_documents(about),
        facts=facts,
        calculate=_calculate(about),
        book=Book(about.code),
        household=_household,
    )


def _form(about: Description) -> Form:
    return Form(
        version="1",
        kind=about.code,
        sections=(applicant(), address(), REQUEST, MEMBERS, PAYMENT, CONTACTS),
        since=about.deciders[0].since,
        checks=CHECKS,
    )


def _documents(about: Description) -> Callable[[Answers, date], list[NeededDocument]]:
    act = about.acts[0].title

    def documents(answers: Answers, on: date) -> list[NeededDocument]:
        """The general list, and what the kind names; only who applies is obligatory."""
        found = [identity(act)]
        if (answers.get("applicant") or {}).get("tax_number_state") == "refused":
            found.append(refused_tax_number(act))
        return [*found, *(about.papers or (_proof(act),))]

    return documents


def _proof(act: str) -> NeededDocument:
    return NeededDocument(
        "proof",
        "Документ, який підтверджує ваше право",
        "Посвідчення, довідка або рішення, про яке ви написали. Якщо його немає, спеціаліст скаже, що потрібно.",
        obligatory=False,
        act=act,
    )


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """What was asked in words, and whom it is about; ``about`` tells one person from every other."""
    asked = answers.get("request") or {}
    rows = enumerate(people(answers))
    return {
        "family": {code: asked.get(code) for code in ("what", "ground", "paper", "received_before")},
        "members": [_person(row, str(row.get("id", number))) for number, row in rows],
    }


def _person(row: Mapping[str, Any], key: str) -> dict[str, Any]:
    names = (row.get(code) for code in ("surname", "given_name", "patronymic"))
    name = " ".join(str(part) for part in names if part)
    return {
        "id": key,
        "name": name,
        "born": row.get("birth_date") or None,
        "about": f"{name} {row.get('birth_date') or ''}".strip(),
    }


def _household(found: Mapping[str, Any], on: date) -> Household:
    """There is nothing to run over: no rule reads these facts."""
    return Household(facts={}, keys={}, parents={})


def _calculate(about: Description) -> Calculate:
    acts = "; ".join(act.title for act in about.acts)

    def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
        """Always «officer». Raises NotInForce before the kind was known."""
        if on < about.deciders[0].since:
            raise NotInForce(f"{about.code}: nothing in force on {on}")
        return Calculation(
            outcome="officer",
            amount=None,
            since=None,
            until=None,
            reasons=(),
            missing=(),
            steps=(),
            receipt=(),
            doubts=(Reason("rules_unknown", f"{acts}: {NOT_READ}", MAY_BE_DUE),),
            snapshot={
                "kind": about.code,
                "on": on.isoformat(),
                "facts": facts(answers, on),
                "rules": UNKNOWN,
                "parameters": [],
                "steps": [],
                "outcome": "officer",
                "schedule": [],
            },
        )

    return calculate
