"""Packages are installed where that needs no question; else the person gets one line to type."""

import subprocess
from collections.abc import Sequence

import pytest

from tools import system_packages


class Machine:
    """A machine on which only the named commands succeed."""

    def __init__(self, *succeeding: str) -> None:
        self.succeeding = succeeding
        self.ran: list[str] = []

    def run(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        line = " ".join(command)
        self.ran.append(line)
        failed = not any(part in line for part in self.succeeding)
        return subprocess.CompletedProcess(command, int(failed), b"E: Unable to locate package")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Machine:
    user, tools, succeeding = request.param
    made = Machine(*succeeding)
    monkeypatch.setattr("tools.system_packages.os.geteuid", lambda: user)
    monkeypatch.setattr("tools.system_packages.shutil.which", lambda name: name if name in tools else None)
    monkeypatch.setattr("tools.system_packages.subprocess.run", made.run)
    return made


@pytest.mark.parametrize("machine", [(0, ["apt-get"], ["install"])], indirect=True)
def test_install_uses_apt_when_run_as_root(machine: Machine) -> None:
    system_packages.install(["libgl1"], why="缺库")
    assert len(machine.ran) == 1
    assert machine.ran[0].endswith("install -y -qq --no-install-recommends libgl1")
    assert "sudo" not in machine.ran[0]


@pytest.mark.parametrize("machine", [(1000, ["apt-get", "sudo"], ["sudo -n true", "install"])], indirect=True)
def test_install_uses_sudo_when_it_asks_nothing(machine: Machine) -> None:
    system_packages.install(["libgl1"], why="缺库")
    assert machine.ran[-1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get")


@pytest.mark.parametrize(
    "machine",
    [(1000, ["apt-get", "sudo"], []), (1000, ["apt-get"], []), (0, ["dnf"], [])],
    indirect=True,
    ids=["sudo would ask", "no sudo", "no apt"],
)
def test_install_prints_the_one_line_when_it_may_not(machine: Machine) -> None:
    with pytest.raises(SystemExit) as stopped:
        system_packages.install(["libgl1", "libegl1"], why="缺库")
    assert "install -y --no-install-recommends libgl1 libegl1" in str(stopped.value)
    assert not any("install" in line for line in machine.ran)


@pytest.mark.parametrize("machine", [(0, ["apt-get"], [" update "])], indirect=True)
def test_install_reads_the_lists_anew_before_it_gives_up(machine: Machine) -> None:
    with pytest.raises(SystemExit) as stopped:
        system_packages.install(["libgl1"], why="缺库")
    assert [line.split()[5] for line in machine.ran] == ["install", "update", "install"]
    assert "没有成功" in str(stopped.value)


def test_one_line_names_sudo_for_those_who_need_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.system_packages.os.geteuid", lambda: 1000)
    assert system_packages.one_line(["a"]).count("sudo ") == 2
    monkeypatch.setattr("tools.system_packages.os.geteuid", lambda: 0)
    assert "sudo" not in system_packages.one_line(["a"])
