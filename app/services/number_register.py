"""文号登记簿: every number of a year by kind, what became of it, the gaps and the doubles; printed and as a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import extract, func, select

from app.models.document import Document, VoidNumber
from app.models.enterprise import Enterprise
from app.models.handover import GivenRange
from app.models.inspection import Inspection
from app.rules.numbering import SerialSpan
from app.rules.register_gaps import Gap, Holding, gaps
from app.services.desk import Desk
from app.services.own_authority import require_own_authority
from app.storage.origins import device_labels
from app.storage.unit_of_work import UnitOfWork
from app.storage.whole_file import written_whole
from app.values.docnumber import DocumentNumber, DocumentNumberError, parse
from app.values.enums import DocumentState
from app.values.errors import UsageError, UserError
from app.values.rows_register import Register, RegisterLine, RegisterPaper, RegisterState
from app.values.state_labels import DOCUMENT_STATES

_GONE = frozenset({DocumentState.VOID, DocumentState.REVOKED})
ENDINGS = (".pdf", ".xlsx")


@dataclass(slots=True)
class _Key:
    """What is known of one kind of number in the year: the papers by serial and branch, and what was voided."""

    papers: dict[tuple[int, int], list[RegisterPaper]] = field(default_factory=lambda: defaultdict(list))
    grounds: dict[tuple[int, int], str] = field(default_factory=dict)
    voided: list[VoidNumber] = field(default_factory=list)

    @property
    def serials(self) -> set[int]:
        return {serial for serial, _ in self.papers}

    @property
    def void_spans(self) -> list[SerialSpan]:
        return [SerialSpan(one.first_serial, one.last_serial) for one in self.voided]


class NumberRegisterService:
    """Keep the register of numbers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def years(self) -> tuple[int, ...]:
        """List the years of which the register holds something, this year among them, the last one first."""
        with self._desk.read() as uow:
            query = select(Document.number_year).where(Document.number_year.is_not(None)).distinct()
            voided = select(VoidNumber.number_year).where(VoidNumber.deleted.is_(False)).distinct()
            found = {*uow.session.scalars(query), *uow.session.scalars(voided), self._desk.today().year}
        return tuple(sorted((year for year in found if year is not None), reverse=True))

    def register(self, year: int | None = None, *, keys: Iterable[str] = ()) -> Register:
        """Give the register of a year, this one where none is named; of some kinds of number only if asked."""
        with self._desk.read() as uow:
            return _register(uow, year or self._desk.today().year, frozenset(keys))

    def void_gap(self, key: str, *, year: int, first: int, last: int, reason: str) -> None:
        """Void numbers that were passed over, with the reason that a person found; never one that a paper bears."""
        if not reason.strip():
            raise UserError("没有写明作废的理由。", hint="请写明为什么没有用，例如“空白文书写坏已销毁”。")
        with self._desk.write(reason=f"作废空号：{reason.strip()}") as uow:
            lines = _register(uow, year, frozenset({key})).lines
            open_ones = [line for line in lines if line.state is RegisterState.GAP]
            if not any(line.first <= first <= last <= line.last for line in open_ones):
                raise UserError(
                    f"{key}〔{year}〕{first}—{last}号不是空号，没有作废。", hint="只能作废登记簿中列为空号的号。"
                )
            uow.add(
                VoidNumber(
                    number_key=key,
                    number_year=year,
                    first_serial=first,
                    last_serial=last,
                    reason=reason.strip(),
                    voided_at=uow.now(),
                )
            )
            uow.commit()

    def write_file(self, file: Path, year: int | None = None) -> Register:
        """Write the register as PDF or XLSX, by the ending of the file."""
        ending = file.suffix.lower()
        if ending not in ENDINGS:
            raise UsageError(f"登记簿不能写成 {file.name}，", hint=f"文件名请以 {'、'.join(ENDINGS)} 结尾。")
        register = self.register(year)
        data = _drawn(register, ending, self._desk)
        with written_whole(file.absolute()) as part:
            part.write_bytes(data)
        return register


def _drawn(register: Register, ending: str, desk: Desk) -> bytes:
    if ending == ".pdf":
        from app.reports import number_register

        return number_register.render(register, made_at=desk.now())
    from app.reports import number_register_sheets

    return number_register_sheets.render(register, made_at=desk.now())


def _register(uow: UnitOfWork, year: int, wanted: frozenset[str]) -> Register:
    own = require_own_authority(uow)
    known: dict[str, _Key] = defaultdict(_Key)
    others: list[RegisterPaper] = []
    for document, party, is_typed_in in _papers(uow, year):
        paper = _paper(document, party, is_typed_in=bool(is_typed_in))
        number = _own_number(document, prefix=own.prefix, word=own.word)
        if number is None:
            others.append(paper)
            continue
        place = number.serial, number.branch or 0
        known[number.key].papers[place].append(paper)
        if paper.is_void:
            known[number.key].grounds[place] = (document.closing or {}).get("ground") or ""
    query = select(VoidNumber).where(VoidNumber.number_year == year, VoidNumber.deleted.is_(False))
    for voided in uow.session.scalars(query.order_by(VoidNumber.first_serial)):
        known[voided.number_key].voided.append(voided)
    held = _holdings(uow)
    head = f"（{own.prefix}）{own.word}"
    lines = [
        line for key in _in_order(known, wanted) for line in _lines(key, year, known[key], held.get(key, []), head=head)
    ]
    return Register(year, own.name, tuple(lines), () if wanted else tuple(others))


