"""A process of the product is made to stand still exactly at a point, by the database alone.

`standing_at`: a trigger that the test installs waits for a lock that the test holds, so the statement of the
product does not come back. `commit_held`: PostgreSQL has written a commit to its journal and does not say so
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
_CUT = "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and not granted"


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
def standing_at(
    platform: Turbota, table: str, when: str = "true", *, event: str = "insert"
) -> Iterator[Callable[[], None]]:
    """Inside the block a statement on `table` whose row fits `when` (SQL over `new`, `old`) does not come back.

    Gives a function that waits until a process stands there. At the end the trap is opened: a connection whose
    process is dead is cut first, as the network does, so that its statement is not done after the death.
    """
    with platform.rows() as keeper:
        keeper.execute("select pg_advisory_lock(%s)", [LOCK])
        _set(platform, table, when, event, f"perform pg_advisory_xact_lock({LOCK})")
        try:
            yield lambda: wait_until(lambda: platform.one(_WAITING), f"nobody came to {event} on {table}")
        finally:
            if platform.server.process.poll() is None:
                platform.do(_CUT)
                keeper.execute("select pg_advisory_unlock_all()")
            else:
                platform.start_database()
            platform.do(f"drop trigger kill_trap on {table}")


@contextmanager
def commit_held(
    platform: Turbota, table: str, when: str = "true", *, event: str = "insert"
) -> Iterator[Callable[[], None]]:
    """Inside the block a transaction with such a row is committed in the journal, but its author does not learn of it.

    Gives a function that waits until somebody waits for such an answer. All other commits go on as ever.
    """
    _configure(platform, "set synchronous_commit = 'local'", "set synchronous_standby_names = 'nobody'")
    _set(platform, table, when, event, "perform set_config('synchronous_commit', 'on', true)")
    try:
        yield lambda: wait_until(lambda: platform.one(_HELD), "nobody waits for a commit")
    finally:
        if platform.server.process.poll() is not None:
            platform.start_database()
        _configure(platform, "reset synchronous_standby_names", "reset synchronous_commit")
        wait_until(lambda: not platform.one(_HELD), "commits are still held")
        platform.do(f"drop trigger kill_trap on {table}")


def _set(platform: Turbota, table: str, when: str, event: str, act: str) -> None:
    platform.do(
        "create or replace function kill_trap() returns trigger language plpgsql as"
        f" $$ begin {act}; return coalesce(new, old); end $$"
    )
    platform.do(
        f"create trigger kill_trap before {event} on {table} for each row when ({when}) execute function kill_trap()"
    )


def _configure(platform: Turbota, *changes: str) -> None:
    """Change the running server, and wait until it has taken the changes."""
    before = platform.one("select pg_conf_load_time()")
    for change in changes:
        platform.do(f"alter system {change}")
    platform.do("select pg_reload_conf()")
    wait_until(lambda: platform.one("select pg_conf_load_time()") > before, "the server reads no settings")
