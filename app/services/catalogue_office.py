"""The services that an office asks: its inbox, its devices and their numbers, the register, what was typed in."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.services.catalogue_window import WindowServices

if TYPE_CHECKING:
    from app.services.backfill import BackfillService
    from app.services.fleet import FleetService
    from app.services.handover_parts import HandoverPartsService
    from app.services.inbox import InboxService
    from app.services.number_register import NumberRegisterService
    from app.services.office import OfficeService


class OfficeServices(WindowServices):
    """Give them, each built when it is first asked for."""

    @cached_property
    def fleet(self) -> "FleetService":
        """设备与号段."""
        from app.services.fleet import FleetService

        return FleetService(self.desk)

    @cached_property
    def number_register(self) -> "NumberRegisterService":
        """文号登记簿."""
        from app.services.number_register import NumberRegisterService

        return NumberRegisterService(self.desk)

    @cached_property
    def office(self) -> "OfficeService":
        """What an office sends back, and what a laptop takes over."""
        from app.services.handover import HandoverService
        from app.services.office import OfficeService

        return OfficeService(self.desk, handover=HandoverService(self.desk))

    @cached_property
    def inbox(self) -> "InboxService":
        """收件箱."""
        from app.services.conflicts import ConflictService
        from app.services.handover import HandoverService
        from app.services.imports import ImportService
        from app.services.inbox import InboxService

        imports = ImportService(self.desk, conflicts=ConflictService(self.desk))
        return InboxService(self.desk, imports=imports, handover=HandoverService(self.desk))

    @cached_property
    def handover_parts(self) -> "HandoverPartsService":
        """分卷移交."""
        from app.services.handover import HandoverService
        from app.services.handover_parts import HandoverPartsService

        return HandoverPartsService(self.desk, handover=HandoverService(self.desk))

    @cached_property
    def backfill(self) -> "BackfillService":
        """补录."""
        from app.services.backfill import BackfillService

        return BackfillService(self.desk)
