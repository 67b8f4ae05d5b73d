"""谁在用本机: sign in by PIN, wait after wrong ones, help a colleague who forgot his.

A PIN keeps colleagues from writing under each other's names. It does not protect the file: encryption does.
"""

import logging
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from app.models.handover import Pin
from app.rules.pin_delay import wait_after, wait_left, wait_words
from app.rules.secret_words import refuse_weak_pin
from app.services.desk import Desk
from app.services.officers import OfficerService
from app.storage.unit_of_work import UnitOfWork
from app.values.errors import PinNeededError, UserError
from app.values.rows_people import OfficerRow

if TYPE_CHECKING:
    from argon2 import PasswordHasher

log = logging.getLogger(__name__)


class WrongPinError(UserError):
    """The PIN is not that of this officer."""


class PinWaitError(WrongPinError):
    """Too many wrong tries; nothing is looked at before the wait is over."""

    def __init__(self, left: timedelta) -> None:
        super().__init__(f"PIN 输错次数过多，请等 {wait_words(left)} 再试。", hint="忘记了可以请另一名执法人员重设。")
        self.left = left


class AccessService:
    """Know the PINs of this machine's officers."""

    def __init__(self, desk: Desk, *, officers: OfficerService, hasher: "PasswordHasher | None" = None) -> None:
        self._desk = desk
        self._officers = officers
        self._given = hasher

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        """What hashes; loaded when the first PIN is set or proved."""
        from argon2 import PasswordHasher

        return self._given or PasswordHasher()

    def with_pin(self) -> frozenset[UUID]:
        """Tell which officers have a PIN on this machine."""
        with self._desk.read() as uow:
            return frozenset(uow.session.scalars(select(Pin.officer_id)))

    def sign_in(self, officer_id: UUID, pin: str = "") -> OfficerRow:
        """Let the officer sit down, who proves himself where he has a PIN."""
        if officer_id in self.with_pin():
            if not pin:
                raise PinNeededError("这名执法人员设有 PIN。", hint="请输入 PIN。")
            self.prove(officer_id, pin)
        return self._officers.sit_down(officer_id)

    def prove(self, officer_id: UUID, pin: str) -> None:
        """Refuse a wrong PIN; each one is counted before it is looked at, so that no kill gives a free try."""
        from argon2.exceptions import InvalidHashError, VerifyMismatchError

        kept = self._count_try(officer_id)
        try:
            self._hasher.verify(kept, pin)
        except (VerifyMismatchError, InvalidHashError):
            log.warning("wrong PIN for officer %s", officer_id)
            raise self._refusal(officer_id) from None
        self._forgive(officer_id)

    def set_pin(self, officer_id: UUID, new: str, *, current: str = "") -> None:
        """Give the officer a PIN, who proves himself by the one he has."""
        refuse_weak_pin(new)
        if officer_id in self.with_pin():
            self.prove(officer_id, current)
        self._keep(officer_id, new)
        log.info("PIN set for officer %s", officer_id)

    def remove_pin(self, officer_id: UUID, *, current: str) -> None:
        """Let the officer sit down without a PIN again."""
        self.prove(officer_id, current)
        self._drop(officer_id)
        log.info("PIN removed for officer %s", officer_id)

    def reset_pin(self, officer_id: UUID, *, by: UUID, their_pin: str) -> None:
        """Take away the PIN that an officer forgot; a colleague proves himself for it and stands in the log."""
        if by == officer_id or by not in self.with_pin():
            raise UserError("重设 PIN 要由另一名已设 PIN 的执法人员办理。", hint="没有这样的人员时，请用恢复密钥重设。")
        self.prove(by, their_pin)
        self._drop(officer_id)
        log.warning("PIN of officer %s reset by officer %s", officer_id, by)

    def reset_pin_after_proof(self, officer_id: UUID) -> None:
        """Take away a PIN after the store's passphrase or recovery key was proved."""
        if self._desk.store.means.key is None:
            raise UserError("资料没有加密，没有恢复密钥可用。", hint="请由另一名已设 PIN 的执法人员重设。")
        self._drop(officer_id)
        log.warning("PIN of officer %s reset by the store's passphrase or recovery key", officer_id)

    def _count_try(self, officer_id: UUID) -> str:
        """Count the try and give the hash to hold it against, unless the wait is not over."""
        with self._desk.write() as uow:
            pin = _require(uow, officer_id)
            left = wait_left(pin.failures, until=pin.wait_until_at, now=uow.now())
            if left:
                if pin.wait_until_at is not None and pin.wait_until_at > uow.now() + left:
                    pin.wait_until_at = uow.now() + left  # the clock was set back
                    uow.session.commit()
                raise PinWaitError(left)
            pin.failures += 1
            pin.wait_until_at = uow.now() + wait_after(pin.failures)
            kept = pin.hash
            uow.session.commit()
        return kept

    def _forgive(self, officer_id: UUID) -> None:
        with self._desk.write() as uow:
            pin = _require(uow, officer_id)
            pin.failures, pin.wait_until_at = 0, None
            uow.session.commit()

    def _refusal(self, officer_id: UUID) -> WrongPinError:
        with self._desk.read() as uow:
            pin = _require(uow, officer_id)
            left = wait_left(pin.failures, until=pin.wait_until_at, now=uow.now())
        if left:
            return PinWaitError(left)
        return WrongPinError("PIN 不对。", hint="请再输一次。")

    def _keep(self, officer_id: UUID, new: str) -> None:
        hashed = self._hasher.hash(new)
        with self._desk.write() as uow:
            uow.session.merge(
                Pin(officer_id=officer_id, hash=hashed, failures=0, wait_until_at=None, changed_at=uow.now())
            )
            uow.session.commit()

    def _drop(self, officer_id: UUID) -> None:
        with self._desk.write() as uow:
            uow.session.delete(_require(uow, officer_id))
            uow.session.commit()


def _require(uow: UnitOfWork, officer_id: UUID) -> Pin:
    found = uow.session.get(Pin, officer_id)
    if found is None:
        raise UserError("这名执法人员没有设 PIN。", hint="可以直接选他使用本机。")
    return found
