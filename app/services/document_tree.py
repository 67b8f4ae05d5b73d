"""文书树 of one inspection: forms in groups, their papers, and why a form is locked."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.rules.prerequisites import DocumentNode, document_tree
from app.rules.stages import stage_bar
from app.services.document_drafts import orders_without
from app.values.enums import DocumentForm
from app.values.facts_document import DocumentFact
from app.values.facts_loop import LoopFacts
from app.values.forms import DocumentProfile
from app.values.rows_document import DocumentLine, DocumentTree, FormGroup, FormNode
from app.values.typed_in import kind_of_check

_FOLLOWING = frozenset({DocumentForm.RECTIFICATION_REPLY})


def build_tree(loop: LoopFacts, *, profile: DocumentProfile, today: date, missing: Mapping[UUID, int]) -> DocumentTree:
    """Lay the forms out in their groups; `missing` counts what each draft still needs."""
    definitions = profile.forms_on(today)
    groups: dict[str, list[FormNode]] = {}
    nodes = {node.form.form: node for node in document_tree(loop, (one.fact for one in definitions))}
    for definition in definitions:
        node = nodes[definition.form]
        groups.setdefault(definition.group, []).append(_node(loop, node, missing))
    return DocumentTree(
        inspection_id=loop.inspection.id,
        enterprise=loop.inspection.enterprise_name,
        started_on=loop.inspection.started_on,
        category=kind_of_check(loop.inspection.category, is_typed_in=loop.inspection.is_typed_in),
        groups=tuple(FormGroup(title, tuple(found)) for title, found in groups.items()),
        stages={mark.stage: mark.status.value for mark in stage_bar(loop)},
    )


def _node(loop: LoopFacts, node: DocumentNode, missing: Mapping[UUID, int]) -> FormNode:
    form = node.form.form
    lines = tuple(_line(one, missing) for one in (*node.drafts, *node.printable))
    why, target = ("", "") if node.lock is None else (node.lock.why, node.lock.target)
    if not why and form in _FOLLOWING and not orders_without(form, loop, reinspection_id=None):
        why, target = "每份指令书已有一份", "document.parent_ids"
    return FormNode(form, node.form.title, lines, why, target)


def _line(document: DocumentFact, missing: Mapping[UUID, int]) -> DocumentLine:
    return DocumentLine(
        id=document.id,
        form=document.form,
        title=document.title,
        number=document.number,
        state=document.state,
        missing=missing.get(document.id, 0),
    )
