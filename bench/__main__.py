"""Run every measurement, one process each, so that none is warmed by another, and say what was reached.

Run: python -m bench [NAME …]
"""

import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench
from bench.figures import GATHERED_IN, read_gathered, table


def measurements() -> list[str]:
    """List the modules of this package that measure something."""
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_"))
    return [name for name in names if hasattr(importlib.import_module(f"bench.{name}"), "main")]


def run_all(names: list[str], *, gathered: Path) -> list[str]:
    """Run the measurements one after another and name those that failed."""
    environ = os.environ | {GATHERED_IN: str(gathered)}
    failed = []
    for name in names:
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False, env=environ).returncode != 0:
            failed.append(name)
        print(f"({time.monotonic() - started:.0f} s)", flush=True)
    return failed


def main() -> None:
    """Measure what was asked for, or everything, print one table, and fail where one measurement fails."""
    with tempfile.TemporaryDirectory() as folder:
        gathered = Path(folder) / "figures.jsonl"
        failed = run_all(sys.argv[1:] or measurements(), gathered=gathered)
        print(f"\n== what was reached\n\n{table(read_gathered(gathered))}")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
