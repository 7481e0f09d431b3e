"""The private network of the trial: addresses, names of hosts, and the first process of its list of processes."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from deploy.trial.places import ADDRESSES, HOSTS, Failed

LIMIT_SECONDS = 600
MARK = "TURBOTA_TRIAL_NETWORK"


def make() -> None:
    """Give the addresses to the loopback device of this network, and the names to the hosts file of this trial.

    Raises Failed outside of namespaces of its own: nothing of the machine may be touched.
    """
    devices = subprocess.run(["ip", "-o", "link"], check=True, capture_output=True, text=True).stdout
    others = [line for line in devices.splitlines() if ": lo:" not in line]
    if os.environ.get(MARK) != "private" or os.getppid() != 1 or others:
        raise Failed("the trial runs only through scripts/deploy_on_loopback, in a network of its own")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in ADDRESSES:
        subprocess.run(["ip", "address", "add", f"{address}/32", "dev", "lo"], check=True)
    with tempfile.NamedTemporaryFile("w", prefix="hosts-") as hosts:
        hosts.write("127.0.0.1 localhost\n" + "".join(f"{place} {name}\n" for name, place in HOSTS.items()))
        hosts.flush()
        Path(hosts.name).chmod(0o644)
        subprocess.run(["mount", "--bind", hosts.name, "/etc/hosts"], check=True)


def as_first_process(work: Callable[[], int]) -> int:
    """Run `work` in a child and bury everybody's orphans meanwhile; KILL to all when the time is over.

    A process that nobody buries would look alive: PostgreSQL refuses to start beside its own dead body.
    """
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        result = work()
        sys.stdout.flush()  # os._exit does not, and the report may go to a file or a pipe
        os._exit(result)
    signal.signal(signal.SIGALRM, lambda number, frame: os.kill(child, signal.SIGKILL))
    signal.signal(signal.SIGTERM, lambda number, frame: os.kill(child, signal.SIGTERM))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.alarm(LIMIT_SECONDS)
    while True:
        ended, status = os.wait()
        if ended == child:
            return os.waitstatus_to_exitcode(status)
