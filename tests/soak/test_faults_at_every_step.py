"""A full disk, a stick pulled out and a kill, at every step of every act: told in words, nothing lost, nothing half."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).with_name("fail_writes.c")
ROOT = Path(__file__).parents[2]
STEPS = int(os.environ.get("ANCHA_FAULT_STEPS", "2"))
ACTS = ("work", "backup", "compact", "migration", "restore", "export", "import", "archive")

pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux" or shutil.which("gcc") is None, reason="letting writes fail needs Linux and gcc"
    ),
    pytest.mark.timeout(3600),
]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compile what stands between the program and the C library."""
    library = tmp_path_factory.mktemp("shim") / "fail_writes.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True, timeout=60)
    return library


@pytest.mark.parametrize("how", ["full", pytest.param("gone", marks=pytest.mark.slow), "kill"])
@pytest.mark.parametrize("act", ACTS)
def test_interrupted_act_loses_nothing(shim: Path, store_template: Path, tmp_path: Path, act: str, how: str) -> None:
    found = interrupted(act, how, shim=shim, template=store_template, arena=tmp_path)
    assert found["interrupted"] == min(STEPS, found["steps"]) > 0
    faults = ("lost", "unsound", "bad_files", "half_done", "left_behind")
    assert {name: found[name] for name in faults} == dict.fromkeys(faults, 0)
    assert found["untold"] == []


def test_trial_finds_a_copy_that_is_written_under_its_name_at_once(
    shim: Path, store_template: Path, tmp_path: Path
) -> None:
    found = interrupted("careless backup", "full", shim=shim, template=store_template, arena=tmp_path)
    assert found["bad_files"] > 0


def interrupted(act: str, how: str, *, shim: Path, template: Path, arena: Path) -> dict[str, Any]:
    """Interrupt an act at many steps, in a process whose writes can be made to fail."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.soak.fault_work", template, arena, act, how, str(STEPS), "1"],
        capture_output=True,
        timeout=3000,
        encoding="utf-8",
        env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONIOENCODING": "utf-8"},
        cwd=ROOT,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    print(act, how, found)
    return found
