"""Run commands as a script would, on a store of one's own."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import run
from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.machine import fingerprint
from tests.services.records import Scene, make_hazard, make_scene, put
from tests.stores import copy_template, make_means, open_copy


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        assert self.code == 0, self.err
        return json.loads(self.out)


Ancha = Callable[..., Said]


@pytest.fixture(scope="session")
def filled_template(store_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scene]:
    """A store with its library compiled and one inspection of two hazards, made once a run."""
    folder = copy_template(store_template, tmp_path_factory.mktemp("filled"))
    with open_copy(folder, means=make_means(seed="filled", machine=fingerprint())) as store:
        Services(Desk(store)).library.make_ready()
        scene = make_scene(store)
        put(store, make_hazard(scene, 1), make_hazard(scene, 2))
    return folder, scene


@pytest.fixture
def scene(filled_template: tuple[Path, Scene]) -> Scene:
    """What the store holds."""
    return filled_template[1]


@pytest.fixture
def data(filled_template: tuple[Path, Scene], tmp_path: Path) -> Path:
    """A folder with a copy of the filled store, which goes on as the same device."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(filled_template[0] / "ancha.db", folder / "ancha.db")
    return folder


@pytest.fixture
def ancha(data: Path, capsys: pytest.CaptureFixture[str]) -> Ancha:
    """Run a command on the filled store."""
    return runner(data, capsys)


@pytest.fixture
def ancha_at(capsys: pytest.CaptureFixture[str]) -> Callable[[Path], Ancha]:
    """Run commands on the store of another folder."""
    return lambda folder: runner(folder, capsys)


def runner(folder: Path, capsys: pytest.CaptureFixture[str]) -> Ancha:
    """Give a way to run commands on the store of the folder."""

    def ancha(*arguments: object) -> Said:
        capsys.readouterr()
        code = run([*map(str, arguments)], {"ANCHA_DATA": str(folder)})
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return ancha
