"""Sentences of the first run and of 设置."""

LEVELS = (("county", "县级"), ("township", "乡镇、街道"))
ROLES = (
    ("A", "A 信访部门（信访局）：登记，15日内转送、交办，释法引导，督办"),
    ("B", "B 乡镇、街道：登记，自己的事受理办理，别家的事告知去向"),
    ("C", "C 县直部门、单位：登记，当场或15日内书面告知，受理办理"),
)
N3_TITLES = (("refusal", "不予受理告知书＋引导告知书"), ("guidance", "只出引导告知书"))
Z2_TOLD = (("desk", "本窗口告知"), ("judicial", "政法部门告知"))
LATE = (("no", "不拒收，报负责人决定"), ("yes", "按本省规定不再受理"))
OTHER_COUNTY = "其他（自己填）"
OTHER_TOWN = "不选"

STEP_OFFICE = "这是哪个单位"
STEP_OFFICE_HELP = "这些会印在每张纸上。以后都可以在“设置”里改，改了以后的纸才变。"
N3_ASK = "来访的事该走诉讼的，出什么"
N3_HINT = "条例对来访涉诉写的是释法明理、引导；不予受理的说法来自部门文件。乡镇建议只出引导告知书。"
STEP_STAFF = "谁在这里工作"
STEP_STAFF_HELP = "写上接待、承办和能作决定的人。不予（不再）受理要由能作决定的人署名。"
STEP_USERS = "谁用这台电脑登录"
STEP_USERS_HELP = (
    "第一个人要勾“管理员”。举报件只有“保密员”能打开；建议另有一人也是保密员。密码至少8位，忘了只能用恢复码。"
)
STEP_SAMPLES = "看一看要印的文书"
STEP_SAMPLES_HELP = "内置文书是通用写法。请负责人翻一遍；同意用的，写上姓名。可以先跳过，灯上会一直写“文书未核定”。"
STEP_RECOVERY = "恢复单，请印出来锁好"
STEP_RECOVERY_HELP = "密码全忘了，只有这个恢复码能打开数据。请打印或抄下来，交单位保管；程序里不再显示。"
APPROVED_BY = "核定人姓名（可先空着）"
APPROVER = "核定人姓名"
NEXT, BACK, CREATE, ENTER = "下一步", "上一步", "建立数据", "记好了，进入"
PRINT_RECOVERY, SAVE_RECOVERY = "打印恢复单", "存成 PDF"
RECOVERY_KEPT = "我已经把恢复码印好或抄好"
CREATING = "正在建立加密的数据，请稍等。"
ADD_STAFF, ADD_USER, REMOVE = "＋ 加一人", "＋ 加一个用户", "去掉"
STAFF_HEADS = ("姓名", "职务", "电话", "能作决定")
USER_HEADS = ("登录名", "姓名", "密码", "再输一次")
PASSWORDS_DIFFER = "两次输入的密码不一样，请重输。"
STAFF_EMPTY = "请至少写一个人，并勾一个能作决定的人。"
USER_EMPTY = "请填登录名、姓名和密码。"
ADMIN_MISSING = "第一个用户要勾“管理员”。"

TAB_DAYS = "接访日程"
DAYS_HELP = (
    "领导接访的日子要公布（条例第十八条）。填在这里，想见领导的来访人拿到的回执上就印着，"
    "还带一张预约单。过去的日子不印。"
)
DAYS_HEADS = ("日期", "接访领导", "时间、地点")
ADD_DAY = "＋ 加一天"
TAB_OFFICE, TAB_POLICY, TAB_STAFF, TAB_USERS = "单位", "口径和依据", "人员", "用户"
TAB_BODIES, TAB_NUMBERS, TAB_PAPERS, TAB_PC, TAB_DATA = "机关名录", "文号", "文书核定", "本机", "数据"
SAVE = "保存"
SAVED = "已保存，从今天起用。"
BODY_HEADS = ("名称", "类别", "地址", "电话", "办公时间", "怎么去")
BODY_KINDS = (
    ("court", "法院"),
    ("procuratorate", "检察院"),
    ("police", "公安"),
    ("labour", "人社、仲裁"),
    ("bureau", "部门"),
    ("township", "乡镇街道"),
    ("discipline", "纪检监察"),
    ("mediation", "调解组织"),
    ("legal_aid", "法律援助"),
    ("relief", "社会救助"),
    ("other", "其他"),
)
SERIES_HEADS = ("机关代字和类别", "年份", "下一个号", "用于", "文书编码")
PRINTER, SCALE, DARK = "打印机", "字号", "深色"
DEFAULT_PRINTER = "系统默认打印机"
SCALE_NAMES = {0.9: "小", 1.0: "标准", 1.15: "稍大", 1.3: "大", 1.6: "很大", 2.0: "最大"}
OWN_PASSWORD = "换自己的密码"
OWN_OLD, OWN_NEW, OWN_AGAIN = "现在的密码", "新密码", "再输一次"
OWN_CHANGE, OWN_CHANGED = "换密码", "密码换好了，下次登录用新的。"
RESTART_SCALE = "字号和颜色已换好。"
BACKUP_NOW, BACKUP_DONE = "现在备份到…", "备份好了，并且打开核对过。"
APPROVED = "已由{name}于{day}核定（{version}版）。"
NOT_APPROVED = "还没有核定（{version}版）。请负责人看过样张后写上姓名。"
APPROVE = "核定使用"
NAME_WANTED = "请写核定人姓名。"