def _papers(uow: UnitOfWork, year: int) -> Iterable[tuple[Document, str | None, bool | None]]:
    of_the_year = (Document.number_year == year) | (
        Document.number_year.is_(None) & (extract("year", Document.issued_on) == year)
    )
    query = (
        select(Document, Enterprise.name, Inspection.is_typed_in)
        .outerjoin(Enterprise, Enterprise.id == Document.enterprise_id)
        .outerjoin(Inspection, Inspection.id == Document.inspection_id)
        .where(Document.number.is_not(None), func.length(Document.number) > 0, Document.deleted.is_(False), of_the_year)
        .order_by(Document.number_serial, Document.id)
    )
    for row in uow.session.execute(query):
        yield row[0], row[1], row[2]


def _paper(document: Document, party: str | None, *, is_typed_in: bool) -> RegisterPaper:
    return RegisterPaper(
        id=document.id,
        number=document.number or "",
        title=document.title,
        party=party or "",
        issued_on=document.issued_on,
        state=DOCUMENT_STATES[document.state],
        is_void=document.state in _GONE,
        is_typed_in=is_typed_in,
    )


def _own_number(document: Document, *, prefix: str, word: str) -> DocumentNumber | None:
    """Read the number where it is one of this authority's; one of another system is listed apart."""
    if document.number_key is None or document.number is None:
        return None
    try:
        number = parse(document.number, keys={document.number_key})
    except DocumentNumberError:
        return None
    return number if (number.prefix, number.word) == (prefix, word) else None


def _holdings(uow: UnitOfWork) -> Mapping[str, list[Holding]]:
    labels = device_labels(uow)
    held: dict[str, list[Holding]] = defaultdict(list)
    for given in uow.session.scalars(select(GivenRange).order_by(GivenRange.key, GivenRange.first)):
        label = labels.get(given.device) or f"电脑{given.device.hex[-4:]}"
        held[given.key].append(Holding(SerialSpan(given.first, given.last), label))
    own_keys = uow.numbers.keys()
    for key in own_keys:
        use = uow.numbers.use(key, year=uow.now().year)
        if use is not None and not any(one.span.first <= use.last and use.first <= one.span.last for one in held[key]):
            held[key].append(Holding(SerialSpan(use.first, use.last), "本机"))
    return held


def _in_order(known: Mapping[str, _Key], wanted: frozenset[str]) -> list[str]:
    from app.storage.form_files import document_profile

    order = {key: place for place, key in enumerate(document_profile().number_keys())}
    return sorted((key for key in known if not wanted or key in wanted), key=lambda key: (order.get(key, 99), key))


def _lines(key: str, year: int, known: _Key, held: Sequence[Holding], *, head: str) -> list[RegisterLine]:
    found = [_borne(key, year, place, known, held) for place in known.papers]
    found += [_voided(key, year, one, head) for one in known.voided if one.first_serial not in known.serials]
    skipped = gaps(held, used=known.serials, voided=known.void_spans)
    found += [_gap(key, year, gap, head) for gap in skipped]
    return sorted(found, key=lambda line: (line.first, line.branch or 0, line.state.value))


def _borne(key: str, year: int, place: tuple[int, int], known: _Key, held: Iterable[Holding]) -> RegisterLine:
    serial, branch = place
    papers = tuple(known.papers[place])
    standing = [paper for paper in papers if not paper.is_void]
    if len(papers) > 1:
        state = RegisterState.DOUBLE
    elif not standing:
        state = RegisterState.VOID
    else:
        state = RegisterState.TYPED_IN if standing[0].is_typed_in else RegisterState.ISSUED
    noted = next((one.reason for one in known.voided if one.first_serial <= serial <= one.last_serial), "")
    holder = next((one.holder for one in held if one.span.first <= serial <= one.span.last), "")
    reason = known.grounds.get(place) or noted
    return RegisterLine(key, year, serial, serial, branch or None, papers[0].number, state, papers, reason, holder)


def _voided(key: str, year: int, one: VoidNumber, head: str) -> RegisterLine:
    span = SerialSpan(one.first_serial, one.last_serial)
    text = _text(head, key, year, span)
    return RegisterLine(key, year, span.first, span.last, None, text, RegisterState.VOID, (), one.reason)


def _gap(key: str, year: int, gap: Gap, head: str) -> RegisterLine:
    span = gap.span
    text = _text(head, key, year, span)
    return RegisterLine(key, year, span.first, span.last, None, text, RegisterState.GAP, holder=gap.holder)


def _text(head: str, key: str, year: int, span: SerialSpan) -> str:
    serials = f"{span.first}" if span.first == span.last else f"{span.first}—{span.last}"
    return f"{head}{key}〔{year}〕{serials}号"
