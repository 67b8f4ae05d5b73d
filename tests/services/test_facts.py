"""Loaders from records to facts: nothing is lost, what is deleted is left out, queries do not grow with the rows."""

from datetime import date
from uuid import UUID

import pytest

from app.models.case import Case, CaseStep
from app.models.document import Document, Service
from app.models.hazard import Extension, Hazard
from app.models.inspection import Inspection
from app.models.photo import Photo
from app.models.reinspection import Outcome, ReceivedPaper, Reinspection
from app.services.facts_document import document_facts, documents_by_id, service_fact
from app.services.facts_hazard import hazard_facts
from app.services.facts_inspection import NoSuchInspectionError, inspection_facts
from app.services.facts_loop import loop_facts, loops_by_id
from app.services.facts_people import officer_facts, person_fact, witness_fact
from app.storage.store import Store
from app.values.enums import (
    DocumentForm,
    DocumentState,
    ExtensionState,
    HazardLevel,
    OutcomeResult,
    PaperKind,
    PhotoRole,
    PhotoSource,
    SignerRole,
    SignState,
    StepKind,
)
from app.values.facts import NOBODY, WitnessFact
from tests.services.records import (
    CHECK_DAY,
    DEADLINE,
    Scene,
    at,
    change,
    count_statements,
    make_hazard,
    make_inspection,
    make_scene,
    put,
)

BLOB = "ab" * 32


def make_photo(scene: Scene, **changes: object) -> Photo:
    values: dict[str, object] = {
        "inspection_id": scene.inspection_id,
        "original_blob": BLOB,
        "file_name": "a.jpg",
        "format": "JPEG",
        "width": 4,
        "height": 3,
        "role": PhotoRole.AFTER,
        "added_at": at(CHECK_DAY, 10),
    }
    return Photo(**(values | changes))


def test_inspection_facts_hold_officers_in_their_order_and_the_name_of_the_party(store: Store) -> None:
    scene = make_scene(store)
    with store.read() as uow:
        fact = inspection_facts(uow, scene.inspection_id)
    assert [one.name for one in fact.officers] == ["示例员甲", "示例员乙"]
    assert fact.enterprise_name == "示例燃气有限公司"
    assert fact.party.role is SignerRole.ON_SITE
    assert fact.signing.state is SignState.SIGNED
    assert fact.scheme is not None
    assert fact.scheme.by == "示例局长"
    assert fact.started_on == CHECK_DAY


def test_inspection_facts_have_no_scheme_before_it_was_approved(store: Store) -> None:
    scene = make_scene(store, scheme_mode=None, scheme_approved_by=None, scheme_approved_at=None)
    with store.read() as uow:
        assert inspection_facts(uow, scene.inspection_id).scheme is None


def test_inspection_facts_refuse_an_unknown_and_a_deleted_inspection(store: Store) -> None:
    scene = make_scene(store)
    with store.write() as uow:
        uow.delete(uow.session.get_one(Inspection, scene.inspection_id))
        uow.commit()
    with store.read() as uow:
        for unknown in (scene.inspection_id, UUID(int=5)):
            with pytest.raises(NoSuchInspectionError, match="本机没有这次检查"):
                inspection_facts(uow, unknown)
            with pytest.raises(NoSuchInspectionError):
                loop_facts(uow, unknown)


def test_officers_who_are_deleted_are_not_active(store: Store) -> None:
    from app.models.authority import Officer

    scene = make_scene(store)
    with store.write() as uow:
        uow.delete(uow.session.get_one(Officer, scene.officer_ids[1]))
        uow.commit()
    with store.read() as uow:
        assert [one.is_active for one in officer_facts(uow, scene.officer_ids)] == [True, False]


def test_hazard_facts_count_the_officers_photographs_only(store: Store) -> None:
    scene = make_scene(store)
    second, first = put(store, make_hazard(scene, 2), make_hazard(scene, 1, item_no="09-03"))
    photos = put(
        store,
        make_photo(scene, hazard_id=first),
        make_photo(scene, hazard_id=first, role=PhotoRole.BEFORE),
        make_photo(scene, hazard_id=first, role=PhotoRole.BEFORE),
        make_photo(scene, hazard_id=second, source=PhotoSource.ENTERPRISE),
        make_photo(scene, hazard_id=second, role=PhotoRole.SCENE),
        make_photo(scene),
    )
    with store.write() as uow:
        uow.delete(uow.session.get_one(Photo, photos[2]))
        uow.commit()
    with store.read() as uow:
        facts = hazard_facts(uow, scene.inspection_id, {"09-03": HazardLevel.MAJOR})
    assert [(one.order_no, one.before_photos, one.after_photos) for one in facts] == [(1, 1, 1), (2, 0, 0)]
    assert [one.default_level for one in facts] == [HazardLevel.MAJOR, None]
    assert facts[0].violations == ("安全生产法/36/2",)


def test_hazard_facts_leave_deleted_hazards_out(store: Store) -> None:
    scene = make_scene(store)
    first, _ = put(store, make_hazard(scene, 1), make_hazard(scene, 2))
    with store.write() as uow:
        uow.delete(uow.session.get_one(Hazard, first))
        uow.commit()
    with store.read() as uow:
        assert [one.order_no for one in hazard_facts(uow, scene.inspection_id)] == [2]


def make_paper(scene: Scene, **changes: object) -> Document:
    values: dict[str, object] = {
        "form": DocumentForm.RECTIFICATION_ORDER,
        "title": "责令限期整改指令书",
        "enterprise_id": scene.enterprise_id,
        "inspection_id": scene.inspection_id,
    }
    return Document(**(values | changes))


