"""Sentences of 逐项复制."""

TITLE = "逐项复制到省里的系统"
OPEN = "逐项复制…"
PICK = "请先在“可以报的”里选一件。"
HELP = "打开省里的录入页面，按 Enter 复制一项，到那边粘贴，再回来按 Enter。录完把省里给的编号输回来。"
HEADS = ("", "栏目", "内容")
NEXT = "复制“{heading}”（Enter）"
ALL_DONE = "都复制过了，请把省里给的编号输回来。"
DONE_MARK = "✓"
NUMBER, CODE = "省里给的信访件编号", "查询码（没有就空着）"
SAVE, LATER = "录好了，记下编号", "先关上"
SAVED = "已记下省里的编号 {number}。"
BEFORE = "以前录过，编号 {number}。"
