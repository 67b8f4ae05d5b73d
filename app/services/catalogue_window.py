"""The services that only the window asks: what stands in open forms, what waits, what is found, the hazard ledger."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.services.finding import FindService
    from app.services.form_drafts import FormDraftService
    from app.services.hazard_ledger import HazardLedgerService
    from app.services.waiting_counts import WaitingCountService


class WindowServices:
    """Give them, each built when it is first asked for."""

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk

    @cached_property
    def form_drafts(self) -> "FormDraftService":
        """What stands in open forms."""
        from app.services.form_drafts import FormDraftService

        return FormDraftService(self.desk)

    @cached_property
    def waiting_counts(self) -> "WaitingCountService":
        """What waits behind each place of the navigation."""
        from app.services.waiting_counts import WaitingCountService

        return WaitingCountService(self.desk)

    @cached_property
    def finding(self) -> "FindService":
        """Search over everything."""
        from app.services.finding import FindService

        return FindService(self.desk)

    @cached_property
    def hazard_ledger(self) -> "HazardLedgerService":
        """隐患台账."""
        from app.services.hazard_ledger import HazardLedgerService

        return HazardLedgerService(self.desk)
