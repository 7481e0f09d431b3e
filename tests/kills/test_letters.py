"""Killed in a job after the mail was sent and before that is written down; and the mail server down for a day."""

import httpx
import pytest
from tests.kills.books import nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import words_of
from tests.kills.running import wait_until
from tests.kills.traps import standing_at

DELIVERY = (
    "select d.{} from messages_delivery d join messages_message m on m.id = d.message_id"
    " where m.subject_id = %s and d.channel = 'email'"
)


def delivery(town: Town, field: str, case: object) -> object:
    return town.platform.one(DELIVERY.format(field), case)


@pytest.mark.requirement("R008")
def test_worker_killed_after_the_mail_is_sent_and_before_it_is_marked(town: Town) -> None:
    with standing_at(town.platform, "messages_delivery", "new.state = 'sent'", event="update") as reached:
        case = town.submitted("maria")
        reached()
        letters = town.mail.sent_with(str(case.number))
        assert list(letters.values()) == [1]
        town.platform.kill("worker")
    assert delivery(town, "state", case.pk) == "waiting"

    town.platform.let_leases_run_out()
    town.platform.start("worker")
    town.platform.plan("messages.send_waiting", queue="urgent", timestamp=0)
    wait_until(lambda: delivery(town, "state", case.pk) == "sent", "the letter is not marked")
    again = town.mail.sent_with(str(case.number))
    assert dict(again) == dict.fromkeys(letters, 2), "the same letter: a mail box shows it once"
    assert delivery(town, "letter_id", case.pk) in letters
    inbox = words_of(town.citizen("maria").look("/cabinet/messages/"))
    assert inbox.count(str(case.number)) == 1
    nothing_is_torn(town.platform)


@pytest.mark.requirement("R008")
def test_smtp_down_for_a_day(town: Town) -> None:
    def mail() -> dict[str, object]:
        said: dict[str, object] = httpx.get(f"{town.platform.address}/healthz").json()["mail"]
        return said

    def tries() -> int:
        return int(town.platform.one("select coalesce(sum(attempts), 0) from messages_delivery"))

    def an_hour_later() -> None:
        before = tries()
        town.platform.let_leases_run_out()
        town.platform.plan("messages.send_waiting", queue="urgent", timestamp=0)
        wait_until(lambda: tries() > before, "no letter is tried")

    town.mail.fall_silent()
    cases = [town.submitted(key) for key in ("olesia", "roman")]
    for case in cases:
        wait_until(lambda case=case: delivery(town, "state", case.pk) == "failed", "no try was made")
    admin = town.staff("admin")
    for _ in range(6):
        an_hour_later()
    assert (mail()["state"], mail()["not_taken"]) == ("failing", 2)
    assert "не вдалося, пробуємо ще" in words_of(admin.look("/administration/outbox/?state=failed"))
    for key, case in zip(("olesia", "roman"), cases, strict=True):
        assert str(case.number) in words_of(town.citizen(key).look("/cabinet/messages/"))

    town.mail.work()
    an_hour_later()
    for case in cases:
        wait_until(lambda case=case: delivery(town, "state", case.pk) == "sent", "a letter stays here")
        assert list(town.mail.sent_with(str(case.number)).values()) == [1]
    assert (mail()["state"], mail()["waiting"]) == ("working", 0)
    nothing_is_torn(town.platform)
