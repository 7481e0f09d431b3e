"""What the notice of a decision about services says: what the assessment showed, who will help (law 2671-VIII, art. 21).

It stands in the cabinet and on paper. The letter by e-mail only says that there is a decision. Of a guarded application the
cabinet says no more than the letter: somebody may look over the person's shoulder.
"""

from dataclasses import replace

from turbota.assistance.calculation import Service, days_words, numeric
from turbota.decisions.models import Decision
from turbota.decisions.services import how_much, services_of
from turbota.kernel.clock import day_of
from turbota.law.texts import text as legal_text
from turbota.messages.texts import Text


def in_full(decision: Decision, short: Text) -> Text:
    """The notice with its content; `short` is what the letter says."""
    assert decision.approved_at is not None
    if decision.application.guarded:
        return short
    told = decision.calculation
    parts = [short.body.split("\n")[0].strip(), f"Що показало оцінювання потреб: {told['assessment']}"]
    services = services_of(told)
    if services:
        parts.append("Вам надаватимуть:\n" + "\n".join(f"– {_line(one)}" for one in services))
    else:
        parts.append("Чому в послугах відмовлено: " + " ".join(one["text"] for one in told["reasons"]))
    parts.append(legal_text("appeal", day_of(decision.approved_at)).text)
    return replace(short, body="\n\n".join(parts), letter=short.body)


def _line(one: Service) -> str:
    who = f"надає {one.provider}" if one.provider else "хто надаватиме, повідомимо окремо"
    days = days_words(one.since, one.until, numeric)
    return f"{one.title}: {how_much(one)}, {days}, {one.place}; {who}; хто платить: {one.payment}"
