"""Papers to draw in tests: the typical case of each, with made-up people and places."""

from dataclasses import replace
from datetime import date

from app.values.papers import Choice, PaperHeader, PaperOfficer, PaperParty, PaperPerson, Remedy
from app.values.papers_after import (
    RectificationReply,
    ReinspectedItem,
    ReinspectionOpinion,
    ReplyItem,
    ServedPaper,
    ServiceReceipt,
)
from app.values.papers_order import DeadlineGroup, MajorMark, OnsiteMeasures, OrderItem, RectificationOrder
from app.values.papers_plan import InspectionNotice, InspectionScheme
from app.values.papers_record import CertificateAnswer, InspectionRecord, RecordItem, RecusalAnswer

HASH = "4f2683cde18ad385" + "0123456789abcdef" * 3
LAW = "《中华人民共和国安全生产法》"
OFFICERS = (PaperOfficer("示例员甲", "渝示—0000001"), PaperOfficer("示例员乙", "渝示—0000002"))
PARTY = PaperParty(
    name="示例燃气有限公司",
    code="91500000DEMO00001X",
    address="示例区示范镇样本路1号",
    principal=PaperPerson("示例人乙", "经理", "000-0000000"),
    on_site=PaperPerson("示例人丙", "站长", "000-0000001"),
)
CHECKED = date(2026, 11, 10)


def header(
    title: str, key: str, *, serial: int = 12, copies: str = "一式两份：一份执法机关备案，一份交被检查单位。"
) -> PaperHeader:
    number = f"（渝示）应急{key}〔2026〕{serial}号"
    return PaperHeader(
        authority="示例区应急管理局",
        title=title,
        number=number,
        copies=copies,
        issued=CHECKED,
        content_hash=HASH,
        qr_text=f"ANCHA1:{key}2026-{serial}:{HASH.upper()}".replace(key, "JJ"),
    )


def scheme() -> InspectionScheme:
    return InspectionScheme(
        header=header("行政检查方案审批表", "检查", copies="内部文书，一份存档。"),
        party=PARTY,
        categories=(Choice("日常", True), Choice("专项"), Choice("线索核查"), Choice("即时")),
        source="2026年度安全生产监督检查计划　第8项",
        frequency="年度频次：第1次／上限2次",
        manners=(Choice("双随机", True), Choice("联合检查"), Choice("不预先电话通知", True), Choice("专家协助")),
        basis=f"{LAW}第六十五条；《重庆市规范涉企行政检查办法》第十七条",
        matters=("主要负责人履职", "三级责任人履职", "燃气泄漏报警装置", "特种作业", "隐患排查治理"),
        time="2026年11月10日9时至12时",
        law_code="DEMO-2026-0012",
        officers=OFFICERS,
    )


def notice() -> InspectionNotice:
    return InspectionNotice(
        header=header("行政检查通知书", "检通", copies="一式两份：一份执法机关存档，一份交被检查单位。"),
        addressee=PARTY.name,
        basis=f"{LAW}第六十五条",
        source="2026年度安全生产监督检查计划",
        begins="2026年11月10日9时",
        category="日常",
        matters="主要负责人履职、三级责任人履职、燃气泄漏报警装置、特种作业、事故隐患排查治理",
        officers=OFFICERS,
        manner="现场查看、查阅资料、询问有关人员",
        law_code="DEMO-2026-0012，检查任务可以由你单位扫码核对。",
        rights="有权要求检查人员出示执法证件，未出示的可以拒绝检查；认为检查人员有利害关系的，可以申请回避；"
        "对检查行为可以陈述意见、投诉举报。",
        duties="请安排现场负责人到场，准备资质证照、教育培训档案、隐患排查治理台账。检查不收取费用，不影响正常生产经营。",
        supervision_phone="000-0000009（示例）",
        contact="示例员甲　000-0000002",
    )


