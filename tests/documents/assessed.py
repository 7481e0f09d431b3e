"""The papers of an assessment, filled with invented people."""

from datetime import datetime

from turbota.documents.papers import assessments as a
from turbota.documents.papers import shapes as s
from turbota.kernel.clock import KYIV

UNIT = s.Office("Відділ соціального захисту Ґанківської громади", "12345678", "с. Ґанок, вул. Єдності, 1")
MEMBERS = (
    a.Member("Ґудзь Євгенія Їжаківна", "Отримувач", "02.04.1986"),
    a.Member("Ґудзь Яна Петрівна", "Дитина", "01.06.2019"),
)
ACT = a.NeedsAct(
    office=UNIT,
    number="ВВ-2026-000017-О1",
    case_number="ВВ-2026-000017",
    stage="Первинне оцінювання",
    instrument="Первинне оцінювання, версія 1.",
    assessed_at=datetime(2026, 3, 8, 16, 30, tzinfo=KYIV),
    members=MEMBERS,
    sections=(
        s.Group("Безпека", (s.Row("Чи є загроза?", "0 — Загрози немає", "Бачу сам / сама"),)),
        s.Group("Нагальні потреби", (s.Row("Гроші", "3 — Борги ростуть", "Розповіли: сусідка. #let x = 1"),)),
    ),
    standings=(
        a.Standing("Безпека", "0 %", "є на що спертися"),
        a.Standing("Потреби", "31 %", "потрібна допомога", "Яна"),
    ),
    level="середній",
    reasons=("Рівень «середній»: є відповідь на 3 бали.", "«Гроші»: 3 — Борги ростуть."),
    conclusion="Особа (сім’я) перебуває у складних життєвих обставинах",
    conclusion_note="Допомога з їжею та ліками.",
    assessor=s.Signatory("Соціальний менеджер", "Їжакевич Ганна"),
    method="Метод «Турботи».",
    on_paper=True,
)
FORM = a.AssessmentForm(
    office=UNIT,
    case_number="ВВ-2026-000017",
    stage="Первинне оцінювання",
    version="primary-1",
    address="http://localhost:8000/manager/assessment/019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5b/?form=primary-1",
    parts=(
        a.PrintedPart(
            "Безпека",
            (
                a.PrintedQuestion(
                    "Чи є загроза?", "Чому питаємо", ("0 — Ні", "4 — Так"), ("Бачу", "Розповіли")
                ),
                a.PrintedQuestion("Чого хоче людина?", "Її словами"),
            ),
        ),
    ),
    conclusions=("Перебуває", "Не перебуває"),
    note="Запитання склала «Турбота».",
    members=MEMBERS,
)
