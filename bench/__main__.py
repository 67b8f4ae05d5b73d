"""Run every measurement, one process each, so that none is warmed by another.

Run: python -m bench [NAME …]
"""

import importlib
import pkgutil
import subprocess
import sys

import bench


def measurements() -> list[str]:
    """List the modules of this package that measure something."""
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_"))
    return [name for name in names if hasattr(importlib.import_module(f"bench.{name}"), "main")]


def main() -> None:
    """Measure what was asked for, or everything, and fail where one measurement fails."""
    failed = []
    for name in sys.argv[1:] or measurements():
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0:
            failed.append(name)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