def record() -> InspectionRecord:
    return InspectionRecord(
        header=header("现场检查记录", "检记", copies="一式两份：一份执法机关存档，一份交被检查单位。"),
        party=PARTY,
        places="充装间、重瓶间、配电室、资料室",
        time="2026年11月10日9时10分至2026年11月10日11时40分",
        category="日常检查（年度计划）",
        notice_number="（渝示）应急检通〔2026〕12号",
        officers=OFFICERS,
        items=(
            RecordItem(
                "充装间东墙2号可燃气体探测器显示故障，值班记录载明自2026年10月28日起停用；检查时充装作业正在进行",
                "照片1、2",
            ),
            RecordItem(
                "配电室值班的示例工丁从事低压电工作业，所持特种作业操作证有效期至2026年9月30日，现场未能提供复审合格证明",
                "照片3",
            ),
            RecordItem("重瓶间事故排风机未与可燃气体探测器联锁，现场触发测试两次，排风机均未自动启动", "照片4，视频1"),
            RecordItem(
                "2026年10月事故隐患排查治理台账只有排查记录，无治理结果，资料室和公示栏均未见向从业人员通报的材料",
                "照片5",
            ),
            RecordItem("2026年10月入职的两名充装辅助人员，安全生产教育和培训档案中无考核结果", "照片6"),
            RecordItem(
                "重瓶间安全出口内侧堆放空瓶筐三个，占用疏散通道", "照片7", "10时52分清走空瓶筐，通道恢复畅通（照片8）"
            ),
        ),
        handling="第1项，当场下达（渝示）应急现决〔2026〕3号现场处理措施决定书；第1项至第5项，当场下达（渝示）应急责改"
        "〔2026〕12号责令限期整改指令书；第5项另依法给予当场行政处罚。检查环境、过程已用执法记录仪记录"
        "（编号：示-01，9时08分至11时42分）。",
        note="本记录只反映本次检查时看到的情况，不免除被检查单位自行排查并消除其他事故隐患的责任。",
        certificate_answer=CertificateAnswer(),
        recusal_answer=RecusalAnswer(asked=False),
    )


def remedy() -> Remedy:
    return Remedy(
        wording="如不服本指令，可以自收到本指令之日起六十日内向{body}申请行政复议，也可以自收到之日起六个月内依法向{court}"
        "提起行政诉讼；复议、诉讼期间，除法律另有规定外，不停止执行。",
        body="示例区人民政府",
        court="示例区人民法院",
    )


def order() -> RectificationOrder:
    short = "《安全生产法》"
    return RectificationOrder(
        header=header("责令限期整改指令书", "责改"),
        addressee=PARTY.name,
        checked=CHECKED,
        items=(
            OrderItem(
                "充装间东墙2号可燃气体探测器故障停用期间仍进行充装作业，未经常维护、保养，不能保证其正常运转",
                f"{LAW}（以下简称{short}）第三十六条第二款",
            ),
            OrderItem("低压电工示例工丁的特种作业操作证逾期未复审，仍在岗作业", f"{short}第三十条第一款"),
            OrderItem("重瓶间事故排风机未与可燃气体探测器联锁，不能自动启动", f"{short}第三十六条第一款"),
            OrderItem("2026年10月事故隐患治理情况未如实记录，也未向从业人员通报", f"{short}第四十一条第二款"),
            OrderItem("两名新入职人员的安全生产教育和培训考核结果未如实记录", f"{short}第二十八条第四款"),
        ),
        majors=(MajorMark((1,), "《示例判定标准》第一条第（一）项"),),
        basis=f"{short}第六十五条第一款第二项",
        deadlines=(DeadlineGroup((1, 2), date(2026, 11, 17)), DeadlineGroup((3, 4, 5), date(2026, 11, 24))),
        requirements="整改应当达到法律、法规、规章和国家标准、行业标准的要求。整改期间，你单位应当采取措施保证安全；"
        "发生生产安全事故的，依法承担责任。提前完成的，可以书面申请复查；逾期未整改的，本机关将依法处理。",
        remedy=remedy(),
        officers=OFFICERS,
    )


def reply() -> RectificationReply:
    first, second = date(2026, 11, 17), date(2026, 11, 24)
    problems = (
        ("充装间2号探测器停用", first),
        ("电工操作证逾期未复审", first),
        ("重瓶间排风机未联锁", second),
        ("10月隐患治理未记录、通报", second),
        ("两名新员工考核未记录", second),
    )
    blank = header("整改情况回执", "责改", copies="由被检查单位填写，整改到期前交回执法机关，自留一份。")
    return RectificationReply(
        header=PaperHeader(
            authority=blank.authority,
            title=blank.title,
            number=blank.number,
            copies=blank.copies,
            issued=blank.issued,
            heading="责令限期整改指令书附件",
            content_hash=HASH,
            qr_text=blank.qr_text,
        ),
        order_title="责令限期整改指令书",
        items=tuple(ReplyItem(n, problem, until) for n, (problem, until) in enumerate(problems, start=1)),
    )


