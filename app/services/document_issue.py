"""Issuing a document: check, number, frozen content, PDF, states — in one transaction or not at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from app.models.document import Document
from app.rules import document_states
from app.rules.document_states import DocumentEvent
from app.rules.initials import initials
from app.services.document_check import check_paper
from app.services.document_drafts import DocumentRefusedError, draft_day, refuse_typed_in, settle_draft
from app.services.document_moves import move
from app.services.document_numbers import GivenNumber, give_number
from app.services.paper_building.build import build_paper, render
from app.services.paper_building.ground import PaperGround
from app.services.paper_building.load import Sources, load_ground
from app.storage.unit_of_work import UnitOfWork
from app.values.canonical import JsonValue, canonical_bytes, nfc, sha256_hex
from app.values.enums import DocumentState
from app.values.facts_document import DocumentChange
from app.values.facts_loop import LoopFacts
from app.values.paper_code import make_code
from app.values.papers import paper_object
from app.values.papers_every import with_imprint
from app.values.rows_document import DocumentCheck
from app.values.verdict import Verdict, stored_reasons

_NO_LATIN = re.compile(r"[^A-Z0-9]")


class NotIssuableError(DocumentRefusedError):
    """Something is missing or against the law; nothing was changed."""

    def __init__(self, title: str, check: DocumentCheck) -> None:
        reasons = [f"{one.label}（{one.hint}）" for one in check.missing]
        reasons += [f"{one.message.rstrip('。')}（{one.article.citation}）" for one in check.red]
        super().__init__(f"{title}不能签发：{'；'.join(reasons)}。", hint="请补充或者改正后再签发。")
        self.check = check


@dataclass(frozen=True, slots=True)
class FrozenPaper:
    """The bytes of an issued paper: its content and its pages."""

    content: bytes
    pdf: bytes

    @property
    def content_hash(self) -> str:
        """The hash that is printed on the paper."""
        return sha256_hex(self.content)


def issue(
    uow: UnitOfWork,
    document: Document,
    loop: LoopFacts,
    *,
    sources: Sources,
    on: date | None = None,
    reasons: Mapping[str, str] | None = None,
) -> None:
    """Issue the draft; whatever fails on the way, the caller commits nothing."""
    refuse_typed_in(uow, document.inspection_id)
    settle_draft(uow, document, loop)
    day = on or draft_day(document, today=sources.today)
    ground = load_ground(uow, document, loop, sources=sources, on=day, reasons=reasons)
    check = check_paper(uow, ground)
    if not check.can_issue:
        raise NotIssuableError(ground.definition.title, check)
    change = DocumentChange(on=day, document=ground.facts.document)
    state = document_states.apply(document.state, DocumentEvent.ISSUE, change)
    number = give_number(uow, ground)
    ground = replace(ground, number="" if number is None else number.text)
    paper = freeze_paper(ground, head=_head(uow))
    move(uow, ground)
    _note_number(document, number)
    _note_issue(uow, ground, paper, state=state, verdicts=check.verdicts)


def freeze_paper(ground: PaperGround, *, head: str | None) -> FrozenPaper:
    """Build the paper, freeze its content, and draw it with the imprint of that content."""
    paper = build_paper(ground)
    paper = replace(paper, header=replace(paper.header, draft=False))
    content = canonical_bytes(nfc(cast("JsonValue", paper_object(paper))))
    content_hash = sha256_hex(content)
    code = make_code(code_number(paper.header.number), content_hash=content_hash, head=head)
    imprinted: Any = with_imprint(cast("Any", paper), content_hash=content_hash, qr_text=code.text)
    return FrozenPaper(content, render(imprinted, pictures=ground.evidence.pictures))


def code_number(number: str) -> str:
    """Write a number in Latin letters and figures: YSYJZG2026-12."""
    words, bracket, rest = number.partition("〔")
    if not bracket:
        return _NO_LATIN.sub("", initials(number).upper())
    year, _, serial = rest.partition("〕")
    letters = _NO_LATIN.sub("", initials(words).upper())
    return f"{letters}{year}-{serial.removesuffix('号')}"


def _head(uow: UnitOfWork) -> str | None:
    last = uow.log.last_of(uow.devices.current().id)
    return None if last is None else last.rev_id


def _note_number(document: Document, number: GivenNumber | None) -> None:
    if number is None:
        return
    document.number = number.text
    document.number_source = number.source
    if number.parts is not None:
        document.number_key = number.parts.key
        document.number_year = number.parts.year
        document.number_serial = number.parts.serial


def _note_issue(
    uow: UnitOfWork,
    ground: PaperGround,
    paper: FrozenPaper,
    *,
    state: DocumentState,
    verdicts: tuple[Verdict, ...],
) -> None:
    document = ground.document
    document.title = ground.definition.title
    document.issued_on = ground.day
    document.issued_at = uow.now()
    document.content_blob = uow.blobs.put(paper.content)
    document.file_blob = uow.blobs.put(paper.pdf)
    document.legality = [_verdict_body(one) for one in verdicts]
    document.reasons = stored_reasons(ground.facts.reasons) or None
    document.state = state


def _verdict_body(verdict: Verdict) -> dict[str, str]:
    return {
        "rule": verdict.rule,
        "colour": verdict.colour.value,
        "message": verdict.message,
        "article": verdict.article.citation,
        "ref": verdict.article.ref,
        "target": verdict.target,
        "reason": verdict.reason,
    }
