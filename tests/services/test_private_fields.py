"""Private texts from the form to another machine: sealed, kept, left behind, taken along only when asked for."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.models.case import Case
from app.models.inspection import Inspection
from app.models.log import PrivateValue
from app.services.private_fields import seals_in_words, told
from app.storage.sealed_file import open_sealed
from app.values.canonical import JsonValue
from app.values.enums import InspectionSource
from app.values.errors import UserError
from app.values.fields_case import CaseFields
from app.values.fields_inspection import InspectionFields
from app.values.package import Selection
from app.values.private_text import AWAY, NOT_SHOWN
from tests.services.offices import Place, Shared, make_shared, open_district
from tests.storage.cheap_keys import cheap_keys  # noqa: F401  a fixture that this module uses
from tests.storage.handing import lines_of

NAME, PHONE, IDENTITY = "赵举报", "13900001111", "50022819900101123X"
WORDS = "correct horse 7"


@pytest.fixture
def shared(store_template: Path, tmp_path: Path) -> Iterator[Shared]:
    """Two laptops and an office that know one inspection."""
    with open_district(store_template, tmp_path) as district:
        yield make_shared(district)


@pytest.fixture
def told_lead(shared: Shared) -> Shared:
    """A laptop on which the reporter of the inspection was typed."""
    report(shared.first, shared)
    return shared


def report(place: Place, shared: Shared, name: str = NAME) -> None:
    place.services.inspections.update(
        shared.scene.inspection_id, source=InspectionSource.REPORT, reporter_name=name, reporter_phone=PHONE
    )


def inspection_of(place: Place, shared: Shared) -> Inspection:
    with place.store.read() as uow:
        found = uow.session.get_one(Inspection, shared.scene.inspection_id)
        uow.session.expunge(found)
        return found


def fields_of(place: Place, shared: Shared) -> InspectionFields:
    return place.services.inspections.fields(shared.scene.inspection_id)


def revisions_of(place: Place, record_id: UUID) -> int:
    with place.store.read() as uow:
        return len(uow.log.history(record_id))


def hand_over(place: Place, shared: Shared, *, private: bool) -> list[str]:
    """Hand everything to the office and name what the reader could not read there."""
    file = place.folder / f"{place.name}-{private}.ancha"
    words = WORDS if private else None
    place.services.handover.export(file, Selection(with_private=private), passphrase=words)
    shared.office.services.imports.take_in([file], passphrase=words)
    return sorted(shared.office.services.inspections.away(shared.scene.inspection_id))


def test_typed_text_is_stored_as_a_seal_and_read_back(told_lead: Shared) -> None:
    row, fields = inspection_of(told_lead.first, told_lead), fields_of(told_lead.first, told_lead)
    assert (fields.reporter_name, fields.reporter_phone) == (NAME, PHONE)
    assert row.reporter_name_sealed is not None
    assert len(row.reporter_name_sealed) == 64
    with told_lead.first.store.read() as uow:
        assert NAME not in str([one.body for one in uow.log.history(told_lead.scene.inspection_id)])


def test_saving_the_same_text_again_writes_nothing(told_lead: Shared) -> None:
    before = inspection_of(told_lead.first, told_lead)
    count = revisions_of(told_lead.first, before.id)
    report(told_lead.first, told_lead)
    after = inspection_of(told_lead.first, told_lead)
    assert after.reporter_name_sealed == before.reporter_name_sealed
    assert revisions_of(told_lead.first, before.id) == count


def test_emptying_the_line_takes_the_text_away(told_lead: Shared) -> None:
    told_lead.first.services.inspections.update(told_lead.scene.inspection_id, reporter_name=" ")
    row = inspection_of(told_lead.first, told_lead)
    assert row.reporter_name_sealed is None
    assert row.reporter_phone_sealed is not None


def test_text_with_turned_direction_is_refused_and_nothing_is_stored(shared: Shared) -> None:
    with pytest.raises(UserError, match="没有保存"):
        report(shared.first, shared, "赵\u202e举报")
    assert inspection_of(shared.first, shared).reporter_name_sealed is None
    with shared.first.store.read() as uow:
        assert uow.session.query(PrivateValue).count() == 0


def test_package_leaves_the_text_behind_and_the_other_machine_says_so(told_lead: Shared) -> None:
    assert hand_over(told_lead.first, told_lead, private=False) == ["reporter_name", "reporter_phone"]
    (file,) = told_lead.first.folder.glob("甲-False.ancha")
    assert lines_of(file, "SELECT count(*) FROM private") == [(0,)]
    assert not any(text.encode() in file.read_bytes() for text in (NAME, PHONE))
    fields = fields_of(told_lead.office, told_lead)
    assert (fields.reporter_name, fields.reporter_phone) == ("", "")
    view, _ = told_lead.office.services.records.show(str(told_lead.scene.inspection_id), tells_private=True)
    assert view.fields["reporter_name_sealed"] == AWAY


def test_machine_without_the_text_keeps_the_seal_when_the_line_is_left_empty(told_lead: Shared) -> None:
    hand_over(told_lead.first, told_lead, private=False)
    before = inspection_of(told_lead.office, told_lead).reporter_name_sealed
    told_lead.office.services.inspections.update(told_lead.scene.inspection_id, reporter_name="", note="已核")
    assert inspection_of(told_lead.office, told_lead).reporter_name_sealed == before is not None


def test_package_takes_the_text_along_when_asked_with_a_passphrase(
    told_lead: Shared,
    cheap_keys: None,  # noqa: F811  the fixture
) -> None:
    with pytest.raises(UserError):
        told_lead.first.services.handover.export(
            told_lead.first.folder / "open.ancha", Selection(with_private=True), passphrase=None
        )
    assert hand_over(told_lead.first, told_lead, private=True) == []
    assert fields_of(told_lead.office, told_lead).reporter_name == NAME
    (file,) = told_lead.first.folder.glob("甲-True.ancha")
    assert NAME.encode() not in file.read_bytes()
    open_sealed(file, told_lead.first.folder / "plain.ancha", WORDS)
    assert NAME.encode() in (told_lead.first.folder / "plain.ancha").read_bytes()


def test_texts_that_come_later_open_the_seals_that_came_before(told_lead: Shared, cheap_keys: None) -> None:  # noqa: F811
    hand_over(told_lead.first, told_lead, private=False)
    digest = told_lead.office.digest()
    assert hand_over(told_lead.first, told_lead, private=True) == []
    assert told_lead.office.digest() == digest
    assert fields_of(told_lead.office, told_lead).reporter_phone == PHONE


def test_redacted_package_holds_neither_seal_nor_text(told_lead: Shared) -> None:
    file = told_lead.first.folder / "reading.ancha"
    told_lead.first.services.handover.export_redacted(file)
    seal = inspection_of(told_lead.first, told_lead).reporter_name_sealed
    assert seal is not None
    held = file.read_bytes()
    assert not any(text.encode() in held for text in (NAME, PHONE, seal))


def test_two_seals_meet_as_a_conflict_that_shows_both_texts_where_they_are(shared: Shared) -> None:
    officers = shared.scene.officer_ids
    report(shared.office, shared, "李举报")
    report(shared.first, shared)
    hand_over(shared.first, shared, private=False)
    service = shared.office.at(officers[0]).conflicts
    sides = service.sides(shared.scene.inspection_id)
    by_field = {row.field: row for row in sides.conflicts}
    assert by_field["reporter_name_sealed"].label == "举报人（两个不同的保密值）"
    assert set(by_field["reporter_name_sealed"].texts) == {"李举报", AWAY}
    assert set(by_field["reporter_phone_sealed"].texts) == {PHONE, AWAY}
    (line,) = service.list()
    assert {value.text for field in line.fields for value in field.values} == {NOT_SHOWN}
    with pytest.raises(UserError, match="只能从各边的内容中选一个"):
        service.resolve(shared.scene.inspection_id, {"reporter_name_sealed": "0" * 64}, "核定")
    kept = inspection_of(shared.first, shared)
    chosen: dict[str, JsonValue] = {
        "reporter_name_sealed": kept.reporter_name_sealed, "reporter_phone_sealed": kept.reporter_phone_sealed,
    }  # fmt: skip
    service.resolve(shared.scene.inspection_id, chosen, "以现场为准")
    assert service.list() == ()
    assert inspection_of(shared.office, shared).reporter_name_sealed == kept.reporter_name_sealed


def test_preview_of_a_package_shows_no_private_text(shared: Shared) -> None:
    report(shared.office, shared, "李举报")
    report(shared.first, shared)
    (preview,) = shared.office.services.imports.preview([shared.first.export()])
    assert "reporter_name_sealed" in str(preview)
    assert not any(text in str(preview) for text in (NAME, "李举报", PHONE))


def test_identity_number_of_a_case_is_sealed_edited_and_shown_on_its_page(shared: Shared) -> None:
    services = shared.first.at(shared.scene.officer_ids[0])
    services.library.make_ready()
    case_id = services.cases.open(
        CaseFields(enterprise_id=shared.scene.enterprise_id, is_person=True, party_identity=f" {IDENTITY} ")
    )
    assert services.cases.view(case_id).identity == IDENTITY
    with shared.first.store.read() as uow:
        row = uow.session.get_one(Case, case_id)
        seal = row.party_identity_sealed
        (revision,) = uow.log.history(case_id)
        assert (revision.schema, revision.needs) == (2, 1)
        assert IDENTITY not in str(revision.body)
    services.cases.edit(case_id, party_identity=IDENTITY)
    assert revisions_of(shared.first, case_id) == 1
    services.cases.edit(case_id, party_identity="")
    assert services.cases.view(case_id).identity == ""
    view, _ = services.records.show(str(case_id))
    assert view.fields["party_identity_sealed"] is None
    first, _ = services.records.history(str(case_id))
    assert first.changed["party_identity_sealed"] == NOT_SHOWN
    told_first, _ = services.records.history(str(case_id), tells_private=True)
    assert told_first.changed["party_identity_sealed"] == IDENTITY
    with shared.first.store.read() as uow:
        assert (told(uow, seal), told(uow, None), told(uow, "0" * 64)) == (IDENTITY, "", AWAY)


def test_seals_at_any_depth_are_put_in_words() -> None:
    found = seals_in_words({"a": [{"x_sealed": "f" * 64}], "y_sealed": None, "n": 1}, lambda _seal: NOT_SHOWN)
    assert found == {"a": [{"x_sealed": NOT_SHOWN}], "y_sealed": None, "n": 1}


def test_private_texts_stand_in_no_list_and_no_search(told_lead: Shared) -> None:
    services = told_lead.first.services
    assert not services.inspections.search(NAME)
    rows = services.inspections.rows(services.inspections.search(""))
    assert rows
    shown = [rows, services.records.list("inspection"), services.records.show(str(told_lead.scene.inspection_id))]
    assert not any(text in str(shown) for text in (NAME, PHONE))
