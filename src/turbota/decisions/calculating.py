"""Calculating by the law of the date of application, from the answers with the corrections in force."""

import copy
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef

from turbota.applications.models import Application, ApplicationStep
from turbota.applications.queries import noted
from turbota.assistance import catalogue
from turbota.assistance.calculation import Calculation, ReceiptLine
from turbota.assistance.forms import APPLICANT
from turbota.decisions.awarded import Identity, awarded_to, identity_of, marked, with_awarded
from turbota.decisions.models import Correction


def corrections_of(application: Application) -> list[Correction]:
    """Corrections of the answers that stand now, oldest first.

    A case that was returned to the community comes back with answers mended there: what was corrected before the
    return stays as a trace and is not applied to them.
    """
    if not noted(application, "has_corrections"):
        return []
    returned = ApplicationStep.objects.filter(
        subject=OuterRef("application"), verb="return_to_community", at__gte=OuterRef("at")
    )
    rows = Correction.objects.filter(~Exists(returned), application=application)
    rows = rows.select_related("by", "document")
    whole = [field.name for field in Correction._meta.concrete_fields]
    return list(rows.only(*whole, "by__name", "by__code", "document__title").order_by("at", "pk"))


def answer_at(answers: dict[str, Any], path: str) -> Any:
    """The stored answer at "section.question" or "section.0.question"; None when there is none."""
    place: Any = answers
    for part in path.split("."):
        if isinstance(place, list):
            place = place[int(part)] if part.isdigit() and int(part) < len(place) else None
        elif isinstance(place, dict):
            place = place.get(part)
        else:
            return None
    return place


def put(answers: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The answers with another value at the path; what was given stays as it is."""
    changed = copy.deepcopy(answers)
    _put(changed, path, value)
    return changed


def _put(answers: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    place: Any = answers
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
    place[last] = value


def answers_in_force(application: Application, corrections: list[Correction] | None = None) -> dict[str, Any]:
    """The applicant's answers with the corrections applied; the application itself keeps what was signed."""
    answers: dict[str, Any] = copy.deepcopy(application.answers)
    for correction in corrections_of(application) if corrections is None else corrections:
        _apply(answers, correction)
    return answers


def _apply(answers: dict[str, Any], correction: Correction) -> None:
    section, _, index = correction.path.partition(".")
    if correction.change == Correction.Change.ADD:
        answers[section] = [*(answers.get(section) or []), copy.deepcopy(correction.after)]
    elif correction.change == Correction.Change.REMOVE:
        del answers[section][int(index)]
    elif correction.change == Correction.Change.VALUE:
        _put(answers, correction.path, correction.after)


def corrections_in_force(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """The last correction of every answer and every added row, by the path that it has now.

    `corrections` come in order of time: a row that was taken away moves the rows after it one up.
    """
    found: dict[str, Correction] = {}
    for correction in corrections:
        if correction.change == Correction.Change.CONFIRM:
            continue
        if correction.change == Correction.Change.REMOVE:
            section, _, index = correction.path.partition(".")
            moved = ((_moved(path, section, int(index)), kept) for path, kept in found.items())
            found = {path: kept for path, kept in moved if path}
        else:
            found[correction.path] = correction
    return found


def _moved(path: str, section: str, removed: int) -> str:
    """The path after the row was taken away; empty when it was in that row."""
    first, *way = path.split(".")
    if first != section or int(way[0]) < removed:
        return path
    return "" if int(way[0]) == removed else ".".join((first, str(int(way[0]) - 1), *way[1:]))


def confirmed_family(corrections: Iterable[Correction]) -> frozenset[Identity]:
    """Who is of the family by a document. Another number or birth date, corrected later, is another person."""
    rows = (one.after or {} for one in corrections if one.change == Correction.Change.CONFIRM)
    return frozenset(known for row in rows if (known := identity_of(row)) is not None)


def calculate(application: Application, on: date, corrections: list[Correction] | None = None) -> Calculation:
    """What the rules in force on the day say of this application. `corrections`: those the caller has read already."""
    rows = corrections_of(application) if corrections is None else corrections
    answers = answers_in_force(application, rows)
    kind = catalogue.kind(application.kind)
    granted = awarded_to(application, kind, on, answers, confirmed_family(rows))
    found = marked(kind.calculate(with_awarded(answers, granted), on), granted)
    return replace(found, receipt=tuple(_sourced(line, answers, rows) for line in found.receipt))


def _sourced(line: ReceiptLine, answers: dict[str, Any], corrections: list[Correction]) -> ReceiptLine:
    """The line with the documents by which a specialist changed what it is made of.

    A line about a member rests on the answers about that person; every other line on all the other answers.
    """
    if not line.source:
        return line
    people = {APPLICANT, *(row.get("id") for row in answers.get("members") or ())}
    titles = dict.fromkeys(
        one.document.title
        for one in corrections
        if one.change != Correction.Change.CONFIRM
        and line.about == (whose if (whose := _whose(one, answers)) in people else "")
    )
    by = ", ".join(f"«{title}»" for title in titles)
    return replace(line, source=f"{line.source}; виправлено за документом {by}") if by else line


def _whose(correction: Correction, answers: dict[str, Any]) -> str:
    """The id of the row that a correction is about; the section where it has no rows."""
    section, _, rest = correction.path.partition(".")
    rows = answers.get(section)
    index = rest.partition(".")[0]
    if not isinstance(rows, list) or not index.isdigit():
        return section
    return str(rows[int(index)].get("id", "")) if int(index) < len(rows) else ""


def as_json(calculation: Calculation) -> dict[str, Any]:
    """The whole calculation as plain JSON: outcome, receipt, steps with acts, and the snapshot."""
    content: dict[str, Any] = json.loads(
        json.dumps(asdict(calculation), cls=DjangoJSONEncoder, ensure_ascii=False)
    )
    return content
