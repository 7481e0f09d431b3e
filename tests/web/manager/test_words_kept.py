"""A long text is never lost because somebody else moved the case meanwhile."""

import pytest
from tests.factories import casework
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework.operations import closing, opening
from turbota.kernel import clock

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
WORDS = "Сусідка має запасний ключ, приходити до обіду"


@pytest.mark.parametrize(
    ("page", "boxes"),
    [
        ("note/", {"text": WORDS}),
        ("review/hold/", {"summary": WORDS, "decision": "continue"}),
        ("team/write/", {"body": WORDS}),
        ("emergency/", {"danger": WORDS}),
    ],
)
def test_words_for_a_case_that_was_handed_over_meanwhile_stay_on_the_page(
    page: str, boxes: dict[str, str]
) -> None:
    case = casework.opened(AT)
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        assert manager.get(f"/manager/case/{case.pk}/").status_code == 200
        opening.assign(
            by=casework.at_work("nastavna", AT), case_id=case.pk, post=casework.post_of("pomichnyi", AT),
            reason="Відпустка", reads_until=None, at=AT,
        )  # fmt: skip
        answer = manager.post(f"/manager/case/{case.pk}/{page}", boxes)
    assert answer.status_code == 404 and WORDS in answer.content.decode()


def test_words_for_a_case_that_was_closed_meanwhile_stay_on_the_page() -> None:
    case = casework.opened(AT)
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        by = casework.at_work("turbotna", AT)
        closing.close(by=by, case_id=case.pk, reason="goals", words="Живе сама і дає раду", at=AT)
        boxes = {"words": WORDS, "account": str(by.account_id)}
        answer = manager.post(f"/manager/case/{case.pk}/team/task/", boxes)
    assert answer.status_code == 422 and WORDS in answer.content.decode()


def test_a_page_that_is_missing_says_nothing_that_was_only_asked_for() -> None:
    answer = client_of("turbotna", AT).get(
        "/manager/case/00000000-0000-0000-0000-000000000001/?text=one+two+three"
    )
    assert answer.status_code == 404 and "one two three" not in answer.content.decode()
