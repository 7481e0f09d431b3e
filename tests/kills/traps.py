"""A process of the product is made to stand still exactly at a point, by the database alone.

`standing_at`: a trigger that the test installs waits for a lock that the test holds, so the statement of the
product does not come back. `commits_held`: PostgreSQL has written a commit to its journal and does not say so
(it waits for a stand-by that does not exist): committed, and nobody knows.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.kills.running import Turbota, wait_until

LOCK = 7_462_001
_WAITING = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
_HELD = "select count(*) from pg_stat_activity where wait_event = 'SyncRep'"
_CUT = "select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = 'turbota_app' and state <> 'idle'"


class Act:
    """What a person does in a thread of its own, because the answer will not come."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self.answer: Any = None
        self.problem: Exception | None = None
        self._act = act
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.answer = self._act()
        except Exception as problem:
            self.problem = problem

    def end(self) -> Any:
        """Wait for the end; what came, or None when the connection broke."""
        self._thread.join(60)
        assert not self._thread.is_alive(), "the person still waits for an answer"
        return self.answer


@contextmanager
def standing_at(platform: Turbota, table: str, when: str, *, event: str = "insert") -> Iterator[Callable[[], None]]:
    """Inside the block a statement on `table` whose new row fits `when` (SQL over `new`) does not come back.

    Gives a function that waits until a process stands there. At the end the trap is opened: a connection whose
    process is dead is cut first, as the network does, so that its statement is not done after the death.
    """
    with platform.rows() as keeper:
        keeper.execute("select pg_advisory_lock(%s)", [LOCK])
        keeper.execute(
            "create or replace function kill_trap() returns trigger language plpgsql as"
            f" $$ begin perform pg_advisory_xact_lock({LOCK}); return new; end $$"
        )
        keeper.execute(
            f"create trigger kill_trap before {event} on {table} for each row when ({when})"
            " execute function kill_trap()"
        )
        try:
            yield lambda: wait_until(lambda: platform.one(_WAITING), f"nobody came to {event} on {table}")
        finally:
            _open(platform, keeper, table)


def _open(platform: Turbota, keeper: Any, table: str) -> None:
    if platform.server.process.poll() is not None:
        platform.start_database()
        with platform.rows() as rows:
            rows.execute(f"drop trigger kill_trap on {table}")
        return
    with platform.rows() as rows:
        rows.execute(_CUT)
    keeper.execute("select pg_advisory_unlock_all()")
    keeper.execute(f"drop trigger kill_trap on {table}")


@contextmanager
def commits_held(platform: Turbota) -> Iterator[Callable[[], None]]:
    """Inside the block a commit is written to the journal, but its author does not learn of it.

    Gives a function that waits until somebody waits for such an answer.
    """
    with platform.rows() as rows:
        rows.execute("alter system set synchronous_standby_names = 'nobody'")
        rows.execute("select pg_reload_conf()")
    wait_until(
        lambda: platform.one("select setting from pg_settings where name = 'synchronous_standby_names'") == "nobody",
        "the setting is not taken",
    )
    try:
        yield lambda: wait_until(lambda: platform.one(_HELD), "nobody waits for a commit")
    finally:
        if platform.server.process.poll() is not None:
            platform.start_database()
        with platform.rows() as rows:
            rows.execute("set synchronous_commit = local")
            rows.execute("alter system reset synchronous_standby_names")
            rows.execute("select pg_reload_conf()")
        wait_until(lambda: not platform.one(_HELD), "commits are still held")
