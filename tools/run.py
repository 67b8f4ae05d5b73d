"""Open the client; where there is no display, say so and do the same job without one."""

import os
import subprocess
import sys
from collections.abc import Mapping

NO_DISPLAY = "没有找到显示器，改为在后台自检和演示；有桌面时 make run 会打开窗口。"


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window could be seen."""
    if platform != "linux":
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM"))


def main() -> None:
    """Start the program in the way that this machine allows."""
    program = [sys.executable, "-m", "app"]
    arguments = sys.argv[1:]
    if arguments or has_display(os.environ):
        sys.exit(subprocess.run([*program, *arguments], check=False).returncode)
    print(NO_DISPLAY, flush=True)
    sys.exit(subprocess.run([*program, "self-check"], check=False).returncode)


if __name__ == "__main__":
    main()
