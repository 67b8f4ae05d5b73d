"""Make the virtual environment and the system libraries that `make run` and `make test` need.

Runs on the machine's own Python with nothing but the standard library. A second run finds the stamp and does nothing.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)
NEWEST = (3, 13)

QT_PROBE = (
    "from PySide6 import QtCore, QtGui, QtWidgets, QtSvg, QtNetwork, QtPrintSupport, QtDBus, QtTest;"
    "QtWidgets.QApplication([])"
)
WINDOW_PROBE = (
    "import ctypes, pathlib, PySide6;"
    "ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / 'Qt' / 'plugins' / 'platforms' / 'libqxcb.so'))"
)


def main() -> None:
    """Bring this checkout to a state in which everything else can run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--window", action="store_true", help="also what a window on a screen needs")
    parser.add_argument("--tests", action="store_true", help="also the server that the tests of the hub need")
    parser.add_argument("--lock", action="append", default=[], metavar="FILE", help="a further lock file to install")
    options = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal may not know Chinese
    _check_python()
    _make_venv()
    for lock in ["requirements.lock", *options.lock]:
        _install_lock(ROOT / lock)
    _install_project()
    if sys.platform == "linux":
        _install_libraries(window=options.window)
        if options.tests and not _has_postgres():
            system_packages.install_if_allowed(system_packages.POSTGRES, why="测试办公室服务器需要 PostgreSQL")


def _has_postgres() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb") is not None


def _check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        sys.exit(
            f"需要 Python {_dotted(OLDEST)} 至 {_dotted(NEWEST)}，找到的是 {_dotted(sys.version_info[:2])}。"
            f"请安装其中一个，再运行：make PYTHON=python{_dotted(NEWEST)} test"
        )


def _dotted(version: Iterable[int]) -> str:
    return ".".join(str(part) for part in version)


def _venv_python() -> Path:
    return BIN / ("python.exe" if os.name == "nt" else "python")


def _make_venv() -> None:
    """Create the environment, or make it anew where its Python is gone or another."""
    probe = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"
    if _venv_python().exists() and _succeeds(probe):
        return
    try:
        import ensurepip  # noqa: F401  # Debian ships it apart, in python3-venv
    except ImportError:
        system_packages.install(system_packages.VENV, why="缺少 Python 的虚拟环境组件 python3-venv")
    print("正在建立虚拟环境 .venv …", flush=True)
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)], failed="虚拟环境没有建成，请看上面的提示。")


def _install_lock(lock: Path) -> None:
    stamp = VENV / f"{lock.name}.installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if _reads(stamp) == wanted:
        return
    print(f"正在按 {lock.name} 安装依赖，第一次约需几分钟 …", flush=True)
    _pip(["--require-hashes", "-r", str(lock)])
    stamp.write_text(wanted, encoding="utf-8")


def _install_project() -> None:
    """Install the project editable; again where the folder moved or its entry points changed."""
    stamp = VENV / "ancha.installed"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = f"{ROOT}\n{project['scripts']}\n{project['dependencies']}"
    if _reads(stamp) == wanted:
        return
    _pip(["--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    stamp.write_text(wanted, encoding="utf-8")


def _pip(arguments: list[str]) -> None:
    # Index, proxy and cache stay as the machine's own pip settings say.
    command = [str(_venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    _run(command, failed="依赖没有装好。请检查网络或 pip 的软件源设置，然后重新执行刚才的命令，会接着装。")


def _install_libraries(*, window: bool) -> None:
    """Ask Qt itself what is missing: package names differ between systems, a failing load does not."""
    if not _succeeds(QT_PROBE):
        system_packages.install(system_packages.QT, why="缺少 Qt 需要的系统库")
        _prove(QT_PROBE)
    if window and not _succeeds(WINDOW_PROBE):
        system_packages.install(system_packages.WINDOW, why="缺少打开窗口需要的系统库")
        _prove(WINDOW_PROBE)


def _prove(code: str) -> None:
    result = _probe(code)
    if result.returncode != 0:
        sys.exit(f"系统库装好后 Qt 仍不能启动，请把下面的提示交给维护人员：\n{result.stderr.strip()}")


def _succeeds(code: str) -> bool:
    return _probe(code).returncode == 0


def _probe(code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(_venv_python()), "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", check=False)


def _run(command: list[str], *, failed: str) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        sys.exit(failed)


def _reads(stamp: Path) -> str:
    return stamp.read_text(encoding="utf-8") if stamp.exists() else ""


if __name__ == "__main__":
    main()
