"""What a person decided on a record in conflict: read, held against what may be chosen, and written."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.models.base import Record, fields_of
from app.models.kinds import business_kinds
from app.rules.merge import DELETED, GROUP, FieldConflict
from app.rules.sides import Parted, part
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import JsonValue, canonical_bytes
from app.values.errors import UsageError, UserError
from app.values.private_text import SEALED
from app.values.record_words import field_word
from app.values.revision import LIFECYCLE
from app.values.rows_import import Decision


def load_parted(uow: UnitOfWork, entity_id: UUID) -> Parted:
    counted = uow.log.counted_of([entity_id]).get(entity_id)
    if not counted:
        raise UserError("没有这条记录。", hint="请用 ancha conflicts 或数据交换页查看有哪些冲突。")
    parted = part(uow.rows.read(counted))
    if not parted.sides:
        raise UserError("这条记录没有待处理的冲突。", hint="它可能已经处理过了，请刷新后再看。")
    return parted


def read_choices(conflicts: Iterable[FieldConflict], typed: Mapping[str, str]) -> dict[str, JsonValue]:
    """Find for each typed field the value that was meant; the four of the lifecycle narrow one choice down."""
    by_field = {conflict.field: conflict for conflict in conflicts}
    found: dict[str, JsonValue] = {}
    of_lifecycle = {name: text for name, text in typed.items() if name in LIFECYCLE}
    if of_lifecycle and GROUP in by_field:
        found[GROUP] = _lifecycle(by_field[GROUP], of_lifecycle)
    for name, text in typed.items():
        if GROUP in found and name in LIFECYCLE:
            continue
        if name not in by_field:
            raise UsageError(f"“{name}”没有冲突，", hint=f"有冲突的是：{'、'.join(sorted(by_field)) or '没有'}。")
        found[name] = _typed_value(by_field[name], text)
    return found


def _lifecycle(conflict: FieldConflict, typed: Mapping[str, str]) -> JsonValue:
    fitting = [
        value
        for value, _ in conflict.values
        if isinstance(value, Mapping) and all(_fits(value.get(key), text) for key, text in typed.items())
    ]
    if len(fitting) != 1:
        offered = "；".join(canonical_bytes(value).decode() for value, _ in conflict.values)
        found = "有几个都符合" if fitting else "没有哪一边是这样"
        raise UsageError(f"{'、'.join(typed)}这样写{found}，", hint=f"可以选的有：{offered}。")
    return fitting[0]


def _fits(value: JsonValue, text: str) -> bool:
    if value is None or isinstance(value, str):
        return text.strip() == (value or "")
    return text.strip() == canonical_bytes(value).decode()


def _typed_value(conflict: FieldConflict, text: str) -> JsonValue:
    for value, _ in conflict.values:
        if _fits(value, text) or text.strip() == canonical_bytes(value).decode():
            return value
    if (
        conflict.field in (DELETED, GROUP)
        or conflict.field.endswith(SEALED)
        or not any(isinstance(value, str) for value, _ in conflict.values)
    ):
        offered = "；".join(canonical_bytes(value).decode() for value, _ in conflict.values)
        raise UsageError(f"“{conflict.field}”不能是“{text}”，", hint=f"可以选的有：{offered}。")
    return text


def decide(uow: UnitOfWork, decision: Decision) -> None:
    parted = load_parted(uow, decision.entity_id)
    by_field = {conflict.field: conflict for conflict in parted.record.conflicts}
    _refuse_wrong_choice(parted, by_field, decision.values)
    record_class = business_kinds().get(parted.record.kind)
    record = None if record_class is None else uow.session.get(record_class, decision.entity_id)
    if record is None:
        raise UserError("这类记录由更新版本的安查写成，本机不能处理它的冲突。", hint="请先升级安查。")
    if decision.values.get(DELETED) is True:
        uow.delete(record)
        return
    if DELETED in decision.values:
        uow.undelete(record)  # before the fields: an edit that comes first would be a revision of its own
    fields = [name for name in decision.values if name != DELETED]
    if fields:
        uow.decide(record, *fields)
        _set(record, decision.values)


def _refuse_wrong_choice(
    parted: Parted, by_field: Mapping[str, FieldConflict], values: Mapping[str, JsonValue]
) -> None:
    if not values:
        raise UserError("没有选择任何一项。", hint="请至少选定一处冲突。")
    unknown = sorted(values.keys() - by_field.keys())
    if unknown:
        hint = f"有冲突的是：{'、'.join(sorted(by_field))}。"
        raise UserError(f"{'、'.join(unknown)}没有冲突，没有改动。", hint=hint)
    if DELETED in by_field and DELETED not in values:
        raise UserError("有人删除、有人修改了这条记录，尚未决定去留。", hint="请先决定保留还是删除，再处理其他各项。")
    if values.get(DELETED) is True and len(values) > 1:
        raise UserError("决定删除的记录不再选择其他各项。", hint="请只选“删除”，或者改选“保留”。")
    for name, value in values.items():
        offered = [canonical_bytes(one) for one, _ in by_field[name].values]
        is_bound = name in (DELETED, GROUP) or name.endswith(SEALED) or parted.record.kind == "document"
        if is_bound and canonical_bytes(value) not in offered:
            raise UserError(f"{field_word(parted.record.kind, name)}只能从各边的内容中选一个。", hint="请选其中一边。")


def _set(record: Record, values: Mapping[str, JsonValue]) -> None:
    """Put what was decided into the row; a field that a newer program wrote stands among the unknown ones."""
    plain = {key: value for key, value in values.items() if key not in (DELETED, GROUP)}
    lifecycle = values.get(GROUP)
    plain |= dict(lifecycle) if isinstance(lifecycle, Mapping) else {}
    known = {field.key: field for field in fields_of(type(record))}
    for key, value in plain.items():
        if key not in known:
            if value is not None or key in (record.extra or {}):
                record.extra = {**(record.extra or {}), key: value}
            continue
        try:
            setattr(record, key, None if value is None else known[key].form.read(value))
        except (TypeError, ValueError) as error:
            word = field_word(record.kind, key)
            raise UsageError(f"“{value}”不能填在{word}中，", hint="请选其中一边的内容。") from error
