"""Which clock of the decision runs: what the person answered chooses it (law 2671-VIII, art. 20 and 21)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.forms import Answers
from turbota.assistance.terms import Terms

NOTICE = "service_notice"
DISPLACED = Terms(
    "service_decision_displaced",
    NOTICE,
    "Строк рішення для внутрішньо переміщеної особи, бо так сказано в заяві.",
)
ORDINARY = Terms("service_decision", NOTICE, "Звичайний строк рішення про соціальні послуги.")
URGENT = Terms(
    "service_decision_urgent",
    NOTICE,
    "Екстрено, не пізніше доби: у заяві сказано про загрозу життю чи здоров’ю або про насильство.",
)
MARTIAL = Terms(
    "service_decision_martial",
    NOTICE,
    "Строк на час воєнного стану: серед послуг є догляд або підтримане проживання.",
)
AT_ONCE_IN_WAR = frozenset({"014.1", "014.2", "015.1", "015.3", "015.4"})
"""Care at home, inpatient and palliative care, supported living (explanations of 2022 and 2025; not verified)."""
WAR_SINCE = date(2022, 2, 24)


def terms(answers: Answers, on: date) -> Terms:
    """The shortest term that the answers call for."""
    need = answers.get("need") or {}
    if need.get("threat") is True or need.get("violence") in ("domestic", "gender", "child"):
        return URGENT
    if need.get("displaced") is True:
        return DISPLACED
    wanted = {row.get("service") for row in answers.get("wanted") or () if isinstance(row, dict)}
    if on >= WAR_SINCE and wanted & AT_ONCE_IN_WAR:
        return MARTIAL
    return ORDINARY
