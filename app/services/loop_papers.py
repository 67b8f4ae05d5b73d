"""Penalties, papers and evidence of the closed-loop report."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime

from app.models.document import Document
from app.models.photo import Photo
from app.rules.case_progress import is_performed
from app.services.loop_records import LoopRecords
from app.services.loop_words import DASH, law_of, number_in_cell, number_in_list, place_in_cell
from app.values.canonical import sha256_hex
from app.values.days import CIVIL_ZONE
from app.values.enums import DocumentState, SignState, StepKind
from app.values.facts_document import Proof
from app.values.library import FineOccasion
from app.values.loop import LoopPaper, LoopPenalty

Blob = Callable[[str], bytes | None]
_SIGNED = {SignState.SIGNED: "签收", SignState.REFUSED: "拒签", SignState.ABSENT: "不在场", SignState.UNABLE: "不能签"}


def loop_penalties(records: LoopRecords) -> tuple[LoopPenalty, ...]:
    """List the decisions with their fines and when they were paid."""
    facts = {one.id: one for one in records.loop.cases}
    penalties = []
    for case in records.cases:
        steps = records.steps.get(case.id, ())
        payments = [one.on for one in steps if one.step is StepKind.PAYMENT and one.on is not None]
        for one in steps:
            if one.step is not StepKind.DECISION or one.on is None:
                continue
            ref = one.provision or next(iter(case.penalty_basis or ()), "")
            late = (one.details or {}).get("occasion") == FineOccasion.OVERDUE
            place = place_in_cell(ref, library=records.library, on=records.act_day) if ref else DASH
            penalties.append(
                LoopPenalty(
                    number=number_in_cell(one.number or "") or DASH,
                    party=case.party_name,
                    basis=f"{place}（逾期未改正）" if late else place,
                    fine_cents=one.amount_cents,
                    decided=one.on,
                    paid=max(payments, default=None) if is_performed(facts[case.id]) else None,
                )
            )
    return tuple(penalties)


def penalties_law(records: LoopRecords) -> str:
    """Name the law that all bases of penalties are out of, or nothing where there are several."""
    laws = {law_of(ref) for case in records.cases for ref in _bases(records, case.id, case.penalty_basis)}
    return next(iter(laws)) if len(laws) == 1 else ""


def _bases(records: LoopRecords, case_id: object, otherwise: Sequence[str]) -> list[str]:
    decisions = [
        one for key, steps in records.steps.items() if key == case_id for one in steps if one.step is StepKind.DECISION
    ]
    return [one.provision or next(iter(otherwise or ()), "") for one in decisions]


def penalties_note(records: LoopRecords) -> str:
    """Say which cases ended without a penalty, and on which ground."""
    notes = []
    for case in records.cases:
        for one in records.steps.get(case.id, ()):
            if one.step is StepKind.NO_PENALTY and one.ground is not None:
                notes.append(f"“{case.title}”依法不予处罚：{one.ground.value}。")
        ending = (case.closing or {}).get("ended_by_law")
        if ending:
            notes.append(f"“{case.title}”{ending}。")
    return "".join(notes)


def loop_papers(records: LoopRecords, blob: Blob) -> tuple[LoopPaper, ...]:
    """List the issued papers, what the enterprise handed in, and the photographs."""
    return (
        *(_document(records, one, blob) for one in records.documents),
        *_by_hand(records),
        *_received(records),
        *_photographs(records),
    )


def _document(records: LoopRecords, row: Document, blob: Blob) -> LoopPaper:
    return LoopPaper(
        name=row.title,
        number=number_in_list(row.number or "") or DASH,
        day=DASH if row.issued_on is None else f"{row.issued_on:%m-%d}",
        count=_pages(None if row.file_blob is None else blob(row.file_blob)),
        service=_service(records, row),
        sha256=row.content_blob or "",
    )


def _pages(pdf: bytes | None) -> str:
    if pdf is None:
        return DASH
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return str(len(opened.pages))


def _service(records: LoopRecords, row: Document) -> str:
    served = records.services.get(row.id)
    if served is not None and served.method is not None:
        return served.method.value
    if row.signature is not None and row.state is not DocumentState.ISSUED:
        return _SIGNED[row.signature]
    proof = records.profile.form(row.form, row.issued_on or records.act_day).proof
    return "内部" if proof is Proof.NONE else DASH


def _by_hand(records: LoopRecords) -> list[LoopPaper]:
    """Steps of a case whose paper was made elsewhere are listed by their numbers."""
    papers = []
    for case in records.cases:
        for one in records.steps.get(case.id, ()):
            if one.number and one.document_id is None and one.on is not None:
                served = (one.details or {}).get("served_on")
                words = f"{date.fromisoformat(served):%m-%d}送达" if served else DASH
                name = f"案件文书（{one.step.value}）"
                papers.append(LoopPaper(name, number_in_list(one.number), f"{one.on:%m-%d}", DASH, words, ""))
    return papers


def _received(records: LoopRecords) -> list[LoopPaper]:
    return [
        LoopPaper(
            name=f"{one.paper_kind.value}（企业报送）",
            number=f"对应{len(one.hazard_ids)}项" if one.hazard_ids else DASH,
            day=f"{one.received_on:%m-%d}",
            count=f"{one.copies}份" if one.copies else DASH,
            service="收文",
            sha256=next(iter(one.scan_blobs or ()), ""),
        )
        for one in records.papers
    ]


def _photographs(records: LoopRecords) -> list[LoopPaper]:
    photos = records.photos
    if not photos:
        return []
    numbers = [one.number for one in photos]
    of_check = [one for one in numbers if not one.startswith("R")]
    again = [one for one in numbers if one.startswith("R")]
    spans = "、".join(_span(part) for part in (of_check, again) if part)
    digest = sha256_hex("".join(one.row.original_blob for one in photos).encode())
    first = min(_day(one.row) for one in photos)
    return [LoopPaper("现场照片", spans, f"{first:%m-%d}起", f"{len(photos)}张", DASH, digest)]


def _span(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}"


def _day(row: Photo) -> date:
    """Give the day by the camera, else that on which the photograph was taken in."""
    try:
        return datetime.fromisoformat(row.taken_text or "").date()
    except ValueError:
        return row.added_at.astimezone(CIVIL_ZONE).date()
