"""Start the program in processes of its own, as it is started when it is installed: with its modules compiled."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


def surroundings(folder: Path) -> dict[str, str]:
    """Give the environment of a child that keeps its compiled modules in a folder of the measurement."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def run_child(code: str, *arguments: str, env: dict[str, str]) -> str:
    """Run some lines of Python in a process of their own and give what they printed."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, env=env, stdout=subprocess.PIPE, encoding="utf-8").stdout


@dataclass(frozen=True, slots=True)
class Reported:
    """What a child said of itself: when it had done what is measured, and how much memory it held then."""

    clock: float
    rss_mb: float

    @classmethod
    def read(cls, printed: str) -> "Reported":
        """Read the line that `bench.report_line` prints."""
        clock, rss = printed.split()
        return cls(float(clock), int(rss) / 1e6)
