"""What a page says of the community's seal on a copy, and of a copy that came later than the case."""

from datetime import date

from turbota.applications.models import Attachment
from turbota.applications.policies import brought_too_late
from turbota.signatures.reasons import INVALID, PENDING
from turbota.web.ui.words import numeric_date

WAITS = "чекає печатки громади"
INVALID_SEAL = "печатка недійсна, засвідчіть знову"


def seal_words(copy: Attachment, *, none: str = WAITS) -> str:
    """The state of the seal. `none`: said of a copy without one; a copy that came through the portal needs none."""
    if copy.seal is None:
        return none
    if copy.seal.state == INVALID:
        return INVALID_SEAL
    if copy.seal.state == PENDING:
        return "печатку громади накладено, її ще перевіряють"
    return "засвідчено печаткою громади"


def late_words(copy: Attachment, bring_by: date | None) -> str:
    """When the copy was brought, if later than the case; `bring_by`: the day promised in «Примітка»."""
    if bring_by is not None and brought_too_late(copy, bring_by):
        return f"донесено після строку (до {numeric_date(bring_by)}), {numeric_date(copy.added_at)}"
    return f"донесено пізніше, {numeric_date(copy.added_at)}" if copy.late else ""
