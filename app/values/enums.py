"""The closed lists of the trade. Stored by value; a new value raises a record's `needs` (merge rule 16)."""

from enum import StrEnum


class PartyKind(StrEnum):
    """主体类型: who can be inspected; not all of them have a 统一社会信用代码."""

    COMPANY = "企业"
    BRANCH = "分支机构"
    SOLE_TRADER = "个体工商户"
    SITE = "工地"
    INSTITUTION = "事业单位"
    SCHOOL = "学校"
    VILLAGE = "村社"
    PERSON = "自然人"
    UNLICENSED = "无照"


class ProductionState(StrEnum):
    """生产状态."""

    RUNNING = "在产"
    STOPPED = "停产"
    CLOSED = "关闭"
    BUILDING = "在建"


class RiskLevel(StrEnum):
    """风险等级."""

    RED = "红"
    ORANGE = "橙"
    YELLOW = "黄"
    BLUE = "蓝"


class InspectionCategory(StrEnum):
    """检查类别 (重庆市政府令第375号第三条)."""

    ROUTINE = "日常"
    SPECIAL = "专项"
    LEAD = "线索核查"
    IMMEDIATE = "即时"


class InspectionSource(StrEnum):
    """任务来源."""

    YEARLY_PLAN = "年度计划"
    SPECIAL_PLAN = "专项计划"
    SUPERIOR = "上级部署"
    REPORT = "举报"
    ASSIGNED = "交办"
    TRANSFERRED = "移送"
    MONITORING = "监测预警"
    EMERGENCY = "突发事件"


class InspectionManner(StrEnum):
    """检查方式; several may hold at once."""

    RANDOM = "双随机"
    UNANNOUNCED = "四不两直"
    JOINT = "联合"
    CROSS_DISTRICT = "跨区交叉"
    EXPERT_AIDED = "专家协助"
    OFF_SITE = "非现场"


class ApprovalMode(StrEnum):
    """How an approval was given."""

    PAPER = "书面"
    PHONE = "电话请示"
    SYSTEM = "系统"


class InspectionState(StrEnum):
    """Where an inspection stands."""

    DRAFT = "draft"
    ENDED = "ended"
    ORDERED = "ordered"
    REINSPECTING = "reinspecting"
    CLOSED = "closed"
    VOID = "void"


class Stage(StrEnum):
    """三部曲 and its end."""

    DIAGNOSIS = "检查诊断"
    PENALTY = "行政处罚"
    REINSPECTION = "整改复查"
    CLOSED = "闭环"


class FindingResult(StrEnum):
    """检查结果 of one item; an item without a finding is 未查."""

    CONFORMS = "符合"
    FAILS = "不符合"
    NOT_APPLICABLE = "不适用"
    PENDING = "待查"


class HazardLevel(StrEnum):
    """隐患等级."""

    ORDINARY = "一般"
    MAJOR = "重大"


class HazardTag(StrEnum):
    """两重大一突出; several may hold at once."""

    MAJOR_RISK = "重大风险"
    MAJOR_HAZARD = "重大隐患"
    FLAGRANT = "突出违法行为"


class Handling(StrEnum):
    """处理方式."""

    ON_THE_SPOT = "当场整改"
    DEADLINE = "限期整改"
    ONSITE_MEASURES = "现场处理"
    CASE = "立案"
    TRANSFER = "移送"
    ADVICE = "建议"


class HazardState(StrEnum):
    """Where a hazard stands."""

    FOUND = "found"
    ORDERED = "ordered"
    IMMEDIATE = "immediate"
    SUSPENDED = "suspended"
    EXTENDED = "extended"
    DUE = "due"
    PASSED = "passed"
    FAILED = "failed"
    SUPERVISED = "supervised"
    TRANSFERRED = "transferred"
    VOID = "void"


class PhotoRole(StrEnum):
    """What a photograph shows."""

    BEFORE = "整改前"
    AFTER = "整改后"
    SCENE = "现场"
    EVIDENCE = "证据"


class PhotoView(StrEnum):
    """照片顺序: 全景 → 部位 → 细节."""

    WHOLE = "全景"
    PART = "部位"
    DETAIL = "细节"


class PhotoSource(StrEnum):
    """Who took it; an enterprise's photograph is never the officer's after photo."""

    OFFICER = "执法人员"
    ENTERPRISE = "企业提供"


class SignState(StrEnum):
    """How the other side answered the request to sign."""

    SIGNED = "signed"
    REFUSED = "refused"
    ABSENT = "absent"
    UNABLE = "unable"


class SignerRole(StrEnum):
    """签收人身份."""

    LEGAL_REPRESENTATIVE = "法定代表人"
    PRINCIPAL = "主要负责人"
    ON_SITE = "现场负责人"
    PROXY = "受托人"


