"""Sentences about the audit, its seals, the self-check, 帮助, the idle lock, users' ways in, and retention."""

SEAL_HEAD = "操作记录"
SEAL_HELP = "每天下班打一张封签单，负责人签名锁好。以后照单子一核，就知道记录有没有被动过。"
SEAL_NOW = "今天到现在共 {seq} 条，封签码 {code}"
SEAL_DAY = "哪一天（空着是今天）"
SEAL_PRINT = "打印封签单"
SEAL_TYPED_DAY, SEAL_TYPED_CODE = "封签单上的日期", "封签单上的封签码"
VERIFY_NOW = "核对操作记录"
VERIFY_DONE = "操作记录完整，共 {count} 条。"
VERIFY_SEAL = "{day} 的封签对得上。"
BAD_DAY = "日期请写成 2026-11-23 的样子。"

CLOSE = "关闭"
HEALTH_TITLE = "自检"
HEALTH_AGAIN = "再查一遍"

HELP = "帮助"
VERSION = "信访接待台 {version}"
NEVER_HEAD = "本程序从来不做的事"
NEVER = (
    "不给人打分、贴标签、排名次，没有任何人员名单；库里、屏幕上、导出里都没有这样的栏目。",
    "不数一个人来了几回。同一证件号只用来找到同一件事办到哪一步，每查一次都留记录。",
    "不存照片、指纹、人脸，不联网，不往外传任何东西；交出去的只有您自己写的报送文件和备份。",
    "举报的内容只进密存，不进草稿、查询、导出；只有保密员能开，开一次记一次。",
    "证件号码和电话在屏幕上平时遮着，看一次记一次；按 F4 只剩号码，锁定后什么名字都看不到。",
    "权限由程序按职责管；数据文件的密钥不分职责：能登录的人，换别的工具也能打开文件。所以登录名只给该给的人，人走了就停用。",
    "操作记录只能加，不能改。每天的封签单签字锁好，以后谁动过一核就知道。",
)
KEYS_HEAD = "键盘"
KEYS = (
    ("F2", "新登记"),
    ("F4", "遮住、露出姓名"),
    ("F6", "这是举报（登记开头问的那一句）"),
    ("F9", "打印：取号、定稿、出纸一次完成"),
    ("1—9", "卡片上按数字选答案，0 是拿不准"),
    ("Enter", "到下一栏；答完一张到下一张"),
    ("Ctrl+Enter", "办完这一步"),
    ("空格", "把预览放大、缩小"),
    ("Ctrl+L", "锁定；同一个人再登录，回到原来的地方"),
    ("Tab", "在按钮和栏目之间走"),
)
MANUAL_HEAD = "说明书和出了问题"
MANUAL = (
    "说明书随程序一起装：程序文件夹里的 README.zh-CN.md 和 docs。",
    "打印不出、数据打不开、时间不对，先点上面的“自检”，哪一行不是就绪就照那一行做。",
    "密码忘了找管理员当面重设；管理员也忘了，用锁着的恢复单在登录页进入。",
)

CANCEL = "取消"
RESET_TITLE = "给{name}重设密码"
RESET_HELP = "请本人坐到电脑前自己输入，别人不看。重设以后，旧密码就不能用了。"
RESET_PRESENT = "本人在场，密码由本人自己输入"
RESET_OK = "重设密码"
RESET_DONE = "密码重设好了，下次登录用新的。"
RESET_ASK = "当面重设密码"
PICK_USER = "请先在表里选一个人。"
PICK_OTHER = "自己的密码到“本机”里换。"
RECOVERY_NEW = "打印新恢复单"
RECOVERY_HELP = "做了新的，旧恢复单马上作废。恢复单丢了、看见的人换了岗，都应当换一张。"
RECOVERY_OLD = "旧恢复码（有就照着输入）"
RECOVERY_OLD_HINT = "没有旧单子就空着：其他人下次登录时，新单子才管得到他们的密件。"
RECOVERY_MAKE = "做一张新的"
RECOVERY_KEPT = "已印好锁好，关闭"
IDLE_CAPTION = "几分钟没人用就锁上"
IDLE_SAVE = "改分钟数"
IDLE_SAVED = "已改，从现在起用。"

TAB_RETENTION = "保管期限"
RETENTION_HELP = "每一类办完以后留几年。到期了不会自己销毁，要两个人在这里确认。年数按本单位档案管理的规定填。"
RETENTION_HEADS = ("哪一类", "保管几年", "试算：现在到期的")
RETENTION_SAVE = "保存年数"
FOR_GOOD = "一直保管"
KEPT = "不销毁"
NOT_DUE = "没有到期的。"
DUE = "{count} 件，{first} 到 {last} 办完的。"
DESTROY = "销毁到期的"
DESTROY_HELP = (
    "销毁以后找不回来：姓名、诉求、文书内容、密件都没有了，只留登记编号、文书编码、文号、日期和校验值。请先备份。"
)
DESTROY_ASK = "要销毁 {count} 件，销毁以后找不回来。确定吗？"
DESTROY_DONE = "已销毁 {count} 件，编号和日期留着。"
BASIS = "谁批准的（批准人、文号、日期）"
SECOND_NAME = "第二个人的登录名（另一位管理员或者审核人）"
SECOND_PASSWORD = "第二个人的密码"
OWN_RECORD = "打印本人信息"
OWN_RECORD_TIP = "这个人要看存了他什么，打一份给他；写错的点“更正”。"
