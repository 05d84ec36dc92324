"""Sentences of ① 登记."""

TITLE = "登记"
SOURCE_QUESTION = "从哪里来？"
SOURCE_HELP = "先选来源，再答是不是举报，然后才开始写。"
CHANGE_SOURCE = "改来源"
SEALED_CHIP = "密存"
SEALED_LINE = "这件是举报：下面写的只进密存，不进草稿、查询和导出。写完请直接完成登记。"
DIRECT_HEAD = "先不要说细节"
DIRECT_LINES = (
    "您可以自己直接去举报，不用经过我们：打 12388（纪检监察举报电话），或者上网到 12388.gov.cn。",
    "您要是在这里交，我们只收封好的材料，装密封袋，按管理权限转给有权处理的机关；不告诉被反映的人和单位。",
)
DIRECT_OWN = "反映本单位领导的，请直接找上一级；我们也只转上一级。"
DIRECT_SHOW, DIRECT_TITLE, DIRECT_CLOSE = "给他看（大字）", "可以直接举报", "看好了"
ACCUSED = "反映的是不是本单位领导班子成员"
ACCUSED_CHOICES = (("", "没说，不清楚"), ("own", "是"), ("other", "不是"))
SHOW_NUMBERS = "显示完整号码"
SHOW_NUMBERS_TIP = "证件号码和电话平时遮着；看一次记一次。"
PEOPLE_HEAD = "谁来的"
COUNT_HEAD = "人数和接待"
MATTER_HEAD = "什么事"
MATTER_TAB = "第 {number} 件"
ADD_VISITOR, ADD_MATTER, ADD_PAPER = "＋ 加一人", "＋ 再加一件事", "＋ 加一份材料"
REMOVE, REMOVE_MATTER = "去掉", "去掉这件"
MORE, LESS = "更多 ▾", "收起 ▴"
MORE_WORDS = "理由、原话、摘要 ▾"
LESS_WORDS = "理由、原话、摘要 ▴"
PAPERS_HEAD = "收了什么材料"
PAPERS_NONE = "没有收材料。"
PAPERS_TAKEN = "登记时已收：{papers}。"
PAPER_NAME, PAPER_COPIES, PAPER_PAGES, PAPER_ORIGINAL = "材料名称", "份数", "页数", "原件"
PAPER_PAGES_UNKNOWN = "没数"
LATER = "先收下，其余后补"
LATER_TIP = "写上姓名和“材料一册”就能先收下，出回执，其余以后再补。"
START_OVER = "不登了"
COMPLETE = "完成登记  Ctrl+Enter"
COMPLETING = "正在登记…"
DONE = "已登记：{word} {seq}，登记编号 {numbers}。"
NOBODY, NOWHERE, NOT_CHOSEN = "（不选）", "别处", "（请选）"
TOWN_FIRST = "（先选乡镇）"
UNIT_NAME, PERSON_NAME = "单位名称", "姓名"
UNIT_TOWN, PERSON_TOWN = "单位在哪个乡镇", "住在哪个乡镇"
CONTINUES = "接着 {number} 那件事"
CONTINUES_DROP = "不是同一件"

SEEN_HEAD = "这个证件号以前来过"
SEEN_HELP = "只作提醒。同一个人、同一个请求、同一件事实，才算同一件事。"
SEEN_SAME = "是同一件事"
SEEN_PAPER = "最后一张纸：{paper}，{on}"
SEEN_SERVED = "，{on}送达"

DRAFT_OFFER = "上次没登记完的（{at}），接着填？"
DRAFT_TAKE, DRAFT_DROP = "接着填", "不要了"
DRAFT_DROP_ASK = "这份没登记完的内容会去掉，确定不要了吗？"
DRAFT_KEPT, DRAFT_KEPT_SEALED = "已存草稿 {at}", "草稿 {at}：只存了来源和是谁，没存内容"
ABANDON_ASK = "还没有完成登记，写的内容会去掉。确定不登了吗？"
YES, NO = "确定", "返回"

