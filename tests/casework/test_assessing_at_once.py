"""Two people act on one assessment at the same moment."""

import pytest
from tests.factories import assessments, casework
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.casework.assessment_states import Conclusion
from turbota.casework.models import Assessment
from turbota.casework.operations import assessing, concluding
from turbota.casework.operations.assessing import Entry
from turbota.kernel.errors import Conflict
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")


@pytest.mark.slow
def test_two_save_and_two_finish_at_the_same_moment(plays_for_many: Plays) -> None:
    case = casework.opened(AT)
    draft = assessments.begun(case, AT)
    lesia, deputy = casework.at_work("turbotna", AT), assessments.deputy("nastavna", "turbotna", AT)

    def save(by: object, code: str, value: str) -> object:
        entries = [Entry(code, "case", value, "seen"), Entry("p_home", "case", value, "seen")]
        return assessing.save(by=by, assessment_id=draft.pk, entries=entries, seen_version=0, at=AT)  # type: ignore[arg-type]

    first, second = at_once(lambda: save(lesia, "p_food", "1"), lambda: save(deputy, "p_alone", "2"))

    draft.refresh_from_db()
    assert {"p_food@case": "1", "p_alone@case": "2"}.items() <= draft.values.items()
    clashes = [clash for saved in (first, second) for clash in saved.clashes]  # type: ignore[attr-defined]
    assert [clash.key for clash in clashes] == ["p_home@case"]
    assert draft.values["p_home@case"] != clashes[0].mine.value

    assessments.filled(draft, lesia, AT)

    def finish(by: object) -> object:
        return concluding.submit(
            by=by,
            assessment_id=draft.pk,
            conclusion=Conclusion.IN_NEED,
            conclusion_note="",
            at=AT,  # type: ignore[arg-type]
        )

    results = at_once(lambda: finish(lesia), lambda: finish(deputy))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Assessment.objects.get(case=case).steps.filter(verb="submit").count() == 1


@pytest.mark.slow
def test_two_begin_at_the_same_moment(plays_for_many: Plays) -> None:
    case = casework.opened(AT)
    casework.at_work("turbotna", AT)
    results = at_once(lambda: assessments.begun(case, AT), lambda: assessments.begun(case, AT))
    assert sorted(type(result).__name__ for result in results) == ["Assessment", "Conflict"]
