"""Several people act on one case at the same moment, in histories that hypothesis makes up: the rows stay true.

Each move is two verbs by two actors on two connections at once. Whatever is reached: one holder at most, every clock
balanced, four eyes at the decision and at control, and the state is the target of the newest step.
"""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.factories.anybody import AT, Everyone, check, check_eyes, check_ledger
from tests.factories.at_once import at_once

from turbota.applications.models import Application
from turbota.kernel.errors import Refused
from turbota_demo.plays import Plays

pytestmark = pytest.mark.slow
EXAMPLES, MOVES = 6, 22
done: Counter[str] = Counter()


def machine_of(plays: Plays) -> type[RuleBasedStateMachine]:
    """The machine over one database: every example works on cases of its own."""
    everyone = Everyone(plays)

    class SeveralAtOnce(RuleBasedStateMachine):
        """A portal case and a paper case; pairs of verbs meet on them."""

        @initialize()
        def enter(self) -> None:
            """Two new cases."""
            self.at = AT
            self.cases = everyone.new_cases(self.at)

        @rule(
            place=st.integers(0, 1),
            first=st.integers(0, 10_000),
            second=st.integers(0, 10_000),
            minutes=st.sampled_from((1, 7, 60, 24 * 60)),
        )
        def together(self, place: int, first: int, second: int, minutes: int) -> None:
            """Two actors try something at the same moment; each does it or is refused in words."""
            self.at += timedelta(minutes=minutes)
            case = Application.objects.get(pk=self.cases[place].pk)
            chosen = [everyone.move(case, place, dice) for dice in (first, second)]
            results = at_once(*[lambda m=move: m.act(m.by, case, self.at) for move in chosen])
            broken = [one for one in results if isinstance(one, Exception) and not isinstance(one, Refused)]
            assert not broken, ([move.name for move in chosen], broken)
            done.update(m.name for m, r in zip(chosen, results, strict=True) if not isinstance(r, Exception))
            for one in self.cases:
                check(one)
                check_ledger(one)
                check_eyes(one)

    return SeveralAtOnce


def test_histories_of_several_actors_keep_what_must_hold(plays_for_many: Plays) -> None:
    done.clear()
    run_state_machine_as_test(
        machine_of(plays_for_many),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=MOVES,
            phases=[Phase.generate],  # a race is not the same twice: a history is not made shorter
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {"accept", "prepare", "hand over"} <= set(done), done
    assert sum(done.values()) > EXAMPLES * 8, done
