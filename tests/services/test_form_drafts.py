"""A form's texts are kept until it is handed in."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.form_drafts import FormDraftService
from tests.services.papers import Office
from tests.services.records import desk_of

KEPT = st.dictionaries(
    st.text(max_size=12), st.one_of(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=4)), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(values=KEPT)
def test_what_is_kept_comes_back_as_it_was(office: Office, values: dict[str, object]) -> None:
    drafts = FormDraftService(desk_of(office.store, office.scene))
    drafts.keep("case:new", values)
    assert drafts.kept("case:new") == values


def test_a_dropped_form_is_forgotten_and_its_neighbour_stays(office: Office) -> None:
    drafts = FormDraftService(desk_of(office.store, office.scene))
    drafts.keep("case:new", {"cause": "a"})
    drafts.keep("received_paper:new", {"summary": "b"})
    drafts.drop("case:new")
    assert drafts.kept("case:new") is None
    assert drafts.kept("received_paper:new") == {"summary": "b"}


def test_a_kept_form_makes_no_revision(office: Office) -> None:
    desk = desk_of(office.store, office.scene)
    heard: list[object] = []
    desk.on_change(heard.append)
    FormDraftService(desk).keep("case:new", {"cause": "a"})
    assert heard in ([], [frozenset()])
