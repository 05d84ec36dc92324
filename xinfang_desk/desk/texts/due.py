"""Sentences of 办件: the board and the page of one matter."""

TITLE = "办件"
SPANS = {"overdue": "已过期", "today": "今天到期", "week": "本周到期", "later": "以后"}
SPAN = "{name}  {count}"
NONE = {
    "overdue": "没有过期的。",
    "today": "今天没有到期的。",
    "week": "本周没有别的到期了。",
    "later": "以后也没有在走的期限。",
}
HELP = "一行是一件要办的事和它的最后一天。上下键走，回车打开，办完自己消掉。"
LAST_DAY = "最晚 {day}"
PROVISIONAL = "暂定"
OVERDUE, SOON = "超期", "快到了"
MORE, BACK_PAGE = "往后 ›", "‹ 往前"
FORMULA, FOLLOW, OWNER = "怎么算的", "现在该怎么办", "谁欠着"
WAITING = "还有 {count} 条变动没有报送、没有录入省系统。"
WAITING_GO = "去报送"
FIND, FIND_GO = "登记编号、查询码或者证件号", "打开"
OPEN_VISIT, OPEN_MATTER = "回车：打开那次来访，接着办", "回车：打开这件事"

BACK = "‹ 回办件  Esc"
VISIT_GO = "打开那次来访"
AGAIN = "他今天又来了  F2"
AGAIN_TIP = "先登记今天的来访，选“还是这件”，就出办理进展告知书"
TIMELINE = "从头到现在"
DUE = "在走的期限"
DUE_NONE = "没有在走的期限。"
NOW = "现在可以出"
NOW_NONE = "现在没有可以出的文书。"
NOT_NOW, NOT_NOW_CLOSE = "现在不能出的，为什么 ▸", "收起 ▾"
RECORD = "记一笔"
RECORD_NONE = "现在没有要记的。"
ITEMS = "登记"
ASKED = "他要什么"
SEALED = "这件由保密员办，这里不显示内容。"
SERVE = "记送达  Ctrl+Enter"
SERVE_LINE = "还没有送达：{papers}"
PAPERS_MADE = "出过的文书"
TAKE_BACK = "撤"
TAKE_BACK_TITLE = "撤这一条"
TAKE_BACK_HELP = "撤掉以后这一条不再算数，期限跟着重算；原来那条和理由都留着。"
TAKE_BACK_WHY = "为什么撤"
TAKEN_BACK = "已撤，期限已重算。"
SAVE, GIVE_UP = "记下  Ctrl+Enter", "不记了"
RECORDED = "已记下，期限已重算。"
TO_PAGE = "‹ 回这件事  Esc"
