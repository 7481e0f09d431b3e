"""What of a mandate can be checked without looking anybody up: who is named, in which scope and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from turbota.assistance import catalogue
from turbota.kernel.errors import BadInput, Refused
from turbota.kernel.keyed import keyed_hash
from turbota.kernel.legible import legible
from turbota.law.values import value
from turbota.people import names, numbers
from turbota.people.models import Mandate, Person
from turbota.people.operations import PersonData
from turbota.people.states import REPRESENTING, MandateKind, Power

LONGEST_NUMBER = 60
OF_CHILDREN = (MandateKind.PARENT, MandateKind.GUARDIAN)


@dataclass(frozen=True)
class Scope:
    """What a mandate is for: kinds of assistance (none: all), what may be done, and until which day (not included)."""

    kinds: tuple[str, ...] = ()
    powers: tuple[str, ...] = tuple(Power.values)
    until: date | None = None


def majority_day(born: date, on: date) -> date:
    """The day on which somebody comes of age (Civil Code, art. 34), by the law of `on`. Born on 29 February: 1 March."""
    years = value("age.majority", on).value
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def is_minor(person: Person, on: date) -> bool:
    """Whether the person is under age on the day; somebody without a known birth date counts as of age."""
    return person.birth_date is not None and on < majority_day(person.birth_date, on)


def key_of(data: PersonData) -> str:
    """The same for the same person named twice: by a number, else by name, birth date and document."""
    named = data.tax_number or data.unzr
    if named:
        return keyed_hash(f"mandate:{named}:{data.birth_date}")
    name = names.key(data.surname, data.given_name, data.patronymic)
    return keyed_hash(f"mandate:{name}:{data.birth_date}:{data.document}")


def check_data(data: PersonData, kind: str, today: date, others: Mapping[str, str] | None = None) -> None:
    """Raise BadInput for what nobody can have: the sentences say nothing of whether the person is known.

    `others`: faults found in what was typed beside the person.
    """
    faults = dict(others or {})
    born = data.birth_date
    if not names.tidy(data.surname):
        faults["surname"] = "Напишіть прізвище з документа."
    if not names.tidy(data.given_name):
        faults["given_name"] = "Напишіть ім’я з документа."
    if born is None or born > today:
        faults["birth_date"] = "Напишіть дату народження з документа."
    elif kind == MandateKind.PARENT and today >= majority_day(born, today):
        faults["birth_date"] = (
            "Цій людині вже 18 років, вона подає заяву сама. Якщо ви дієте за довіреністю або як опікун, "
            "поверніться й виберіть це."
        )
    if born and numbers.born_by_tax_number(data.tax_number) not in (None, born):
        faults["tax_number"] = (
            "Перші п’ять цифр РНОКПП не відповідають даті народження. Звірте їх із документом."
        )
    if born and numbers.born_by_unzr(data.unzr) not in (None, born):
        faults["unzr"] = "Перші вісім цифр УНЗР не відповідають даті народження. Звірте їх із документом."
    if not (data.tax_number or data.unzr or data.document):
        faults["document"] = "Напишіть РНОКПП, УНЗР або серію й номер документа."
    if faults:
        raise BadInput(faults)


def check_not_oneself(data: PersonData, representative: Person) -> None:
    """Raise BadInput when the claim names the representative's own number."""
    same = {data.tax_number, data.unzr} & {representative.own_tax_number, representative.own_unzr} - {
        None,
        "",
    }
    if same:
        raise BadInput(
            {
                "tax_number": "Це ваш власний номер. Щоб подати заяву за себе, поверніться й виберіть «Для себе»."
            }
        )


def last_day(kind: str, born: date | None, scope: Scope, today: date) -> date | None:
    """The day on which the mandate ends by itself: of a child's one, not later than the day of majority."""
    ends = [scope.until] if scope.until else []
    if kind in OF_CHILDREN and born is not None and today < majority_day(born, today):
        ends.append(majority_day(born, today))
    if scope.until is not None and scope.until <= today:
        raise BadInput({"until": "Цей день уже минув. Напишіть, до якого дня діє документ."})
    return min(ends, default=None)


def scope_faults(scope: Scope) -> dict[str, str]:
    """What cannot be chosen of a scope: an unknown power, or one in which no application can be prepared."""
    if not set(scope.kinds) <= {kind.code for kind in catalogue.kinds()}:
        return {"kinds": "Виберіть вид допомоги зі списку."}
    known = set(scope.powers) <= set(Power.values)
    if known and {Power.FILL, Power.SUBMIT} <= set(scope.powers):
        return {}
    return {"powers": "Заявити можна лише разом із правом заповнювати й подавати заяву."}


def number_faults(number: str) -> dict[str, str]:
    """What is wrong with the number under which a register knows the document; without one nothing is asked there."""
    if len(number) > LONGEST_NUMBER or (number.strip() and not legible(number)):
        return {"paper_number": f"Номер має бути словами й цифрами, не довший за {LONGEST_NUMBER} знаків."}
    return {}


def check_represents(kind: str) -> None:
    """Raise BadInput for a kind by which nobody represents anybody: an officer's help begins at the counter."""
    if kind not in REPRESENTING:
        raise BadInput({"kind": "Виберіть, ким ця людина є заявникові."})


def check_alive(*people: Person) -> None:
    """Raise Refused when a document of death of one of the people is recorded."""
    if any(one.died_on is not None for one in people):
        raise Refused(
            "У системі записано документ про смерть однієї з цих людей. Якщо це помилка, зверніться до установи, яка "
            "його записала.",
            code="person_died",
        )


def check_same_scope(found: Mandate, scope: Scope) -> None:
    """Another scope is another claim: the one that is there says what it said."""
    if set(found.kinds) != set(scope.kinds) or set(found.powers) != set(scope.powers):
        raise BadInput(
            {
                "kinds": "Ви вже заявили про цю людину з іншими межами. Щоб змінити їх, скасуйте ті повноваження на "
                "сторінці «За кого я подаю» й заявіть знову."
            }
        )
