"""What inspectors call the kinds of records and their fields, where records are compared side by side."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "authority": "执法机关",
    "officer": "执法人员",
    "enterprise": "单位",
    "inspection": "检查",
    "finding": "检查结果",
    "hazard": "隐患",
    "extension": "延期",
    "photo": "照片",
    "document": "文书",
    "document_copy": "文书件",
    "service": "送达",
    "void_number": "作废文号",
    "reinspection": "复查",
    "outcome": "复查结论",
    "received_paper": "收文",
    "case": "案件",
    "case_step": "办案步骤",
    "confirmation": "依据核实",
}

LIFECYCLE_WORD = "办理状态"
DELETED_WORD = "去留"

# fmt: off
_COMMON: Mapping[str, str] = {
    "lifecycle": LIFECYCLE_WORD, "deleted": DELETED_WORD,
    "state": "状态", "deadline": "整改期限", "level": "等级", "closing": "办结情况", "name": "名称",
    "short_name": "简称", "prefix": "区域简称", "word": "机关代字", "region": "地区",
    "reconsideration_body": "行政复议机关", "court": "法院", "address": "地址", "postcode": "邮编", "phone": "电话",
    "contact": "联系人", "supervision_phone": "监督电话", "bank": "缴款银行", "bank_account": "银行账号",
    "settings": "设置", "authority_id": "执法机关", "certificate": "执法证号", "valid_from": "有效期起",
    "valid_to": "有效期至", "scope": "执法类别", "area": "执法区域", "position": "职务", "is_active": "在岗",
    "order_no": "序号", "aliases": "招牌名、曾用名", "party_kind": "类型", "uscc": "统一社会信用代码",
    "other_code": "注册号", "operator": "经营者", "sectors": "行业", "industry_code": "行业代码",
    "department": "主管部门", "supervision_tier": "监管层级", "town": "镇街", "village": "村（社区）", "grid": "网格",
    "registered_address": "注册地址", "longitude_e7": "经度", "latitude_e7": "纬度",
    "legal_representative": "法定代表人", "legal_position": "法定代表人职务", "principal": "主要负责人",
    "principal_phone": "主要负责人电话", "safety_manager": "安全管理人员", "safety_manager_phone": "安全管理人员电话",
    "staff_count": "从业人数", "production_state": "生产状态", "risk": "风险等级",
    "hazard_source_grade": "重大危险源级别", "involves": "涉及", "licences": "许可证照",
    "standardisation_grade": "标准化等级", "standardisation_to": "标准化有效期", "insurance": "安责险保单",
    "insurance_to": "安责险有效期", "responsible_persons": "责任人", "credit_grade": "信用等级", "note": "备注",
    "details": "其他信息", "joined_into_id": "并入单位", "builder": "施工单位", "supervisor": "监理单位",
    "enterprise_id": "单位", "officer_ids": "执法人员", "helpers": "协助人员", "category": "类别", "source": "来源",
    "source_note": "来源说明", "reporter_name_sealed": "举报人", "reporter_phone_sealed": "举报人联系方式",
    "party_identity_sealed": "当事人身份证号", "manner": "方式", "matter": "检查事项", "basis": "依据",
    "scheme_approved_by": "方案批准人", "scheme_approved_at": "方案批准时间", "scheme_mode": "方案批准方式",
    "scheme_note": "请示内容", "scheme_paper_due": "补办期限", "scheme_paper_done": "补办日期", "task_no": "任务编号",
    "law_code": "执法码", "law_code_shown_at": "出示执法码时间", "no_code_reason": "未取得执法码的原因",
    "no_code_filed": "备案日期", "notice_served_at": "出示检查通知书时间", "started_at": "开始时间",
    "ended_at": "结束时间", "place": "部位", "party": "当事人", "party_signature": "签名情况",
    "party_reason": "未签名原因", "witness": "见证人", "party_statement": "被检查单位意见",
    "is_recusal_asked": "申请回避", "recusal_reason": "回避理由", "checklists": "检查表",
    "library_blob": "标准库版本", "summary": "处理情况", "reasons": "提示的答复", "is_typed_in": "补录",
    "checklist": "检查表", "item_no": "检查项", "result": "结果", "judged_at": "判定时间", "fact": "事实",
    "demand": "整改要求", "violations": "涉嫌违反条款", "charge": "涉嫌违法行为", "tags": "标签",
    "handling": "处理方式", "criterion": "判定标准", "judgement": "判定理由", "judged_by": "判定人",
    "level_reason": "降低等级的理由", "safety_reason": "能否保证安全的理由", "transfer_to": "移送单位",
    "responsible": "整改责任人", "is_at_once": "立即整改", "treatment": "治理方案", "reported_no": "重大隐患编号",
    "supervision": "挂牌督办", "inspection_id": "检查", "hazard_ids": "隐患", "paper_id": "收文",
    "applied_on": "申请日期", "old_deadline": "原期限", "new_deadline": "新期限", "grounds": "理由", "answer": "答复",
    "approved_by": "批准人", "answered_on": "答复日期", "document_id": "文书", "hazard_id": "隐患",
    "finding_id": "检查结果", "outcome_id": "复查结论", "original_blob": "原件", "file_name": "文件名",
    "format": "格式", "width": "宽", "height": "高", "orientation": "方向", "role": "用途", "view": "景别",
    "taken_text": "相机时间", "taken_at": "拍摄时间", "added_at": "加入时间", "camera": "相机", "taken_by": "拍摄人",
    "caption": "证明内容", "annotations": "标注", "form": "文书种类", "title": "标题", "reinspection_id": "复查",
    "case_id": "案件", "parent_ids": "前序文书", "number": "文号", "number_key": "文号种类",
    "number_year": "文号年份", "number_serial": "文号序号", "number_source": "文号来源", "issued_on": "签发日期",
    "issued_at": "签发时间", "content_blob": "内容", "file_blob": "文件", "copies": "份数", "seal": "用印",
    "sealed_on": "用印日期", "signature": "签名情况", "signer": "签收人", "signature_reason": "未签名原因",
    "fields": "填写内容", "legality": "合法性审查", "copy_kind": "件别", "made_at": "制作时间", "made_by": "制作人",
    "sheets": "页数", "document_ids": "文书", "receiver": "收件人", "receiver_role": "收件人身份",
    "served_at": "送达时间", "method": "送达方式", "refusal": "拒收情况", "proof_blobs": "送达证明",
    "first_serial": "起号", "last_serial": "止号", "reason": "理由", "voided_at": "作废时间", "order_id": "责改文书",
    "round_no": "次数", "is_ended": "已结束", "seen": "复查所见", "next_step": "后续处理",
    "next_reason": "后续处理理由", "extension_id": "延期", "paper_kind": "收文种类", "received_on": "收到日期",
    "reported_on": "报告完成日期", "received_by": "收件人员", "handed_in_by": "提交人", "scan_blobs": "扫描件",
    "requested_deadline": "申请的期限", "handled_on": "办理日期", "handled_note": "办理情况", "party_name": "当事人",
    "is_person": "个人", "procedure": "程序", "cause": "案由", "penalty_basis": "处罚依据", "step": "步骤",
    "on": "日期", "amount_cents": "金额", "provision": "条款", "persons": "人员", "ground": "理由", "text": "内容",
    "reference": "条款", "library_version": "标准库版本", "page_blob": "页面照片", "confirmed_by_id": "核实人",
    "confirmed_at": "核实时间",
}
_OF_KIND: Mapping[tuple[str, str], str] = {
    ("officer", "name"): "姓名", ("enterprise", "name"): "单位名称", ("enterprise", "address"): "生产经营地址",
    ("inspection", "place"): "检查场所", ("inspection", "level"): "等级", ("photo", "source"): "提供者",
    ("photo", "place"): "拍摄地点", ("reinspection", "place"): "复查地点", ("service", "place"): "送达地点",
    ("reinspection", "manner"): "复查方式", ("document", "state"): "文书状态", ("case", "state"): "案件状态",
    ("extension", "state"): "审批状态", ("case", "number"): "案号", ("service", "note"): "备注",
}
# What is shown of a record beside its differences, so that a person knows which one it is.
KEY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "enterprise": ("name", "uscc", "address", "phone", "principal"),
    "officer": ("name", "certificate", "valid_to"),
    "inspection": ("started_at", "place", "category", "state"),
    "finding": ("checklist", "item_no", "result"),
    "hazard": ("deadline", "state", "level", "fact", "demand", "place", "handling"),
    "extension": ("applied_on", "new_deadline", "state"),
    "photo": ("file_name", "role", "view", "caption"),
    "document": ("number", "title", "issued_on", "state"),
    "service": ("receiver", "served_at", "method"),
    "reinspection": ("round_no", "started_at", "place"),
    "outcome": ("result", "seen", "next_step"),
    "received_paper": ("paper_kind", "received_on", "summary"),
    "case": ("title", "number", "cause", "state"),
    "case_step": ("step", "on", "number", "text"),
}
# fmt: on


def kind_word(kind: str) -> str:
    """Name a kind of record."""
    return KINDS.get(kind, "其他记录")


def field_word(kind: str, field: str) -> str:
    """Name a field of a kind; one that a newer program wrote keeps its own key."""
    return _OF_KIND.get((kind, field)) or _COMMON.get(field, field)
