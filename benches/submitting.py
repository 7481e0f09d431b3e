"""The other side of the bench of submissions, a process of its own: sends signed applications and tells how long it took.

Reads JSON from standard input: `address`, `connections` and `submissions`, each with the application, the session, the
token of forms, the digest and the signature. Prints JSON: the seconds of the whole round and of each submission.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx


def main() -> int:
    """Send every submission once over so many connections; any answer but the redirect to «sent» is a failure."""
    asked = json.load(sys.stdin)
    with (
        httpx.Client(base_url=asked["address"], timeout=60) as client,
        ThreadPoolExecutor(asked["connections"]) as hands,
    ):
        start = time.perf_counter()
        took = list(hands.map(lambda one: _send(client, one), asked["submissions"]))
        whole = time.perf_counter() - start
    json.dump({"whole": whole, "each": took}, sys.stdout)
    return 0


def _send(client: httpx.Client, one: dict[str, Any]) -> float:
    start = time.perf_counter()
    answer = client.post(
        f"/cabinet/application/{one['application']}/sign/",
        data={"sha256": one["sha256"], "signature": one["signature"], "csrfmiddlewaretoken": one["token"]},
        headers={"Cookie": f"sessionid={one['session']}; csrftoken={one['token']}"},
    )
    if answer.status_code != 302 or not answer.headers["Location"].endswith("/sent/"):
        raise SystemExit(f"a submission was answered {answer.status_code}")
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
