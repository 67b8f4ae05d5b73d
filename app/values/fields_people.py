"""What a person fills in about the authority and its officers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityFields:
    """执法机关 as its papers name it: prefix and word begin its document numbers."""

    name: str
    prefix: str
    word: str = "应急"
    short_name: str = ""
    region: str = ""
    reconsideration_body: str = ""
    court: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    contact: str = ""
    supervision_phone: str = ""
    bank: str = ""
    bank_account: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerFields:
    """执法人员 with the certificate; `authority` names another authority in a joint check."""

    name: str
    certificate: str
    valid_from: date | None = None
    valid_to: date | None = None
    authority: str = ""
    scope: str = ""
    area: str = ""
    position: str = ""
    phone: str = ""
