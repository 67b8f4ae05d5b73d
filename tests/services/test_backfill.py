"""History typed in: no gates, nothing can be issued from it, its numbers are known and its counts told apart."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.models.document import Document, DocumentCopy
from app.models.hazard import Hazard
from app.models.inspection import Inspection
from app.rules.numbering import NumberTakenError
from app.services.catalogue import Services
from app.services.document_drafts import DocumentRefusedError
from app.storage.store import Store
from app.values.enums import DocumentForm, DocumentState, HazardState, InspectionState, NumberSource
from app.values.errors import UserError
from app.values.rows_register import RegisterState
from app.values.typed_in import TypedInHazard, TypedInInspection, TypedInPaper
from tests.services.records import CHECK_DAY, Scene, at, desk_of, make_scene, put

DAY = date(2026, 3, 2)
ORDER = TypedInPaper(
    form=DocumentForm.RECTIFICATION_ORDER, number="(渝示)应急责改[2026]12号", issued_on=DAY, is_served=True
)


@pytest.fixture
def scene(store: Store) -> Scene:
    """A small store."""
    return make_scene(store)


@pytest.fixture
def services(store: Store, scene: Scene) -> Services:
    """The services of an officer, with the library ready."""
    found = Services(desk_of(store, scene))
    found.library.make_ready()
    return found


def history(scene: Scene, **values: Any) -> TypedInInspection:
    wanted: dict[str, Any] = {
        "enterprise_id": scene.enterprise_id,
        "started_at": at(DAY, 9),
        "ended_at": at(DAY, 11),
        "hazards": (TypedInHazard(fact="灭火器过期", deadline=date(2026, 3, 20), done_on=date(2026, 3, 18)),),
        "papers": (ORDER,),
    }
    return TypedInInspection(**(wanted | values))


def test_history_is_entered_without_gates_and_marked(store: Store, scene: Scene, services: Services) -> None:
    inspection_id = services.backfill.enter(history(scene, closed_on=date(2026, 3, 21)))
    with store.read() as uow:
        found = uow.session.get_one(Inspection, inspection_id)
        assert (found.is_typed_in, found.state) == (True, InspectionState.CLOSED)
        assert found.closing["day"] == "2026-03-21"
        (hazard,) = uow.session.query(Hazard).filter_by(inspection_id=inspection_id)
        assert (hazard.state, hazard.closing["day"]) == (HazardState.PASSED, "2026-03-18")
        (paper,) = uow.session.query(Document).filter_by(inspection_id=inspection_id)
        assert (paper.number, paper.number_serial) == ("（渝示）应急责改〔2026〕12号", 12)
        assert (paper.number_source, paper.state) == (NumberSource.BY_HAND, DocumentState.SERVED)
        assert paper.title == "责令限期整改指令书"
        assert paper.hazard_ids == (hazard.id,)


def test_the_register_knows_its_numbers_as_typed_in(scene: Scene, services: Services) -> None:
    services.backfill.enter(history(scene))
    (line,) = [one for one in services.number_register.register(2026).lines if one.papers]
    assert (line.first, line.state) == (12, RegisterState.TYPED_IN)


def test_no_paper_can_be_drafted_or_issued_from_it(store: Store, scene: Scene, services: Services) -> None:
    inspection_id = services.backfill.enter(history(scene))
    with pytest.raises(DocumentRefusedError, match="补录的"):
        services.documents.draft(inspection_id, DocumentForm.INSPECTION_RECORD)
    draft = Document(
        form=DocumentForm.INSPECTION_RECORD,
        title="现场检查记录",
        enterprise_id=scene.enterprise_id,
        inspection_id=inspection_id,
        state=DocumentState.DRAFT,
    )
    (document_id,) = put(store, draft)
    with pytest.raises(DocumentRefusedError, match="补录的"):
        services.documents.issue(document_id, on=CHECK_DAY)


def test_numbers_are_typed_in_once_and_never_given_again(scene: Scene, services: Services) -> None:
    services.backfill.enter(history(scene))
    before = services.backfill.counts()
    with pytest.raises(NumberTakenError, match="已经登记过"):
        services.backfill.enter(history(scene))
    assert services.backfill.counts() == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ended_at": at(DAY, 8)}, "早于开始"),
        ({"ended_at": at(CHECK_DAY + timedelta(days=2), 8)}, "还没有到"),
        ({"closed_on": CHECK_DAY + timedelta(days=1)}, "还没有到"),
        ({"closed_on": DAY, "hazards": (TypedInHazard(fact="某事"),)}, "没有填写整改完成日期"),
        ({"hazards": (TypedInHazard(fact=" "),)}, "没有写事实"),
        ({"papers": (TypedInPaper(form=DocumentForm.INSPECTION_RECORD, number=" ", issued_on=DAY),)}, "没有填写原来"),
    ],
)
def test_what_no_paper_can_say_is_refused_and_nothing_is_kept(
    store: Store, scene: Scene, services: Services, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        services.backfill.enter(history(scene, **changes))
    with store.read() as uow:
        assert uow.session.query(Inspection).count() == 1


def test_open_history_is_settled_later(store: Store, scene: Scene, services: Services) -> None:
    inspection_id = services.backfill.enter(history(scene, hazards=(TypedInHazard(fact="某事", deadline=DAY),)))
    with store.read() as uow:
        (hazard,) = uow.session.query(Hazard).filter_by(inspection_id=inspection_id)
        assert hazard.state is HazardState.ORDERED
        hazard_id: UUID = hazard.id
    with pytest.raises(UserError, match="没有填写整改完成日期"):
        services.backfill.settle(inspection_id, done={}, closed_on=DAY)
    services.backfill.settle(inspection_id, done={hazard_id: DAY}, closed_on=DAY)
    with store.read() as uow:
        assert uow.session.get_one(Inspection, inspection_id).state is InspectionState.CLOSED
    with pytest.raises(UserError, match="不是补录的"):
        services.backfill.settle(scene.inspection_id, done={})


def test_papers_of_another_system_and_scans_are_kept_as_they_stand(
    store: Store, scene: Scene, services: Services
) -> None:
    inspection_id = services.backfill.enter(history(scene))
    scan = b"%PDF-1.7 scan"
    paper = TypedInPaper(form=DocumentForm.INSPECTION_RECORD, number="执法系统-88", issued_on=DAY, scan=scan)
    document_id = services.backfill.add_paper(inspection_id, paper)
    with store.read() as uow:
        found = uow.session.get_one(Document, document_id)
        assert (found.number, found.number_key) == ("执法系统-88", None)
        (copy,) = uow.session.query(DocumentCopy).filter_by(document_id=document_id)
        assert uow.blobs.get(copy.file_blob) == scan


def test_counts_tell_what_was_typed_in_apart(scene: Scene, services: Services) -> None:
    services.backfill.enter(history(scene))
    (year,) = services.backfill.counts()
    assert (year.year, year.inspections, year.typed_in_inspections, year.typed_in_hazards) == (2026, 2, 1, 1)
    assert year.without_typed_in() == {"inspections": 1, "hazards": 0}


def test_pages_and_ledgers_show_it_without_harm(scene: Scene, services: Services) -> None:
    inspection_id = services.backfill.enter(history(scene, closed_on=date(2026, 3, 21)))
    tree = services.documents.tree(inspection_id)
    assert tree.category == "补录"
    assert {form.why_locked for group in tree.groups for form in group.nodes} == {"补录的检查不能再制作文书"}
    ledger = services.hazard_ledger
    assert [row.is_typed_in for row in ledger.rows(ledger.search())] == [True]
    assert [getattr(line, "typed_in", None) for line in services.records.list("inspection")] == [True, False]
    assert services.loop.standing(inspection_id) is not None
    assert len(services.records.list("document")) == 1
    assert services.today.today()