class DocumentForm(StrEnum):
    """The document forms; titles and layout are data of the form."""

    INSPECTION_SCHEME = "inspection_scheme"
    INSPECTION_NOTICE = "inspection_notice"
    INSPECTION_RECORD = "inspection_record"
    RECTIFICATION_ORDER = "rectification_order"
    RECTIFICATION_REPLY = "rectification_reply"
    ONSITE_MEASURES = "onsite_measures"
    SUMMARY_PENALTY = "summary_penalty"
    PENALTY_NOTICE = "penalty_notice"
    HEARING_NOTICE = "hearing_notice"
    PENALTY_DECISION = "penalty_decision"
    SERVICE_RECEIPT = "service_receipt"
    REINSPECTION_OPINION = "reinspection_opinion"
    EXTENSION_REPLY = "extension_reply"
    PHOTO_PAGE = "photo_page"


class DocumentState(StrEnum):
    """Where a document stands."""

    DRAFT = "draft"
    ISSUED = "issued"
    SIGNED = "signed"
    SERVED = "served"
    ARCHIVED = "archived"
    REVOKED = "revoked"
    VOID = "void"


class SealState(StrEnum):
    """盖章; periods run from the service of the sealed copy."""

    BEFOREHAND = "预盖"
    ON_SITE = "现场盖"
    AT_OFFICE = "回局补盖"


class CopyKind(StrEnum):
    """What kind of copy a file is; none replaces another."""

    PRINTED = "打印件"
    SIGNED = "签名件"
    SCANNED = "扫描件"


class NumberSource(StrEnum):
    """Where a document number came from."""

    DEVICE_RANGE = "本机号段"
    OTHER_SYSTEM = "系统外部号"
    BY_HAND = "手工号"


class ServiceMethod(StrEnum):
    """送达方式."""

    DIRECT = "直接送达"
    LEFT = "留置送达"
    POST = "邮寄送达"
    ENTRUSTED = "委托送达"
    FORWARDED = "转交送达"
    ELECTRONIC = "电子送达"
    PUBLIC_NOTICE = "公告送达"


class OutcomeResult(StrEnum):
    """复查结论 of one hazard; 部分整改 counts as 未整改."""

    DONE = "已整改"
    NOT_DONE = "未整改"


class OutcomeNext(StrEnum):
    """What follows an item that was not rectified."""

    CASE = "立案"
    EXTENSION = "延期"
    NEW_ORDER = "再次责改"


class ReinspectionManner(StrEnum):
    """复查方式; 重大隐患 only on site."""

    ON_SITE = "现场"
    ON_PAPER = "书面"
    VIDEO = "视频"


class PaperKind(StrEnum):
    """收文: what an enterprise hands in."""

    RECTIFICATION_REPORT = "整改报告"
    REINSPECTION_REQUEST = "复查申请"
    EXTENSION_REQUEST = "延期申请"
    TREATMENT_PLAN = "治理方案"
    RESUMPTION_REQUEST = "恢复生产申请"
    DEFENCE = "申辩书"
    OTHER = "其他"


class ExtensionState(StrEnum):
    """延期."""

    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"


class Procedure(StrEnum):
    """处罚程序."""

    SUMMARY = "简易"
    ORDINARY = "普通"


class CaseState(StrEnum):
    """Where a case stands."""

    LEAD = "lead"
    FILED = "filed"
    NOTIFIED = "notified"
    DECIDED = "decided"
    SERVED = "served"
    PERFORMED = "performed"
    CLOSED = "closed"
    VOID = "void"


class StepKind(StrEnum):
    """Steps of a case; the whole procedure is named now so that records need not change shape."""

    LEAD = "线索"
    FILING = "立案"
    INVESTIGATION = "调查取证"
    REPORT = "调查终结"
    PROPOSAL = "拟处理意见"
    NOTICE = "告知"
    HEARING_NOTICE = "听证告知"
    DEFENCE = "陈述申辩"
    HEARING = "听证"
    LEGAL_REVIEW = "法制审核"
    COLLECTIVE_DISCUSSION = "集体讨论"
    APPROVAL = "呈批"
    DECISION = "决定"
    NO_PENALTY = "不予处罚"
    SERVICE = "送达"
    PAYMENT = "缴款"
    DEFERRAL = "延期分期"
    REMINDER = "催告"
    SURCHARGE = "加处罚款"
    COURT_APPLICATION = "申请强制执行"
    DAILY_PENALTY = "按日连续处罚"
    RECONSIDERATION = "行政复议"
    LITIGATION = "行政诉讼"
    PUBLICATION = "公示"
    EXTENSION = "办案延期"
    TRANSFER = "移送"
    WITHDRAWAL = "撤销立案"
    CLOSING = "结案"
    ARCHIVING = "归档"


class NoPenaltyGround(StrEnum):
    """不予处罚的理由 (行政处罚法第三十三条); 减轻 stands in article 32 and is a decision."""

    SLIGHT = "轻微并及时改正，没有造成危害后果"
    FIRST_TIME = "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "有证据足以证明没有主观过错"
    NOT_ESTABLISHED = "违法事实不能成立"
    TIME_BARRED = "超过追究时效"


class Confidence(StrEnum):
    """How sure a fact of law is; only unverified ones are not printable."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"
