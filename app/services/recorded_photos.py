"""The photographs that a recorded file names: all of them are looked at before anything is stored."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.services.recorded_schema import RecordedFile, ReinspectionPart
from app.storage.images import inspect_photo
from app.values.errors import RefusedFileError
from app.values.photo import MAX_PHOTO_BYTES
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
    refusal = RefusedFileError(f"照片“{name}”读不出来，没有保存任何内容。", hint=f"请核对 {path}。")
    # A pipe or a device would never end.
    if not path.is_file():
        raise refusal
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PHOTO_BYTES + 1)
    except OSError as error:
        raise refusal from error
    inspect_photo(data, name=name)
    return PhotoFile(path.name, data)
