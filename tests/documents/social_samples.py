"""Papers of social services, filled with invented people."""

from datetime import date, datetime

from turbota.documents.papers import shapes as s
from turbota.documents.papers import social
from turbota.kernel.clock import KYIV

UNIT = s.Office("Відділ соціального захисту Калинівської сільської ради", "12345670", "с. Калинівка", "")
CARE = social.ServiceLine(
    "Догляд вдома",
    "015.1",
    "6 годин на тиждень",
    "з 01.04.2026 до 30.09.2026",
    "удома",
    "Оселя",
    "безоплатно",
)
SPECIALIST = s.Signatory("Соціальна менеджерка", "Леся Турботна")
HEAD = s.Signatory("Керівник", "")


def decision(person: s.Applicant, *, granted: bool) -> social.ServiceDecision:
    """A decision that gives care at home, or refuses it."""
    reason = s.ReasonLine("Потреби не виявлено: доглядає донька.", "Закон № 2671-VIII, ст. 21")
    return social.ServiceDecision(
        office=UNIT,
        number="26-0418/1",
        prepared_on=date(2026, 3, 12),
        outcome="granted" if granted else "refused",
        by_application="№ 26-0418 від 09.03.2026",
        applicant=person,
        kind="Соціальні послуги",
        act="Закон № 2671-VIII",
        plain=("Вам надаватимуть: догляд вдома.",),
        assessment="Людина не може сама виходити з дому.",
        services=(CARE,) if granted else (),
        reasons=() if granted else (reason,),
        appeal="Ви можете оскаржити рішення до суду.",
        specialist=SPECIALIST,
        head=HEAD,
        verify="Підписи зберігаються окремо.",
    )


ACT = social.EmergencyAct(
    office=UNIT,
    number="Е-2026-000001",
    case_number="ВВ-2026-000001",
    given_at=datetime(2026, 3, 12, 9, 30, tzinfo=KYIV),
    person="Ґудзь Євгенія Їжаківна",
    born_on=date(1941, 3, 9),
    address="с. Калинівка, вул. Тиха, 11",
    danger="Котел зламався, удома шість градусів.",
    services=(CARE,),
    manager=SPECIALIST,
    head=HEAD,
    verify="Підписи зберігаються окремо.",
)
