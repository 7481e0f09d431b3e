"""Is the applicant married: asked by the kinds that depend on it."""

from __future__ import annotations

from turbota.assistance.forms import Choice, Question

MARITAL_STATUS = Question(
    "marital_status",
    "Чи ви у шлюбі?",
    "Шлюб, зареєстрований державою.",
    "Від цього залежить, чи призначають допомогу.",
    "choice",
    (
        Choice("never", "Ні, у шлюбі не була або не був"),
        Choice("married", "Так"),
        Choice("divorced", "Ні, шлюб розірвано"),
        Choice("widowed", "Ні, чоловік помер або дружина померла"),
    ),
    page="Чи ви у шлюбі?",
)
