"""Forms of documents and the dated sentences that they print, as data of resources/documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.values.enums import Confidence, DocumentForm
from app.values.errors import UserError
from app.values.facts_document import FormFact, Proof


class NoSuchFormError(UserError):
    """No version of the form, or of a sentence, may be used on the day."""


@dataclass(frozen=True, slots=True)
class TypedField:
    """A part of a paper that an officer may word anew; `wording` names the sentence that prints otherwise."""

    id: str
    label: str
    rows: int = 1
    wording: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One form in one version."""

    form: DocumentForm
    title: str
    group: str
    key: str
    power: str
    signers: tuple[str, ...]
    has_seal: bool
    copies: int
    copies_text: str
    parents: tuple[DocumentForm, ...]
    print_order: int
    is_on_site: bool
    proof: Proof
    remedy: str
    fields: tuple[TypedField, ...]
    valid_from: date
    source: str
    confidence: Confidence
    heading: str = "安全生产行政执法文书"
    short: str = "文书"
    numbered_by: DocumentForm | None = None
    cites: tuple[str, ...] = ()

    @property
    def fact(self) -> FormFact:
        """Tell of the form what rules ask."""
        return FormFact(
            form=self.form,
            title=self.title,
            key=self.key,
            parents=self.parents,
            copies=self.copies,
            print_order=self.print_order,
            is_on_site=self.is_on_site,
            proof=self.proof,
            has_seal=self.has_seal,
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence that cites the law or follows it, usable from a day on."""

    id: str
    title: str
    text: str
    valid_from: date
    cites: tuple[str, ...]
    source: str
    confidence: Confidence

    @property
    def is_printable(self) -> bool:
        """An unverified sentence prints only where an officer put it in."""
        return self.confidence is not Confidence.UNVERIFIED


@dataclass(frozen=True, slots=True)
class DocumentProfile:
    """All forms and sentences, in all versions."""

    forms: tuple[FormDefinition, ...]
    wordings: tuple[Wording, ...]

    def form(self, form: DocumentForm, on: date) -> FormDefinition:
        """Give the version of the form that is used on the day."""
        begun = [one for one in self.forms if one.form is form and one.valid_from <= on]
        if not begun:
            name = next((one.title for one in self.forms if one.form is form), form.value)
            raise NoSuchFormError(f"{on.isoformat()}没有可用的文书格式“{name}”。", hint="请核对文书日期。")
        return max(begun, key=lambda one: one.valid_from)

    def forms_on(self, on: date) -> tuple[FormDefinition, ...]:
        """Give the forms that are used on the day in the order in which they print."""
        known = dict.fromkeys(one.form for one in self.forms if one.valid_from <= on)
        return tuple(sorted((self.form(one, on) for one in known), key=lambda one: one.print_order))

    def wording(self, name: str, on: date) -> Wording:
        """Give the sentence that is used on the day."""
        begun = [one for one in self.wordings if one.id == name and one.valid_from <= on]
        if not begun:
            raise NoSuchFormError(f"{on.isoformat()}没有可用的文书用语“{name}”。", hint="请核对文书日期。")
        return max(begun, key=lambda one: one.valid_from)

    def number_keys(self) -> tuple[str, ...]:
        """List the words of document numbers, for the ranges of a device."""
        return tuple(dict.fromkeys(one.key for one in self.forms if one.key))

    def titles(self, on: date) -> Mapping[DocumentForm, str]:
        """Give the title of each form."""
        return {one.form: one.title for one in self.forms_on(on)}
