"""The index follows every road into a table: the unit of work, an import, its undoing, a rebuild."""

from pathlib import Path
from uuid import UUID

import pytest

from app.models.document import Document
from app.models.enterprise import Enterprise
from app.models.hazard import Hazard
from app.rules.search_words import match_expression
from app.storage.importing import apply_revisions, begin_import, undo_import
from app.storage.rebuild import rebuild
from app.storage.schema import schema_text
from app.storage.search_index import SearchTable, filled_at_once
from app.storage.store import Store
from app.values.canonical import sha256_hex
from app.values.enums import DocumentForm, PartyKind
from bench.laptops import District, make_office
from tests.services.records import change, put
from tests.stores import copy_template, open_copy


def found(store: Store, table: SearchTable, typed: str) -> int:
    with store.read() as uow:
        query = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"
        return int(uow.connection.exec_driver_sql(query, (match_expression(typed),)).scalar_one())


def party(name: str = "示例燃气供应站") -> Enterprise:
    return Enterprise(name=name, party_kind=PartyKind.COMPANY)


def test_new_and_changed_records_are_found_by_their_words(store: Store) -> None:
    (one,) = put(store, party())
    assert found(store, SearchTable.ENTERPRISE, "燃气供应") == 1
    change(store, Enterprise, one, name="示例新名公司", aliases=("老站",))
    assert found(store, SearchTable.ENTERPRISE, "燃气供应") == 0
    assert found(store, SearchTable.ENTERPRISE, "新名") == 1
    assert found(store, SearchTable.ENTERPRISE, "老站") == 1


def test_hazards_and_documents_are_found_too(store: Store) -> None:
    (one,) = put(store, party())
    put(
        store,
        Hazard(inspection_id=one, enterprise_id=one, order_no=1, fact="探测器故障", place="充装间"),
        Document(
            form=DocumentForm.INSPECTION_RECORD,
            title="现场检查记录",
            enterprise_id=one,
            number="（渝示）应急检记〔2026〕12号",
        ),
    )
    assert found(store, SearchTable.HAZARD, "充装") == 1
    assert found(store, SearchTable.DOCUMENT, "检记") == 1
    assert found(store, SearchTable.DOCUMENT, "2026 12") == 1


@pytest.mark.parametrize("typed", ["燃气供应", "示例"])
def test_rebuild_finds_what_it_found_before(store: Store, typed: str) -> None:
    (one,) = put(store, party())
    change(store, Enterprise, one, name="示例燃气供应二站")
    before = found(store, SearchTable.ENTERPRISE, typed)
    with store.write() as uow:
        rebuild(uow)
        uow.commit()
    assert found(store, SearchTable.ENTERPRISE, typed) == before == 1


def test_imported_record_is_found_and_gone_when_the_import_is_undone(
    store: Store, store_template: Path, tmp_path: Path
) -> None:
    (one,) = put(store, party())
    with store.read() as uow:
        revisions = uow.log.history(one)
    with open_copy(copy_template(store_template, tmp_path / "office")) as office:
        with office.write() as uow:
            import_id: UUID = begin_import(uow, file="a.ancha", file_sha256=sha256_hex(b"a"))
            apply_revisions(uow, import_id, revisions)
            uow.commit()
        assert found(office, SearchTable.ENTERPRISE, "供应站") == 1
        with office.write() as uow:
            undo_import(uow, import_id)
            uow.commit()
        assert found(office, SearchTable.ENTERPRISE, "供应站") == 0


def test_many_new_records_of_an_import_are_found_and_the_triggers_stand_as_before(store: Store, tmp_path: Path) -> None:
    district = District(shared=250, hazards=0)
    office = make_office(district)
    with store.read() as uow:
        before = schema_text(uow.connection.connection.driver_connection)
    with store.write() as uow:
        import_id = begin_import(uow, file="甲", file_sha256=sha256_hex(b"file"))
        apply_revisions(uow, import_id, list(office.written.values()))
        uow.commit()
    assert found(store, SearchTable.HAZARD, "修复并测试合格") == 250
    assert found(store, SearchTable.ENTERPRISE, "燃气") == 1
    with store.read() as uow:
        assert schema_text(uow.connection.connection.driver_connection) == before
    put(store, party("示例后来公司"))
    assert found(store, SearchTable.ENTERPRISE, "后来") == 1


def test_an_import_that_fails_half_way_leaves_the_triggers_in_place(store: Store) -> None:
    with store.read() as uow:
        before = schema_text(uow.connection.connection.driver_connection)
    with store.write() as uow, pytest.raises(ZeroDivisionError), filled_at_once(uow.connection, rows=1000):
        raise ZeroDivisionError
    with store.read() as uow:
        assert schema_text(uow.connection.connection.driver_connection) == before
