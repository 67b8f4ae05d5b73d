"""A full disk, a stick pulled out and a kill, at every step of every act: told in words, nothing lost, nothing half."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

SOURCE = Path(__file__).with_name("fail_writes.c")
ROOT = Path(__file__).parents[2]
STEPS = int(os.environ.get("ANCHA_FAULT_STEPS", "2"))
ACTS = ("work", "backup", "compact", "migration", "restore", "export", "import", "archive")

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        sys.platform != "linux" or shutil.which("gcc") is None, reason="letting writes fail needs Linux and gcc"
    ),
    pytest.mark.timeout(3600),
]


class Trials:
    """A process whose writes can be made to fail, and that tries one act after the other."""

    def __init__(self, asked: IO[str], answered: IO[str]) -> None:
        self._asked, self._answered = asked, answered

    def interrupted(self, act: str, how: str, *, arena: Path) -> dict[str, Any]:
        """Interrupt an act at many steps."""
        self._asked.write(json.dumps([str(arena), act, how]) + "\n")
        self._asked.flush()
        found: dict[str, Any] = json.loads(self._answered.readline())
        print(act, how, found)
        return found


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory, store_template: Path) -> Iterator[Trials]:
    """Compile what stands between the program and the C library, and start the process behind it."""
    library = tmp_path_factory.mktemp("shim") / "fail_writes.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True, timeout=60)
    command = [sys.executable, "-m", "tests.soak.fault_work", str(store_template), str(STEPS), "1"]
    around = {**os.environ, "LD_PRELOAD": str(library), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=around, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Trials(process.stdin, process.stdout)
        process.stdin.close()
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("how", ["full", pytest.param("gone", marks=pytest.mark.slow), "kill"])
@pytest.mark.parametrize("act", ACTS)
def test_interrupted_act_loses_nothing(trials: Trials, tmp_path: Path, act: str, how: str) -> None:
    found = trials.interrupted(act, how, arena=tmp_path)
    assert found["interrupted"] == min(STEPS, found["steps"]) > 0
    faults = ("lost", "unsound", "bad_files", "half_done", "left_behind")
    assert {name: found[name] for name in faults} == dict.fromkeys(faults, 0)
    assert found["untold"] == []


def test_trial_finds_a_copy_that_is_written_under_its_name_at_once(trials: Trials, tmp_path: Path) -> None:
    found = trials.interrupted("careless backup", "full", arena=tmp_path)
    assert found["bad_files"] > 0
