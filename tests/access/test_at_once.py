"""Two administrators act at the same moment."""

import pytest
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.access import accounts, operations
from turbota.access.actors import SYSTEM
from turbota.access.models import Account, Organisation, Post, Role
from turbota.kernel.errors import Refused
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")


@pytest.mark.slow
def test_two_administrators_may_not_end_each_other_at_the_same_moment(plays_for_many: Plays) -> None:
    ministry = Organisation.objects.get(code=cast.body("ministry").code)
    second = accounts.add_account(by=SYSTEM, code="second", name="Друга", password="a-long-password", at=AT)
    operations.grant_post(by=SYSTEM, account=second, organisation=ministry, role=Role.ADMINISTRATOR, at=AT)
    admin = stage.at_work("admin", AT)
    posts = list(Post.objects.filter(role=Role.ADMINISTRATOR).select_related("organisation"))
    results = at_once(*[lambda post=post: operations.end_post(by=admin, post=post, at=AT) for post in posts])
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert Post.objects.filter(role=Role.ADMINISTRATOR, until__isnull=True).count() == 1
    assert Account.objects.filter(code="second").exists()
