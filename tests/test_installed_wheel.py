"""The wheel brings all it needs: installed in an empty folder, it checks itself."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_self_check_passes_from_an_installed_wheel_in_an_empty_folder(tmp_path: Path) -> None:
    built, installed, empty = (tmp_path / name for name in ("built", "installed", "空 文件夹"))
    empty.mkdir()
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "wheel", *offline, "--wheel-dir", str(built), str(ROOT)], check=True)
    (wheel,) = built.glob("ancha-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    checked = self_check(empty, code=installed)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.endswith("自检通过。\n")
    assert list(empty.iterdir()) == []


def self_check(folder: Path, *, code: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed program, and prove that it is not the checkout that answers."""
    start = (
        "import sys, pathlib, app;"
        f"assert pathlib.Path(app.__file__).is_relative_to({str(code)!r}), app.__file__;"
        "from app.__main__ import main; sys.argv = ['ancha', 'self-check']; main()"
    )
    environ = {**os.environ, "PYTHONPATH": str(code), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", start]
    return subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False
    )