def opinion() -> ReinspectionOpinion:
    first, second = date(2026, 11, 17), date(2026, 11, 24)
    rows = (
        ("充装间2号可燃气体探测器", first, True, "探测器已更换，现场通气试验报警正常（照片1）"),
        ("电工特种作业操作证", first, True, "示例工丁已调离，由持证人员接替（照片2）"),
        ("重瓶间排风机联锁", second, False, "设备已到货，未安装、未联锁（照片3）"),
        ("事故隐患治理记录与通报", second, True, "10月台账已补全并张榜（照片4）"),
        ("新员工考核记录", second, True, "两人考核结果已入档（照片5）"),
    )
    reinspected = date(2026, 11, 25)
    own = header("整改复查意见书", "复查", serial=9, copies="一式两份：一份执法机关备案，一份交被复查单位。")
    return ReinspectionOpinion(
        header=replace(own, issued=reinspected),
        addressee=PARTY.name,
        decided=CHECKED,
        decision="责令限期整改",
        decision_number="（渝示）应急责改〔2026〕12号",
        reinspected=reinspected,
        items=tuple(ReinspectedItem(n, *row) for n, row in enumerate(rows, start=1)),
        officers=OFFICERS,
        consequence=f"你单位未在期限届满前申请延期，本机关将依照{LAW}第九十九条依法立案处理。你单位应当立即继续整改；"
        "整改完毕前，不得停止已采取的安全防范措施。",
        resuming="第1项涉及的设备恢复使用，以本机关审查同意的书面意见为准。",
    )


def measures() -> OnsiteMeasures:
    short = "《安全生产法》"
    return OnsiteMeasures(
        header=header("现场处理措施决定书", "现决", serial=3),
        addressee=PARTY.name,
        checked=CHECKED,
        items=(
            OrderItem(
                "充装间东墙2号可燃气体探测器故障停用期间仍进行充装作业，未经常维护、保养，不能保证其正常运转",
                f"{LAW}（以下简称{short}）第三十六条第二款",
            ),
        ),
        majors=(MajorMark((1,), "《示例判定标准》第一条第（一）项"),),
        danger="充装作业区域泄漏不能及时报警，隐患排除前和排除过程中无法保证安全",
        basis=f"{short}第六十五条第一款第三项",
        measures=(
            "立即从充装间撤出作业人员",
            "自2026年11月10日起，停止使用充装间全部液化石油气充装设备",
            "停用期间由专人值守，保持通风，不得擅自恢复使用",
        ),
        resuming="隐患排除后，你单位可以书面申请审查；经本机关审查同意，方可恢复使用。",
        remedy=replace(remedy(), wording=remedy().wording.replace("本指令", "本决定")),
        officers=OFFICERS,
    )


def receipt() -> ServiceReceipt:
    place = PARTY.address
    return ServiceReceipt(
        header=header("文书送达回执", "回", copies="本回执由执法机关归档；同一次送达的文书各占一行。"),
        matter="示例燃气有限公司安全生产监督检查及处理",
        receiver=PARTY.name,
        papers=(
            ServedPaper("现场处理措施决定书", "（渝示）应急现决〔2026〕3号", place, "直接送达"),
            ServedPaper("责令限期整改指令书", "（渝示）应急责改〔2026〕12号", place, "直接送达"),
            ServedPaper("行政（当场）处罚决定书", "（渝示）应急罚当〔2026〕5号", place, "直接送达"),
        ),
        remark="受送达人拒绝签收的，写明拒收事由和日期，由见证人签名，或者以照片、录像记录送达过程：",
        notes=(
            "送达依照《中华人民共和国行政处罚法》第六十一条和《中华人民共和国民事诉讼法》的有关规定办理。",
            "代收的，由代收人签名，并在备注中写明与受送达人的关系；电子送达的，附经受送达人确认的记录。",
            "期限自加盖印章的文书送达之日起计算。",
        ),
    )
