"""冲突: what two people changed at once and numbers that stand twice, until a person has decided."""

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from app.rules.import_report import is_served
from app.rules.merge import DELETED
from app.rules.sides import Parted, part
from app.services.conflict_decisions import decide, load_parted, read_choices
from app.services.conflict_sides import Surroundings, lay_out
from app.services.desk import Desk
from app.services.number_clashes import double_numbers, number_clashes
from app.services.record_names import RecordNames
from app.storage.origins import device_labels, written_here
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import JsonValue
from app.values.days import from_ms
from app.values.errors import UserError
from app.values.hlc import hlc_ms
from app.values.record_words import field_word
from app.values.revision import Revision
from app.values.rows_import import ConflictLine, ConflictSides, Decision, FieldValues, NumberClash, Origin, SetValue


class ConflictService:
    """Show what has to be decided, and note what a person decided and why."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self) -> tuple[ConflictLine, ...]:
        """List every record in conflict."""
        with self._desk.read() as uow:
            names = RecordNames(uow)
            return tuple(_line(parted, revisions, names) for parted, revisions in _open(uow))

    def count(self) -> int:
        """Count what waits for a person: records in conflict, and numbers that stand on several papers."""
        with self._desk.read() as uow:
            return len(_open(uow)) + len(double_numbers(uow))

    def clashes(self) -> tuple[NumberClash, ...]:
        """List the numbers that stand on several papers, with all of the papers."""
        with self._desk.read() as uow:
            return number_clashes(uow)

    def sides(self, entity_id: UUID) -> ConflictSides:
        """Lay the sides of a record in conflict beside each other."""
        with self._desk.read() as uow:
            parted = load_parted(uow, entity_id)
            here = written_here(uow.connection, (branch.last.rev_id for branch in parted.sides))
            return lay_out(
                parted, Surroundings(RecordNames(uow, tells_private=True), origin_by(here), device_labels(uow))
            )

    def resolve(self, entity_id: UUID, values: Mapping[str, JsonValue], reason: str) -> None:
        """Settle fields of a record in conflict: a revision that follows all sides and names what was decided."""
        self.resolve_all([Decision(entity_id, values, reason)])

    def resolve_all(self, decisions: Iterable[Decision]) -> None:
        """Settle several records, each with its own reason; one that is refused takes the others back."""
        wanted = tuple(decisions)
        for decision in wanted:
            if not decision.reason.strip():
                raise UserError("没有写明这样处理的理由。", hint="请写明理由，它会记入修改记录。")
        if not wanted:
            return
        with self._desk.store.together():
            for decision in wanted:
                with self._desk.write(reason=decision.reason.strip()) as uow:
                    decide(uow, decision)
                    uow.commit()

    def choose(self, entity_id: UUID, typed: Mapping[str, str]) -> dict[str, JsonValue]:
        """Read what was typed for fields in conflict as values that may be chosen."""
        with self._desk.read() as uow:
            parted = load_parted(uow, entity_id)
        return read_choices(parted.record.conflicts, typed)


def origin_by(here: Collection[str]) -> Callable[[Revision], Origin]:
    """Tell from where a revision came, by those that were written here."""
    return lambda revision: Origin.HERE if revision.rev_id in here else Origin.PACKAGE


def _open(uow: UnitOfWork) -> list[tuple[Parted, list[Revision]]]:
    """Lay out every conflict; fields of a record that all have deleted are nobody's concern."""
    ids = [entity_id for _, entity_id in uow.log.in_conflict()]
    counted = uow.log.counted_of(ids)
    found = [(part(read), read) for read in (uow.rows.read(counted[entity_id]) for entity_id in ids)]
    return [(parted, revisions) for parted, revisions in found if not parted.record.deleted]


def _line(parted: Parted, revisions: Iterable[Revision], names: RecordNames) -> ConflictLine:
    record = parted.record
    by_id = {revision.rev_id: revision for revision in revisions}
    return ConflictLine(
        entity_id=UUID(record.entity_id),
        kind=record.kind,
        number=names.number(record.kind, record.fields),
        title=names.title(record.kind, record.fields),
        party=names.party(record.kind, record.fields),
        fields=tuple(
            FieldValues(
                conflict.field,
                field_word(record.kind, conflict.field),
                tuple(
                    _set_value(by_id[rev_id], value, names.text(record.kind, conflict.field, value), names)
                    for value, rev_ids in conflict.values
                    for rev_id in rev_ids
                ),
            )
            for conflict in record.conflicts
        ),
        is_deletion=any(conflict.field == DELETED for conflict in record.conflicts),
        is_served=is_served(record),
    )


def _set_value(revision: Revision, value: JsonValue, text: str, names: RecordNames) -> SetValue:
    return SetValue(
        value=value,
        actor=names.person(revision.actor)[0],
        at=from_ms(hlc_ms(revision.hlc)),
        reason=revision.reason,
        device=UUID(revision.device),
        text=text,
    )
