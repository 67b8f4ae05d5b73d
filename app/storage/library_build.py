"""Build library values from checked rows: a place takes over what its article says."""

from app.rules.initials import initials
from app.storage import library_schema as schema
from app.values.library import (
    MANDATORY_SECTIONS,
    Checklist,
    Criterion,
    DiscretionTier,
    FineRange,
    HolidayOverride,
    Item,
    Law,
    Parameter,
    Period,
    Phrase,
    Provision,
    ProvisionKind,
    Section,
)
from app.values.reference import Ref


class UnmatchedQuestionError(ValueError):
    """A list that leaves out a shared question, or names one that is not there."""

    def __init__(self, path: tuple[str, ...], fault: str) -> None:
        super().__init__(fault)
        self.path, self.fault = path, fault


def law(row: schema.LawFile) -> Law:
    """Build one version of a law with its provisions."""
    rows = {place.at: place for place in row.provisions}
    return Law(
        short=row.short,
        title=row.title,
        year=row.year,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor=row.successor,
        source=row.source,
        confidence=row.confidence,
        provisions=tuple(_provision(row, place, rows) for place in row.provisions),
        competent=row.competent,
    )


def criteria(row: schema.CriteriaFile) -> tuple[Criterion, ...]:
    """Build the cases of one 判定标准."""
    return tuple(
        Criterion(
            ref=_dated(place.at, row.year),
            standard=row.title,
            document_number=row.document_number,
            text=place.text,
            paragraphs=place.paragraphs,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
            confidence=row.confidence,
            condition=place.condition,
        )
        for place in row.criteria
    )


def checklist(row: schema.ChecklistFile, shared: schema.SharedFile) -> Checklist:
    """Build one list: the shared sections under this list's ids, then its own."""
    return Checklist(
        sector=row.sector,
        title=row.title,
        version=row.version,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        sections=(
            *(_shared_section(section, row.shared.get(section.title, {})) for section in shared.sections),
            *(Section(own.title, tuple(_item(one, one.id, one.id) for one in own.items)) for own in row.sections),
        ),
    )


def parameter(row: schema.ParameterRow) -> Parameter:
    """Build a number that a rule reads."""
    return Parameter(**row.model_dump())


def period(row: schema.PeriodRow) -> Period:
    """Build a period."""
    return Period(**row.model_dump())


def tier(row: schema.TierRow) -> DiscretionTier:
    """Build a step of a 裁量基准."""
    return DiscretionTier(
        penalty=row.penalty,
        tier=row.tier,
        condition=row.condition,
        min_yuan=row.min,
        max_yuan=row.max,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        confidence=row.confidence,
    )


def holiday(row: schema.HolidayRow) -> HolidayOverride:
    """Build a correction of the calendar."""
    return HolidayOverride(row.day, row.working, row.why)


def _provision(law_row: schema.LawFile, row: schema.ProvisionRow, rows: dict[Ref, schema.ProvisionRow]) -> Provision:
    article = rows.get(row.at.whole_article, row)
    sanction = _nearest_sanction(row, rows)
    return Provision(
        ref=_dated(row.at, law_row.year),
        law_title=law_row.title,
        kind=row.kind or article.kind or ProvisionKind.DUTY,
        text=row.text,
        paragraphs=article.paragraphs or 0,
        valid_from=law_row.valid_from,
        valid_to=law_row.valid_to,
        source=row.source or law_row.source,
        confidence=row.confidence or law_row.confidence,
        fines=tuple(_fine(fine) for fine in sanction.fines or ()),
        penalised_by=row.penalised_by,
        other=sanction.other or "",
        competent=law_row.competent,
    )


def _nearest_sanction(row: schema.ProvisionRow, rows: dict[Ref, schema.ProvisionRow]) -> schema.ProvisionRow:
    """An item's sanction stands in the head of its paragraph or article."""
    place: Ref | None = row.at
    while place is not None:
        found = rows.get(place)
        if found is not None and (found.fines is not None or found.other is not None):
            return found
        place = place.parent
    return row


def _fine(row: schema.FineRow) -> FineRange:
    return FineRange(row.who, row.when, row.max, row.min, row.optional, row.condition)


def _dated(ref: Ref, year: int) -> Ref:
    return Ref(ref.short, ref.article, ref.paragraph, ref.item, ref.inserted, year)


def _shared_section(section: schema.SharedSection, ids: dict[str, str]) -> Section:
    known = {row.question for row in section.items}
    for question in ids:
        if question not in known:
            raise UnmatchedQuestionError((section.title, question), "公用问题中没有这一项。")
    for question in sorted(known - ids.keys()):
        raise UnmatchedQuestionError((section.title,), f"没有给公用问题 {question} 编号。")
    items = tuple(_item(row, ids[row.question], row.question) for row in section.items)
    return Section(section.title, items, mandatory=section.title in MANDATORY_SECTIONS)


def _item(row: schema.QuestionRow, item_id: str, question: str) -> Item:
    return Item(
        id=item_id,
        question=question,
        text=row.text,
        how=row.how,
        evidence=row.evidence,
        violations=row.violations,
        penalised_by=row.penalised_by,
        standards=row.standards,
        level=row.level,
        criteria=row.criteria,
        fact=row.fact,
        demand=row.demand,
        deadline=row.deadline,
        is_key=row.key,
        confidence=row.confidence,
        phrases=tuple(_phrase(phrase, row) for phrase in (schema.PhraseRow(text=row.fact), *row.phrases)),
        tier=row.tier,
    )


def _phrase(phrase: schema.PhraseRow, row: schema.QuestionRow) -> Phrase:
    own = phrase.violations is not None
    return Phrase(
        text=phrase.text,
        initials=initials(phrase.text),
        demand=phrase.demand or row.demand,
        violations=phrase.violations if phrase.violations is not None else row.violations,
        penalised_by=phrase.penalised_by if own else row.penalised_by,
    )
