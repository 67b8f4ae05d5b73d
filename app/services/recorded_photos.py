"""The photographs that a recorded file names: all of them are looked at before anything is stored."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.services.recorded_schema import RecordedFile, ReinspectionPart
from app.storage.images import inspect_photo
from app.values.errors import RefusedFileError
from app.values.rows_photo import PhotoFile

Photos = Mapping[str, PhotoFile]


def photos_of_file(described: RecordedFile, *, folder: Path) -> Photos:
    """Read and check every photograph of the file, beside it or under an absolute path."""
    names = [
        name
        for finding in described.findings
        if finding.hazard is not None
        for name in (*finding.hazard.photos, *finding.hazard.photos_after)
    ]
    visits = [name for visit in described.reinspections for name in _named(visit)]
    return _read_all([*names, *visits], folder=folder)


def photos_of_visit(visit: ReinspectionPart, *, folder: Path) -> Photos:
    """Read and check every photograph of one re-inspection."""
    return _read_all(_named(visit), folder=folder)


def chosen(photos: Photos, names: Iterable[str]) -> tuple[PhotoFile, ...]:
    """Give the photographs of these names in their order."""
    return tuple(photos[name] for name in names)


def _named(visit: ReinspectionPart) -> tuple[str, ...]:
    return tuple(name for outcome in visit.outcomes for name in outcome.photos)


def _read_all(names: Iterable[str], *, folder: Path) -> Photos:
    return {name: _read(name, folder=folder) for name in dict.fromkeys(names)}


def _read(name: str, *, folder: Path) -> PhotoFile:
    path = folder / name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RefusedFileError(f"照片“{name}”读不出来，没有保存任何内容。", hint=f"请核对 {path}。") from error
    inspect_photo(data, name=name)
    return PhotoFile(path.name, data)
