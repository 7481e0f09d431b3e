"""The trial of the deployment touches nothing outside its own network, and its configuration says what the docs promise."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from deploy.trial import cluster, site
from deploy.trial.load import longest_gap
from deploy.trial.places import ROOT, Failed, Trial, database_url

from turbota.project import settings
from turbota.project.receiving import CONNECTED


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    (tmp_path / "db1").mkdir()
    return Trial(tmp_path)


def test_it_refuses_to_run_in_the_network_of_the_machine(tmp_path: Path) -> None:
    for mark in ("", "private"):
        variables = {**os.environ, "TURBOTA_TRIAL_NETWORK": mark, "TMPDIR": str(tmp_path)}
        variables.pop("PYTHONUNBUFFERED", None)  # the report comes whole into a pipe without it
        said = subprocess.run(
            [sys.executable, "-m", "deploy.trial"],
            cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert said.returncode == 1
        assert "only through scripts/deploy_on_loopback" in said.stdout
    assert not list(tmp_path.glob("turbota-trial-*/db*"))


def test_patroni_never_answers_a_commit_that_one_machine_alone_has(trial: Trial) -> None:
    cluster.write_configuration(trial, "db1")
    path = trial.folder / "db1" / "patroni.yml"
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    dynamic = said["bootstrap"]["dcs"]
    parameters = dynamic["postgresql"]["parameters"]
    assert dynamic["synchronous_mode"] is dynamic["synchronous_mode_strict"] is True
    assert parameters["synchronous_commit"] == "on" and "statement_timeout" not in parameters
    assert dynamic["loop_wait"] + 2 * dynamic["retry_timeout"] <= dynamic["ttl"]
    assert parameters["archive_mode"] == "always" and "keep-journal" in parameters["archive_command"]
    assert path.stat().st_mode & 0o077 == 0
    assert "$" not in path.read_text(encoding="utf-8").split("scope:")[1]


def test_the_proxy_believes_nobody_and_keeps_measurements_inside(trial: Trial) -> None:
    text = site.proxy_configuration(trial).read_text(encoding="utf-8")
    removed = text.index("del-header X-Forwarded-")
    assert removed < text.index("set-header X-Forwarded-Proto https")
    assert removed < text.index("set-header X-Forwarded-For %[src]")
    assert "path,url_dec /metrics /healthz /livez" in text and "uri /livez" in text


def test_who_sends_slowly_waits_at_the_proxy_or_in_a_lane_of_its_own(trial: Trial) -> None:
    text = site.proxy_configuration(trial).read_text(encoding="utf-8")
    room = re.search(r"tune.bufsize (\d+)", text)
    frontend, _, lane = text.partition("backend uploads")
    assert (
        "wait-for-body time 15s if !large !unknown" in frontend and "use_backend uploads if large" in frontend
    )
    assert "acl large req.body_size gt 32768" in frontend
    assert room and int(room[1]) >= 2 * 32768
    most = [int(found) for found in re.findall(r"maxconn (\d+)", lane)]
    assert len(most) == 2 and max(most) < CONNECTED
    one_address = re.search(r"sc0_conn_cur gt (\d+)", lane)
    assert one_address and int(one_address[1]) < min(most)


def test_the_page_of_the_docs_has_the_sql_of_the_roles() -> None:
    text = cluster.roles_of_the_page((ROOT / "docs" / "deploy.md").read_text(encoding="utf-8"))
    assert text.count("'…'") == 2 and "create role turbota_app" in text
    with pytest.raises(Failed):
        cluster.roles_of_the_page("no SQL here")


def test_the_platform_reads_the_address_that_the_trial_gives() -> None:
    found = settings.database(database_url("turbota_app", "secret"))
    assert found["HOST"].count(",") == 2 and found["OPTIONS"]["target_session_attrs"] == "read-write"


def test_the_gap_is_the_longest_silence_that_ends_after_the_kill() -> None:
    assert longest_gap([1.0, 9.0, 10.0, 12.0, 15.0, 16.0], since=11.0) == 3.0
    assert longest_gap([1.0, 2.0], since=5.0) == float("inf")
