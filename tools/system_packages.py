"""Install Debian packages where that needs no question, else say the one line to type."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

VENV = ("python3-venv",)
QT = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libx11-6",
    "libxkbcommon0",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libbrotli1",
)
POSTGRES = ("postgresql",)
WINDOW = (
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)


def one_line(packages: Sequence[str]) -> str:
    """Word the command that a person has to type once."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: Sequence[str], *, why: str) -> None:
    """Install the packages, or stop with the line to type where this may not be done unasked."""
    prefix = _apt_prefix()
    if prefix is None:
        sys.exit(f"{why}。请运行下面这一行，再重新执行刚才的命令：\n\n    {one_line(packages)}\n")
    print(f"{why}，正在安装：{' '.join(packages)}", flush=True)
    if not _apt_install(prefix, packages):
        # The lists are empty on a new machine and stale on an old one.
        subprocess.run([*prefix, "update", "-qq"], check=False)
        if not _apt_install(prefix, packages, show_failure=True):
            sys.exit(f"{why}，自动安装没有成功。请看上面 apt 的提示，处理后运行：\n\n    {one_line(packages)}\n")


def install_if_allowed(packages: Sequence[str], *, why: str) -> None:
    """Install the packages where that needs no question; otherwise say loudly what is left out, and go on."""
    prefix = _apt_prefix()
    if prefix is not None:
        print(f"{why}，正在安装：{' '.join(packages)}", flush=True)
        if _apt_install(prefix, packages):
            return
        subprocess.run([*prefix, "update", "-qq"], check=False)
        if _apt_install(prefix, packages, show_failure=True):
            return
    print(f"！！{why}，没有装上，相应的测试会跳过。要测试请运行：{one_line(packages)}", flush=True)


def _apt_prefix() -> list[str] | None:
    """Name the way to call apt-get without a question, or nothing."""
    if shutil.which("apt-get") is None:
        return None
    plain = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    if os.geteuid() == 0:
        return plain
    return ["sudo", "-n", *plain] if _sudo_asks_nothing() else None


def _sudo_asks_nothing() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _apt_install(prefix: Sequence[str], packages: Sequence[str], *, show_failure: bool = False) -> bool:
    command = [*prefix, "install", "-y", "-qq", "--no-install-recommends", *packages]
    result = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if result.returncode != 0 and show_failure:
        print(result.stdout.decode(errors="replace"), flush=True)
    return result.returncode == 0