SIDE_HEAD = "提醒"
SIDE_LINES = (
    "问清四件事：谁来的、要什么、发生了什么、找过谁。",
    "没带证件、不会写字、不愿留名，都照样登记。",
    "证件号对不上的，写明原因也能留下。",
)
SIDE_LINES_SEALED = (
    "不问细节，不念出声，不当众叫名字；材料请他自己封好。",
    "不愿留名，照样登记；他说不清是不是干部，按密件。",
    "写下的只进密存；写完请直接完成登记。",
)
SIDE_ARTICLE_SEALED = "《信访工作条例》第三十条"
SIDE_GIST_SEALED = "检举控告按管理权限转送；不得把材料和有关情况透露、转给被检举、控告的人和单位。"
SIDE_ARTICLE = "《信访工作条例》第十九条、第二十二条"
SIDE_GIST = "采用口头形式的，写下姓名（名称）、住址和请求、事实、理由；收到就登记。"

REGISTERED_HEAD = "已登记"
REGISTER_NO, QUERY_CODE = "登记编号", "查询码"
RECEIVED_BY = "登记人 {registrar}，接待人 {receiver}"
SEALED_ITEM = "见密件登记"
OPEN_SEALED, OPEN_SEALED_TITLE = "打开密件", "打开密件"
OPEN_SEALED_HELP = "密件只给办这件事的人看。每次打开都会留下记录。"
SEALED_LINES = (
    ("request", "他要什么"),
    ("facts", "发生了什么"),
    ("reasons", "他说的理由"),
    ("own_words", "他的原话"),
    ("summary", "接访员摘要"),
    ("body_complained", "反映哪个单位"),
    ("place", "具体地点"),
)
CLOSE = "看完了，收起"
WORDS_EMPTY = "还没有记下他要什么、发生了什么。"
CORRECT, VOID_ITEM, ADD_VISITORS, WRITE_WORDS = "更正", "作废", "补名册", "补写诉求"
VOIDED = "已作废"
GO_SCREEN = "去甄别  Ctrl+Enter"
LATER_REASON = "先收下，后补"

CORRECT_TITLE = "更正"
CORRECT_HELP = "原来的内容会留着，登记表上两样都看得到；印过这一项的文书要作废重出。"
CORRECT_WHICH, CORRECT_NEW, CORRECT_REASON = "改哪一项", "改成", "为什么改"
CORRECT_OLD, CORRECT_NOTHING = "原来：{old}", "（空着）"
CORRECT_VOID, CORRECT_VOID_ASK = "作废重出", "这些文书印过原来的内容：{papers}。现在作废，到“告知”里重出吗？"
CORRECT_VOID_REASON = "更正：{reason}"
CORRECT_DONE = "已更正。"
CORRECT_SCREEN_AGAIN = "已更正。日期改过，期限要重算，请重新甄别。"
VOID_TITLE, VOID_REASON = "作废", "为什么作废"
VOID_HELP = "作废后编号保留，不能再用；记录还在。"
VOID_DONE = "已作废，编号保留。"
ADD_VISITORS_TITLE = "补名册"
ADD_VISITORS_DONE = "名册已补上。"
WORDS_TITLE = "补写诉求"
WORDS_DONE = "已补上。"
REASON_EMPTY = "请写明原因。"
NEW_EMPTY = "请填写。"
SAVE, CANCEL = "保存", "取消"

RECORD_NAMES = {"reception": "这次来访", "visitor": "来访人", "item": "第 {number} 件"}
GO_ON = "接着办  Ctrl+Enter"
COUNTS = "来 {people} 人，涉及 {concerned} 人"
CORRECT_PAPERS = "已更正。这些文书印过原来的内容，请作废重出：{papers}。"
FOLLOW_ITEM = "办到哪了"

LINK, PART, LINK_OK = "关联另一件", "分开", "关联"
LINK_TITLE = "关联另一件"
LINK_HELP = "同一家另一个人、同村另一户来说自己那份的，各登各的，可以关联着看；不能因为关联就不受理、不办。"
LINK_NUMBER, LINK_REASON = "另一件的登记编号（后几位也行）", "为什么放在一起看"
LINKED = "关联：登记编号 {number}，{on} 收到"
LINK_HEAD = "关联的登记"
LINK_LINE = "{number}　{on}"
LINK_DONE, PART_DONE = "已关联。", "已分开。"
PART_TITLE, PART_REASON = "分开", "为什么分开"
PART_HELP = "分开后不再一起显示；谁在哪天关联、分开，都留着记录。"
CLASS_OPEN, CLASS_CHECKED = "内容分类：{name}（待核）", "内容分类：{name}（已核）"
CLASS_OK, CLASS_DONE = "核对无误", "内容分类已核。"
