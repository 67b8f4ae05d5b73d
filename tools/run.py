"""Open the client; where there is no display, say so and do the same job without one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
DEMO = ROOT / "build" / "demo"
NO_DISPLAY = "没有找到显示器，改为在后台自检和演示；有桌面时 make run 会打开窗口。"


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window could be seen."""
    if platform != "linux":
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM"))


def run(*arguments: str) -> None:
    """Start the program and stop with its exit code where it fails."""
    code = subprocess.run([sys.executable, "-m", "app", *arguments], cwd=ROOT, check=False).returncode
    if code != 0:
        sys.exit(code)


def main() -> None:
    """Start the program in the way that this machine allows."""
    arguments = sys.argv[1:]
    if arguments or has_display(os.environ):
        run(*arguments)
        return
    print(NO_DISPLAY, flush=True)
    run("self-check")
    if "demo" in command_names():
        show_demo()


def command_names() -> set[str | None]:
    """List the commands that this version has."""
    from app.cli.main import build

    return {command.name for command in build().registered_commands}


def show_demo() -> None:
    """Fill a store of its own with a believable district."""
    # The demo wants an empty store, and nobody keeps work in this folder.
    shutil.rmtree(DEMO, ignore_errors=True)
    run("--data", str(DEMO), "demo")
    print(f"演示资料在 {DEMO}，用有桌面的机器打开：ancha --data {DEMO}")


if __name__ == "__main__":
    main()