def test_document_facts_take_the_day_of_the_first_service(store: Store) -> None:
    scene = make_scene(store)
    served, unserved = put(
        store,
        make_paper(scene, state=DocumentState.SERVED, number="甲", fields={"new_order_reason": "负责人意见"}),
        make_paper(scene),
    )
    put(
        store,
        Service(document_ids=(served,), inspection_id=scene.inspection_id, served_at=at(CHECK_DAY, 12)),
        Service(document_ids=(served,), inspection_id=scene.inspection_id, served_at=at(DEADLINE, 12)),
        Service(document_ids=(unserved,), inspection_id=scene.inspection_id),
    )
    with store.read() as uow:
        first, second = document_facts(uow, scene.inspection_id)
        assert documents_by_id(uow, [served]) == {served: first}
    assert (first.served_on, second.served_on) == (CHECK_DAY, None)
    assert first.new_order_reason == "负责人意见"
    assert first.suspends


def test_service_fact_reads_refusal_and_witness() -> None:
    fact = service_fact(
        Service(
            receiver="示例人丙",
            signature=SignState.REFUSED,
            refusal="拒绝签收，留置",
            witness={"name": "示例人丁", "unit": "示范镇政府"},
            proof_blobs=(BLOB,),
        )
    )
    assert fact.signing.is_settled
    assert fact.has_proof


def test_persons_without_a_known_role_or_name_are_read_as_far_as_they_go() -> None:
    assert person_fact(None) is NOBODY
    assert person_fact({"name": "示例人丙", "role": "门卫"}).role is None
    assert witness_fact({"unit": "示范镇政府"}) is None
    assert witness_fact({"name": "示例人丁"}) == WitnessFact("示例人丁")


def fill_loop(store: Store, scene: Scene) -> UUID:
    (hazard,) = put(store, make_hazard(scene))
    (again,) = put(
        store,
        Reinspection(
            inspection_id=scene.inspection_id,
            officer_ids=scene.officer_ids,
            started_at=at(DEADLINE, 9),
            party={"name": "示例人丙"},
        ),
    )
    (outcome,) = put(store, Outcome(reinspection_id=again, hazard_id=hazard, result=OutcomeResult.DONE, seen="已更换"))
    put(store, make_photo(scene, hazard_id=hazard, outcome_id=outcome))
    add_papers(store, scene, hazard)
    return hazard


def add_papers(store: Store, scene: Scene, hazard: UUID) -> None:
    put(
        store,
        Extension(
            inspection_id=scene.inspection_id,
            hazard_ids=(hazard,),
            applied_on=CHECK_DAY,
            old_deadline=DEADLINE,
            state=ExtensionState.APPROVED,
        ),
    )
    put(
        store,
        ReceivedPaper(
            paper_kind=PaperKind.RECTIFICATION_REPORT,
            enterprise_id=scene.enterprise_id,
            inspection_id=scene.inspection_id,
            hazard_ids=(hazard,),
            received_on=DEADLINE,
            reported_on=DEADLINE,
        ),
    )
    add_case(store, scene)


def add_case(store: Store, scene: Scene) -> None:
    (case,) = put(
        store,
        Case(
            title="示例案",
            enterprise_id=scene.enterprise_id,
            inspection_id=scene.inspection_id,
            party_name="示例燃气有限公司",
            penalty_basis=("安全生产法/99/3",),
        ),
    )
    put(
        store,
        CaseStep(
            case_id=case,
            step=StepKind.DECISION,
            on=date(2026, 12, 20),
            amount_cents=500_000,
            officer_ids=scene.officer_ids,
        ),
        CaseStep(case_id=case, step=StepKind.NOTICE, on=DEADLINE, details={"served_on": "2026-12-02"}),
    )


def test_loop_facts_hold_every_kind(store: Store) -> None:
    scene = make_scene(store)
    hazard = fill_loop(store, scene)
    with store.read() as uow:
        loop = loop_facts(uow, scene.inspection_id)
    assert [one.id for one in loop.hazards] == [hazard]
    assert loop.reinspections[0].outcomes[0].after_photos == 1
    assert loop.extensions[0].is_in_time
    assert loop.papers[0].reported_on == DEADLINE
    assert [step.step for step in loop.cases[0].steps] == [StepKind.NOTICE, StepKind.DECISION]
    assert loop.cases[0].steps[0].served_on == date(2026, 12, 2)
    assert (loop.cases[0].fine_cents, loop.cases[0].fine_ref) == (500_000, "安全生产法/99/3")


def test_loading_many_loops_takes_no_more_queries_than_one(store: Store) -> None:
    scene = make_scene(store)
    others = [make_inspection(scene.authority_id, scene.enterprise_id, scene.officer_ids) for _ in range(5)]
    ids = put(store, *others)
    for one in ids:
        fill_loop(store, Scene(scene.authority_id, scene.officer_ids, scene.enterprise_id, one))
    counts = []
    for wanted in (ids[:1], ids):
        seen, stop = count_statements(store)
        with store.read() as uow:
            assert loops_by_id(uow, wanted).keys() == set(wanted)
        stop()
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_changes_of_a_record_show_in_its_facts(store: Store) -> None:
    scene = make_scene(store)
    change(store, Inspection, scene.inspection_id, place="新址")
    with store.read() as uow:
        assert inspection_facts(uow, scene.inspection_id).place == "新址"
