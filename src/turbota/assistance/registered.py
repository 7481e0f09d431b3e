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
from turbota.assistance.forms import Answers, Form
from turbota.assistance.kind import Description, Kind, NeededDocument, assemble, describe
from turbota.assistance.uncomputed import household, left_to_officer, name_of
from turbota.law.engine.book import Book

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
        calculate=left_to_officer(
            about, facts, rules=UNKNOWN, code="rules_unknown", lacks=NOT_READ, told=MAY_BE_DUE
        ),
        book=Book(about.code),
        household=household,
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
    name = name_of(row)
    return {
        "id": key,
        "name": name,
        "born": row.get("birth_date") or None,
        "about": f"{name} {row.get('birth_date') or ''}".strip(),
    }
