"""The file of an inspection that is typed in from paper, and entering what stands in it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app.models.authority import Officer
from app.models.enterprise import Enterprise
from app.services.backfill import BackfillService
from app.services.desk import Desk
from app.services.recorded_words import Day, Flag, Moment, Name, Part, Text
from app.storage.unit_of_work import UnitOfWork
from app.storage.yaml_lines import YamlFileError, read_yaml
from app.storage.yaml_models import fill_model
from app.values.enums import DocumentForm, HazardLevel, InspectionCategory
from app.values.errors import RefusedFileError, UserError
from app.values.typed_in import TypedInHazard, TypedInInspection, TypedInPaper


class HazardPart(Part):
    """隐患."""

    fact: Name
    demand: Text = ""
    level: HazardLevel = HazardLevel.ORDINARY
    place: Text = ""
    deadline: Day | None = None
    done: Day | None = None


class PaperPart(Part):
    """文书 with the number that it bears; `scan` lies beside the file."""

    form: DocumentForm
    number: Name
    issued: Day
    served: Flag = False
    scan: Text = ""


class TypedInFile(Part):
    """An inspection of the past."""

    enterprise: Name
    officers: tuple[Name, ...] = ()
    category: InspectionCategory | None = None
    started: Moment
    ended: Moment
    place: Text = ""
    summary: Text = ""
    source: Text = ""
    hazards: tuple[HazardPart, ...] = ()
    documents: tuple[PaperPart, ...] = ()
    closed: Day | None = None


def enter_file(desk: Desk, file: Path) -> UUID:
    """Enter what the file describes: the party by its name or code, officers by certificate or name."""
    described = fill_model(read_yaml(file, refusal=YamlFileError, as_written=True), TypedInFile, refusal=YamlFileError)
    with desk.read() as uow:
        enterprise_id = _one(uow, Enterprise, described.enterprise, (Enterprise.name, Enterprise.uscc), "单位")
        officer_ids = tuple(
            _one(uow, Officer, name, (Officer.certificate, Officer.name), "执法人员") for name in described.officers
        )
    return BackfillService(desk).enter(
        TypedInInspection(
            enterprise_id=enterprise_id,
            officer_ids=officer_ids,
            category=described.category,
            started_at=described.started,
            ended_at=described.ended,
            place=described.place,
            summary=described.summary,
            source_note=described.source,
            hazards=tuple(_hazard(one) for one in described.hazards),
            papers=tuple(_papers(described.documents, folder=file.parent)),
            closed_on=described.closed,
        )
    )


def _hazard(part: HazardPart) -> TypedInHazard:
    return TypedInHazard(
        fact=part.fact,
        demand=part.demand,
        level=part.level,
        place=part.place,
        deadline=part.deadline,
        done_on=part.done,
    )


def _papers(parts: Iterable[PaperPart], *, folder: Path) -> Iterable[TypedInPaper]:
    for part in parts:
        yield TypedInPaper(
            form=part.form,
            number=part.number,
            issued_on=part.issued,
            is_served=part.served,
            scan=_scan(folder / part.scan) if part.scan else None,
        )


def _scan(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedFileError(f"读不出扫描件 {file.name}，没有补录。", hint="请核对文件名和位置。") from error


def _one(uow: UnitOfWork, kind: Any, wanted: str, columns: Iterable[Any], what: str) -> UUID:
    query = select(kind.id).where(kind.deleted.is_(False), or_(*(column == wanted for column in columns)))
    found = uow.session.scalars(query).all()
    if len(found) != 1:
        count = "没有" if not found else f"有 {len(found)} 个"
        raise UserError(f"台账里{count}“{wanted}”，没有补录。", hint=f"请先登记{what}，或者写统一代码、执法证号。")
    return UUID(str(found[0]))
