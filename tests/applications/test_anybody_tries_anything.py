"""Everybody tries every verb on every case in random order: only refusals with words, and the rows stay true."""

import random
from datetime import timedelta

import pytest
from django.db import transaction
from tests.factories import world
from tests.factories.anybody import AT, ENDINGS, KEYS, LIKELY, TEXT, WORKERS, at_work_on, check, verbs

from turbota.applications.models import (
    Application,
    Assignment,
)
from turbota.applications.states import ENDED, State
from turbota.kernel.errors import Missing, Refused
from turbota_demo import cast, stage
from turbota_demo.plays import Plays


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_random_attempts_of_everybody_leave_true_rows(plays: Plays, seed: int) -> None:
    dice = random.Random(seed)
    cases = [
        plays.submitted("maria", AT),
        plays.formed("stepan", "starosta", "yavir", AT),
        plays.formed("olesia", "zrazkova", "dolyna", AT),
        plays.submitted("roman", AT),
        plays.submitted("roman", AT + timedelta(minutes=1)),
    ]
    nadiia, employee = world.colleague("nadiia", like="umovnyi", at=AT)
    actors = [stage.at_work(one.code, AT) for one in cast.EMPLOYEES]
    actors += [stage.at_home(key, AT) for key in ("maria", "stepan", "olesia", "roman")]
    KEYS.clear()
    KEYS.update({stage.at_work(one.code, AT).account_id: plays.keys.person(one) for one in cast.EMPLOYEES})
    KEYS[nadiia.account_id] = plays.keys.person(employee)
    acts, at, done = verbs(plays), AT, 0
    by_code = {one.code: actor for one, actor in zip(cast.EMPLOYEES, actors, strict=False)}
    by_code |= {key: stage.at_home(key, AT) for key in ("maria", "roman")} | {"nadiia": nadiia}
    for number in range(360):
        at += timedelta(minutes=dice.choice((1, 7, 60)))
        case = Application.objects.get(pk=dice.choice(cases).pk)
        if case.state in (State.DECIDED, *ENDED) and dice.random() < 0.6:
            continue
        name, by = dice.choice(list(acts)), dice.choice(actors)
        if dice.random() < 0.75:
            name = dice.choice(LIKELY[case.state])
            if cases.index(case) > 2 and dice.random() < 0.3:
                name = dice.choice(ENDINGS)
            known = WORKERS.get(name, (at_work_on(case),))
            by = by_code[known[cases.index(case) % len(known)]]
        act = acts[name]
        before = Application.objects.get(pk=case.pk).state
        try:
            with transaction.atomic():
                act(by, case, at)
        except Refused as refusal:
            assert refusal.sentence
            assert not isinstance(refusal, Missing) or refusal.code
        else:
            done += 1
        if Application.objects.get(pk=case.pk).state != before or number % 50 == 0:
            check(case)
    assert done > 50
    seen = {verb for case in cases for verb in case.steps.values_list("verb", flat=True)}
    assert {"accept", "hand_over", "pass_control", "return_from_control", "decide"} <= seen
    assert seen & {"withdraw", "leave", "join"} and Assignment.objects.filter(ended_why=TEXT).exists()
