"""A recorded inspection: everything that a file describes, done by the same services as in the window, or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from app.services import recorded_fields as fields
from app.services.document_issue import NotIssuableError
from app.services.recorded_desk import RecordedDesk
from app.services.recorded_photos import Photos, chosen, photos_of_file, photos_of_visit
from app.services.recorded_schema import (
    CasePart,
    FindingPart,
    OfficerPart,
    RecordedFile,
    ReinspectionPart,
    ResumptionPart,
)
from app.storage.store import Store
from app.storage.yaml_lines import YamlFileError, read_yaml
from app.storage.yaml_models import fill_model
from app.values.days import civil_day
from app.values.enums import DocumentForm, FindingResult, PhotoRole
from app.values.errors import UsageError, UserError
from app.values.facts import WitnessFact
from app.values.fields_hazard import HazardFields
from app.values.fields_people import AuthorityFields
from app.values.rows_photo import PhotoTarget

ENOUGH_NUMBERS = (1, 9999)
NO_STANDARD = HazardFields()


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper that was issued: its id, title and number."""

    id: UUID
    title: str
    number: str


@dataclass(slots=True)
class Made:
    """What a file made, for the one who ran it."""

    inspection_id: UUID
    enterprise_id: UUID | None = None
    hazard_ids: list[UUID] = field(default_factory=list)
    photos: int = 0
    papers: list[IssuedPaper] = field(default_factory=list)
    reinspection_ids: list[UUID] = field(default_factory=list)
    case_ids: list[UUID] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class RecordedFileService:
    """Store what a file describes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, file: Path) -> Made:
        """Store a whole inspection in one transaction; every photograph is looked at first."""
        described = fill_model(
            read_yaml(file, refusal=YamlFileError, as_written=True), RecordedFile, refusal=YamlFileError
        )
        photos = photos_of_file(described, folder=file.parent)
        clerk = _Clerk(self._store, photos)
        with self._store.together():
            return clerk.record(described)

    def reinspect(self, inspection_id: UUID, file: Path) -> Made:
        """Store a re-inspection of what is in the store already."""
        visit = fill_model(
            read_yaml(file, refusal=YamlFileError, as_written=True), ReinspectionPart, refusal=YamlFileError
        )
        photos = photos_of_visit(visit, folder=file.parent)
        clerk = _Clerk(self._store, photos)
        with self._store.together():
            return clerk.reinspect_stored(inspection_id, visit)


class _Clerk:
    """Do what one file describes, act by act."""

    def __init__(self, store: Store, photos: Photos) -> None:
        from app.services.catalogue import Services

        self._desk = RecordedDesk(store)
        self._do: Services = Services(self._desk)
        self._photos = photos

    def record(self, described: RecordedFile) -> Made:
        """Do the whole file."""
        part = described.inspection
        self._desk.at(part.started)
        notes = self._set_up(described)
        officer_ids = self._officers(described.officers)
        enterprise_id = self._do.enterprises.register(fields.enterprise_fields(described.enterprise))
        planned = fields.inspection_fields(part, enterprise_id=enterprise_id, officer_ids=officer_ids)
        made = Made(self._do.inspections.plan(planned), enterprise_id, notes=notes)
        self._do.inspections.begin(made.inspection_id, part.started)
        self._walk(described, made)
        self._end(described, made)
        self._issue(made, described.documents, on=civil_day(part.started), reasons=described.reasons)
        for visit in described.reinspections:
            self._reinspect(made, visit, came=officer_ids)
        for case in described.cases:
            self._open_case(made, case, described, officer_ids)
        return made

    def reinspect_stored(self, inspection_id: UUID, visit: ReinspectionPart) -> Made:
        """Do one re-inspection of a stored inspection."""
        self._desk.at(visit.at)
        head = self._do.inspections.head(inspection_id)
        rows = self._do.hazards.of_inspection(inspection_id)
        made = Made(inspection_id, head.enterprise_id, hazard_ids=[row.id for row in rows])
        self._reinspect(made, visit, came=head.officer_ids)
        return made

    def _set_up(self, described: RecordedFile) -> list[str]:
        """Enter the authority of the file; a store that was never set up gets all numbers, and that is said."""
        state = self._do.setup.state()
        notes = []
        if described.authority is not None:
            _refuse_other_authority(described.authority.name, state.authority)
            self._do.setup.register_authority(fields.authority_fields(described.authority, known=state.authority))
        elif state.authority is None:
            raise UserError(
                "本机还没有设置执法机关，文件里也没有 authority。", hint="请在文件中写明 authority，或先完成首次设置。"
            )
        if state.number_range is None and described.documents:
            self._do.setup.set_range(*ENOUGH_NUMBERS)
            notes.append(
                f"本机没有号段，暂用 {ENOUGH_NUMBERS[0]}—{ENOUGH_NUMBERS[1]}；请按单位分配的号段在设置中修改。"
            )
        return notes

    def _officers(self, parts: Sequence[OfficerPart]) -> tuple[UUID, ...]:
        ids = tuple(self._do.officers.register(fields.officer_fields(part)) for part in parts)
        self._desk.sit_down(ids[0])
        return ids

    def _walk(self, described: RecordedFile, made: Made) -> None:
        for place, finding in enumerate(described.findings, start=1):
            try:
                self._find(described, finding, made)
            except UserError as error:
                about = finding.item or "自由隐患"
                error.message = f"findings 第 {place} 项（{about}）：{error.message}"
                raise
        if described.rest is not None:
            self._do.walk.answer_rest(made.inspection_id, described.rest)

    def _find(self, described: RecordedFile, finding: FindingPart, made: Made) -> None:
        result = finding.result or FindingResult.FAILS
        standard, hazard_id = NO_STANDARD, None
        if finding.item:
            answered = self._do.walk.answer(
                made.inspection_id, item_no=finding.item, result=result, note=finding.note or None
            )
            hazard_id = answered.hazard_id
        if hazard_id is not None:
            standard = self._do.hazards.get(hazard_id).fields
        if finding.hazard is not None:
            day = civil_day(described.inspection.started)
            written = fields.hazard_fields(finding.hazard, standard=standard, ordered_on=day)
            if hazard_id is None:
                hazard_id = self._do.hazards.record(made.inspection_id, written)
            else:
                self._do.hazards.edit(hazard_id, written)
            self._hang(made, finding.hazard.photos, hazard_id=hazard_id, role=PhotoRole.BEFORE)
            self._hang(made, finding.hazard.photos_after, hazard_id=hazard_id, role=PhotoRole.AFTER)
            made.hazard_ids.append(hazard_id)

    def _hang(
        self, made: Made, names: Iterable[str], *, hazard_id: UUID, role: PhotoRole, outcome_id: UUID | None = None
    ) -> None:
        files = chosen(self._photos, names)
        if not files:
            return
        target = PhotoTarget(inspection_id=made.inspection_id, hazard_id=hazard_id, outcome_id=outcome_id, role=role)
        batch = self._do.photos.add(target, files)
        if batch.refused:
            raise UserError(batch.refused[0].words)
        made.photos += len(batch.added)

    def _end(self, described: RecordedFile, made: Made) -> None:
        part = described.inspection
        if part.ended is None:
            return
        self._desk.at(part.ended)
        party = part.party
        witness = party.witness
        self._do.inspections.end(
            made.inspection_id,
            at=part.ended,
            signing=party.signature,
            party_reason=party.reason or None,
            witness=None if witness is None else WitnessFact(witness.name, witness.unit, witness.phone),
            statement=party.statement or None,
            is_recusal_asked=party.recusal,
            recusal_reason=party.recusal_reason or None,
        )
        self._do.hazards.settle_on_the_spot(made.inspection_id)

    def _issue(
        self,
        made: Made,
        forms: Sequence[DocumentForm],
        *,
        on: date,
        reasons: Mapping[str, str],
        reinspection_id: UUID | None = None,
    ) -> None:
        if not forms:
            return
        try:
            ids = self._do.documents.issue_set(
                made.inspection_id, forms, on=on, reasons=reasons, reinspection_id=reinspection_id
            )
        except NotIssuableError as error:
            raise _stopped(error) from error
        for document_id in ids:
            card = self._do.documents.card(document_id)
            made.papers.append(IssuedPaper(document_id, card.title, card.number))

    def _reinspect(self, made: Made, visit: ReinspectionPart, *, came: Sequence[UUID]) -> None:
        self._desk.at(visit.at)
        officer_ids = self._officers(visit.officers) if visit.officers else tuple(came)
        self._desk.sit_down(officer_ids[0])
        wanted = [_hazard(made, outcome.hazard) for outcome in visit.outcomes]
        begun = self._do.reinspections.begin(
            made.inspection_id,
            officer_ids,
            visit.at,
            hazard_ids=wanted or None,
            **({} if visit.manner is None else {"manner": visit.manner}),
        )
        self._note_party(begun, visit)
        for outcome, hazard_id in zip(visit.outcomes, wanted, strict=True):
            outcome_id = self._do.reinspections.judge(begun, hazard_id, fields.outcome_fields(outcome))
            self._hang(made, outcome.photos, hazard_id=hazard_id, role=PhotoRole.AFTER, outcome_id=outcome_id)
        ended = visit.ended or visit.at + timedelta(minutes=1)
        self._desk.at(ended)
        lead = self._do.reinspections.end(begun, ended)
        made.reinspection_ids.append(begun)
        if lead is not None:
            made.case_ids.append(lead)
        self._issue(made, visit.documents, on=civil_day(visit.at), reasons=visit.reasons, reinspection_id=begun)
        if visit.resumption is not None:
            self._resume(made, visit.resumption, visited=civil_day(visit.at))

    def _resume(self, made: Made, agreed: ResumptionPart, *, visited: date) -> None:
        """Lift every suspension whose hazards are all rectified."""
        day = agreed.on or visited
        self._desk.at(max(self._desk.now(), _noon(day)))
        lifted = self._do.documents.lift_all(made.inspection_id, agreed.approved_by, day)
        if not lifted:
            raise UserError(
                "写了 resumption，但没有可以恢复的现场处理措施。", hint="停产停业、停止使用的隐患全部复查合格后再写。"
            )

    def _note_party(self, reinspection_id: UUID, visit: ReinspectionPart) -> None:
        party = visit.party
        if party is None:
            return
        person = {key: value for key, value in party.model_dump(include=_PERSON).items() if value}
        self._do.reinspections.update(
            reinspection_id,
            party=person or None,
            party_signature=party.signature,
            party_reason=party.reason or None,
            witness=None if party.witness is None else party.witness.model_dump(),
        )

    def _open_case(self, made: Made, case: CasePart, described: RecordedFile, officer_ids: Sequence[UUID]) -> None:
        first = next((step.on for step in case.steps if step.on is not None), None)
        if first is not None:
            self._desk.at(_noon(first))
        described_case = fields.case_fields(
            case,
            hazard_of=lambda place: _hazard(made, place),
            inspection=described.inspection,
            officer_ids=officer_ids,
        )
        opened = self._do.cases.open(replace(described_case, inspection_id=made.inspection_id))
        for step in case.steps:
            if step.on is not None:
                self._desk.at(_noon(step.on))
            self._do.cases.step(opened, fields.step_fields(step, officer_ids=officer_ids))
        if opened not in made.case_ids:
            made.case_ids.append(opened)


def _refuse_other_authority(name: str, own: AuthorityFields | None) -> None:
    """A store belongs to one authority: the file of another would change whose numbers and papers these are."""
    if own is not None and own.name != name:
        raise UserError(
            f"文件写的执法机关是“{name}”，本机的执法机关是“{own.name}”。",
            hint="请核对文件；执法机关更名的，先在设置中修改，其他机关的检查由该机关录入。",
        )


def _stopped(error: NotIssuableError) -> UserError:
    """Say what stands against a paper, each finding with its rule and article."""
    lines = [f"缺少{one.label}：{one.hint}。" for one in error.check.missing]
    lines += [f"{one.rule}　{one.message}（{one.article.citation}）" for one in error.check.red]
    title, _, _ = error.message.partition("：")
    return UserError("\n".join([f"{title}，没有保存任何内容：", *lines]), hint="\n请在文件中改正后再运行。")


_PERSON = {"name", "role", "position", "phone"}


def _noon(day: date) -> datetime:
    from app.values.days import CIVIL_ZONE

    return datetime(day.year, day.month, day.day, 12, tzinfo=CIVIL_ZONE)


def _hazard(made: Made, place: int) -> UUID:
    if place > len(made.hazard_ids):
        raise UsageError(f"引用了第 {place} 项隐患，只有 {len(made.hazard_ids)} 项。", hint="请核对 hazard 的序号。")
    return made.hazard_ids[place - 1]
