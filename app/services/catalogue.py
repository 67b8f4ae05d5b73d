"""All services of one desk, each built when it is first asked for, so that a start loads only what it shows."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.services.catalogue_office import OfficeServices

if TYPE_CHECKING:
    from app.services.access import AccessService
    from app.services.annotations import AnnotationService
    from app.services.archive import ArchiveService
    from app.services.backups import BackupService
    from app.services.cases import CaseService
    from app.services.conflicts import ConflictService
    from app.services.demo.service import DemoService
    from app.services.documents import DocumentService
    from app.services.encryption import EncryptionService
    from app.services.enterprises import EnterpriseService
    from app.services.extensions import ExtensionService
    from app.services.handover import HandoverService
    from app.services.hazards import HazardService
    from app.services.hub import HubService
    from app.services.imports import ImportService
    from app.services.inspection_plans import InspectionPlanService
    from app.services.inspections import InspectionService
    from app.services.joining import JoiningService
    from app.services.library import LibraryService
    from app.services.loop import LoopService
    from app.services.numbering import NumberingService
    from app.services.officers import OfficerService
    from app.services.photos import PhotoService
    from app.services.preferences import PreferenceService
    from app.services.received_papers import ReceivedPaperService
    from app.services.recorded import RecordedFileService
    from app.services.records import RecordService
    from app.services.reinspections import ReinspectionService
    from app.services.safekeeping import SafekeepingService
    from app.services.setup import SetupService
    from app.services.supervision import SupervisionService
    from app.services.today import TodayService
    from app.services.walk import WalkService


class Services(OfficeServices):
    """Give each use case's service, all on one desk."""

    @cached_property
    def setup(self) -> "SetupService":
        """First start: authority, officers, number range."""
        from app.services.setup import SetupService

        return SetupService(self.desk)

    @cached_property
    def officers(self) -> "OfficerService":
        """执法人员."""
        from app.services.officers import OfficerService

        return OfficerService(self.desk)

    @cached_property
    def enterprises(self) -> "EnterpriseService":
        """企业台账."""
        from app.services.enterprises import EnterpriseService

        return EnterpriseService(self.desk)

    @cached_property
    def library(self) -> "LibraryService":
        """标准库: checklists, provisions, parameters."""
        from app.services.library import LibraryService

        return LibraryService(self.desk)

    @cached_property
    def inspections(self) -> "InspectionService":
        """检查: from its approval to its end."""
        from app.services.inspections import InspectionService

        return InspectionService(self.desk, library=self.library)

    @cached_property
    def plans(self) -> "InspectionPlanService":
        """What a plan is chosen from and judged by."""
        from app.services.inspection_plans import InspectionPlanService

        return InspectionPlanService(self.desk, library=self.library)

    @cached_property
    def walk(self) -> "WalkService":
        """检查诊断: the walk through the checklists."""
        from app.services.walk import WalkService

        return WalkService(self.desk, library=self.library, hazards=self.hazards)

    @cached_property
    def supervision(self) -> "SupervisionService":
        """挂牌督办 and 销号."""
        from app.services.supervision import SupervisionService

        return SupervisionService(self.desk)

    @cached_property
    def hazards(self) -> "HazardService":
        """隐患."""
        from app.services.hazards import HazardService

        return HazardService(self.desk, library=self.library)

    @cached_property
    def photos(self) -> "PhotoService":
        """照片."""
        from app.services.photos import PhotoService

        return PhotoService(self.desk)

    @cached_property
    def annotations(self) -> "AnnotationService":
        """标注."""
        from app.services.annotations import AnnotationService

        return AnnotationService(self.desk, photos=self.photos)

    @cached_property
    def documents(self) -> "DocumentService":
        """文书."""
        from app.services.documents import DocumentService

        return DocumentService(self.desk, library=self.library)

    @cached_property
    def reinspections(self) -> "ReinspectionService":
        """整改复查."""
        from app.services.reinspections import ReinspectionService

        return ReinspectionService(self.desk, library=self.library)

    @cached_property
    def received_papers(self) -> "ReceivedPaperService":
        """收文."""
        from app.services.received_papers import ReceivedPaperService

        return ReceivedPaperService(self.desk, library=self.library)

    @cached_property
    def extensions(self) -> "ExtensionService":
        """延期."""
        from app.services.extensions import ExtensionService

        return ExtensionService(self.desk)

    @cached_property
    def cases(self) -> "CaseService":
        """行政处罚案件."""
        from app.services.cases import CaseService

        return CaseService(self.desk, library=self.library)

    @cached_property
    def loop(self) -> "LoopService":
        """闭环."""
        from app.services.loop import LoopService

        return LoopService(self.desk, library=self.library)

    @cached_property
    def today(self) -> "TodayService":
        """今日."""
        from app.services.today import TodayService

        return TodayService(self.desk, library=self.library)

    @cached_property
    def records(self) -> "RecordService":
        """Any record by number or id: list, show, edit, history."""
        from app.services.records import RecordService

        return RecordService(self.desk, library=self.library)

    @cached_property
    def numbering(self) -> "NumberingService":
        """编号: the ranges, and how numbering goes on after a restore."""
        from app.services.numbering import NumberingService

        return NumberingService(self.desk)

    @cached_property
    def hub(self) -> "HubService":
        """办公室服务器: push and pull."""
        from app.services.hub import HubService

        return HubService(self.desk, imports=self.imports)

    @cached_property
    def imports(self) -> "ImportService":
        """导入: packages verified, previewed, taken in, taken back."""
        from app.services.imports import ImportService

        return ImportService(self.desk, conflicts=self.conflicts)

    @cached_property
    def joining(self) -> "JoiningService":
        """并户: parties that were entered twice."""
        from app.services.joining import JoiningService

        return JoiningService(self.desk)

    @cached_property
    def conflicts(self) -> "ConflictService":
        """冲突: what two people changed at once, and numbers that stand twice."""
        from app.services.conflicts import ConflictService

        return ConflictService(self.desk)

    @cached_property
    def handover(self) -> "HandoverService":
        """移交: packages for the office, and what is still to go."""
        from app.services.handover import HandoverService

        return HandoverService(self.desk)

    @cached_property
    def safekeeping(self) -> "SafekeepingService":
        """数据安全: backup, restore, check, rebuild, digest."""
        from app.services.safekeeping import SafekeepingService

        return SafekeepingService(self.desk)

    @cached_property
    def backups(self) -> "BackupService":
        """备份: copies by hand and by themselves, and the places for them."""
        return self.safekeeping.backups

    @cached_property
    def archive(self) -> "ArchiveService":
        """归档: closed years moved into packages that stay readable."""
        from app.services.archive import ArchiveService

        return ArchiveService(self.desk)

    @cached_property
    def encryption(self) -> "EncryptionService":
        """资料加密."""
        from app.services.encryption import EncryptionService

        return EncryptionService(self.desk)

    @cached_property
    def access(self) -> "AccessService":
        """谁在用本机: PINs."""
        from app.services.access import AccessService

        return AccessService(self.desk, officers=self.officers)

    @cached_property
    def preferences(self) -> "PreferenceService":
        """What was decided for this machine."""
        from app.services.preferences import PreferenceService

        return PreferenceService(self.desk)

    @cached_property
    def recorded(self) -> "RecordedFileService":
        """Inspections described in a file."""
        from app.services.recorded import RecordedFileService

        return RecordedFileService(self.desk.store)

    @cached_property
    def demo(self) -> "DemoService":
        """示例数据 in an empty store."""
        from app.services.demo.service import DemoService

        return DemoService(self.desk)
