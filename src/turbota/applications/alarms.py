"""What is wrong with handovers at a moment: pure reads that give causes; `operations.reconciling` makes them alarms.

- unmatched: what the deciding body counted from the bytes differs from what the register says;
- late: a line that nobody answered in the term of acceptance (p. 11.3);
- not_sent: a ready case that did not go on the next working day (p. 1.4);
- doubled: two lines wait for the same person and kind, or with the same documents, also from two offices.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from turbota.access.models import Organisation
from turbota.applications.models import Application, HandoverLine, HandoverReceipt, HandoverRegister
from turbota.applications.offices import register_office
from turbota.applications.operations.locking import SUBJECT, last_day_of
from turbota.applications.states import AlarmKind, State
from turbota.deadlines.models import Clock
from turbota.kernel import clock

FULL_DATE = "%d.%m.%Y"


@dataclass(frozen=True)
class Cause:
    """One thing that is wrong: `key` names it, so that it is raised once and ends when it is gone."""

    kind: AlarmKind
    key: str
    text: str
    community: Organisation
    decider: Organisation
    district: str
    register: HandoverRegister | None = None
    application: Application | None = None


def _of_line(kind: AlarmKind, key: str, text: str, line: HandoverLine) -> Cause:
    register = line.register
    return Cause(
        kind=kind,
        key=key,
        text=text,
        community=register.community,
        decider=register.decider,
        district=register.district,
        register=register,
        application=line.application,
    )


def unmatched_causes(register: HandoverRegister, receipt: HandoverReceipt) -> Iterator[Cause]:
    """What differs between the register and what was counted at receipt, line by line, and in the whole."""
    wrong = False
    for line in register.lines.select_related("application").order_by("position"):
        line.register = register
        came = receipt.lines.get(str(line.position), {})
        told = (line.documents, line.pages, line.digest)
        if told == (came.get("documents"), came.get("pages"), came.get("digest")) and not came.get("faults"):
            continue
        wrong = True
        lost = ", ".join(str(place) for place in came.get("faults", ()))
        text = (
            f"Реєстр № {register.number}, рядок {line.position}, справа № {line.application.number}: передали документів "
            f"{line.documents}, сторінок {line.pages}; прийняли документів {came.get('documents', 0)}, сторінок "
            f"{came.get('pages', 0)}."
        )
        text += f" Не цілі або відсутні документи: {lost}." if lost else " Відбитки не збігаються."
        yield _of_line(AlarmKind.UNMATCHED, f"unmatched:line:{line.pk}", text, line)
    if not wrong and not receipt.matches:
        yield Cause(
            kind=AlarmKind.UNMATCHED,
            key=f"unmatched:register:{register.pk}",
            text=f"Реєстр № {register.number}: підсумок або відбиток реєстру не збігається з його рядками.",
            community=register.community,
            decider=register.decider,
            district=register.district,
            register=register,
        )


def unmatched(register_id: uuid.UUID | None = None) -> Iterator[Cause]:
    """Causes of every register, or of the one, whose newest count does not match."""
    newest = HandoverReceipt.objects.filter(register=OuterRef("register")).order_by("-counted_at", "-pk")
    rows = HandoverReceipt.objects.filter(matches=False, pk=Subquery(newest.values("pk")[:1]))
    rows = rows.filter(register_id=register_id) if register_id else rows
    for receipt in rows.select_related("register__community", "register__decider"):
        yield from unmatched_causes(receipt.register, receipt)


def _waiting() -> list[HandoverLine]:
    rows = HandoverLine.objects.filter(answer=HandoverLine.Answer.WAITING)
    joined = ("register__community", "register__decider", "application")
    return list(rows.select_related(*joined).order_by("register__sent_at", "position"))


def _overdue(rule_code: str, ids: Iterable[uuid.UUID], at: datetime) -> dict[uuid.UUID, Clock]:
    rows = Clock.objects.running().filter(
        rule_code=rule_code, subject_kind=SUBJECT, subject_id__in=list(ids), due_at__lte=at
    )
    return {row.subject_id: row for row in rows}


def late(lines: list[HandoverLine], at: datetime) -> Iterator[Cause]:
    """Waiting lines whose term is over: the clock of the case, for additional documents the same term from sending."""
    clocks = _overdue(
        "department_acceptance", [one.application_id for one in lines if not one.additional], at
    )
    today = clock.day_of(at)
    for line in lines:
        if line.additional:
            due = last_day_of("department_acceptance", line.register.sent_at)
            over = today > due
        else:
            found = clocks.get(line.application_id)
            over, due = found is not None, found.due_on if found else today
        if over:
            text = (
                f"Реєстр № {line.register.number}, рядок {line.position}, справа № {line.application.number}: відповідь "
                f"мала бути до {due:{FULL_DATE}}. Орган, що вирішує, має прийняти або повернути."
            )
            yield _of_line(AlarmKind.LATE, f"late:{line.pk}", text, line)


def not_sent(at: datetime) -> Iterator[Cause]:
    """Ready cases whose term of handover is over."""
    over = Clock.objects.running().filter(
        rule_code="community_handover", subject_kind=SUBJECT, due_at__lte=at
    )
    rows = Application.objects.filter(
        state=State.READY, pk__in=over.values("subject_id"), decider__isnull=False
    ).select_related("community__parent", "decider")
    for row in rows:
        assert row.community is not None
        assert row.decider is not None
        yield Cause(
            kind=AlarmKind.NOT_SENT,
            key=f"not_sent:{row.pk}",
            text=f"Справа № {row.number} готова, але її не передано в строк. Передайте її реєстром сьогодні.",
            community=register_office(row.community),
            decider=row.decider,
            district=row.district,
            application=row,
        )


def _same(lines: list[HandoverLine]) -> Iterator[tuple[HandoverLine, HandoverLine, str]]:
    """Pairs of waiting lines that look like one case sent twice, each pair in both directions."""
    contents = _contents(lines)
    groups: dict[tuple[object, ...], list[HandoverLine]] = defaultdict(list)
    for line in lines:
        case = line.application
        if not line.additional:
            groups["person", case.kind, case.beneficiary_id or case.applicant_id].append(line)
        if line.pk in contents:
            groups["content", contents[line.pk]].append(line)
    for key, found in groups.items():
        why = "та сама людина й той самий вид допомоги" if key[0] == "person" else "ті самі документи"
        for line in found:
            for other in found:
                if line.pk != other.pk:
                    yield line, other, why


def _contents(lines: list[HandoverLine]) -> dict[uuid.UUID, str]:
    """The order-free digest of what came in each line, as the deciding body counted it."""
    newest: dict[uuid.UUID, HandoverReceipt] = {}
    ids = {line.register_id for line in lines}
    for receipt in HandoverReceipt.objects.filter(register__in=ids).order_by("counted_at", "pk"):
        newest[receipt.register_id] = receipt
    found: dict[uuid.UUID, str] = {}
    for line in lines:
        receipt_of = newest.get(line.register_id)
        came = receipt_of.lines.get(str(line.position), {}) if receipt_of else {}
        if came.get("documents"):
            found[line.pk] = came["set"]
    return found


def doubled(lines: list[HandoverLine]) -> Iterator[Cause]:
    """Every waiting line that looks like another waiting line; each register has its own alarm about the other."""
    seen: set[str] = set()
    for line, other, why in _same(lines):
        key = f"doubled:{line.pk}:{other.pk}"
        if key in seen:
            continue
        seen.add(key)
        text = (
            f"Справа № {line.application.number} (реєстр № {line.register.number}) чекає двічі: {why}, що у справі "
            f"№ {other.application.number}, реєстр № {other.register.number} від "
            f"{clock.day_of(other.register.sent_at):{FULL_DATE}}, {other.register.community.short_name}. "
            "Перевірте, яка з них потрібна; другу поверніть."
        )
        yield _of_line(AlarmKind.DOUBLED, key, text, line)


def causes(at: datetime) -> dict[str, Cause]:
    """Everything that is wrong at the moment, by key."""
    lines = _waiting()
    found = [*unmatched(), *late(lines, at), *not_sent(at), *doubled(lines)]
    return {cause.key: cause for cause in found}
