"""Sentences of ③ 告知 and ④ 签收."""

PAPERS = "要出的文书"
COPIES = "{who}各 1 份"
COPY = "{who} 1 份"
FIELDS = "必填"
FIELDS_MORE = "要填的"
NO_FIELDS = "没有要填的，可以直接定稿。"
CHIPS = {"owed": "owed", "issued": "owed", "printed": "done", "served": "done", "optional": "quiet", "void": "wrong"}
GLYPHS_OK = "✓ 字形齐全"
GLYPH_GAP = "字库里没有“{character}”（{where}）。可以点“留空手写”，或者换一个写法。"
GLYPH_ELSEWHERE = "登记的内容里"
HAND_WRITE = "留空手写"
MISSING = "还差 {count} 格"
MISSING_NONE = "✓ 都填好了"
ANNEX, ANNEX_TIP = "附所引条文", "另加一页，印本单位核定的条文"
LARGE, LARGE_TIP = "大字版", "60 岁以上的人先选大字版，不要可以去掉"
ZOOM, ZOOM_CLOSE = "放大  空格", "回到原样  空格"
PAGE = "第 {page} 页 / 共 {pages} 页"
PREVIOUS, NEXT = "‹ 上页", "下页 ›"
ISSUE = "定稿并打印 {count} 份  F9"
PRINT_AGAIN = "再打印 {count} 份  F9"
ISSUE_NONE = "文书都出好了，去确认  Ctrl+Enter"
ISSUING = "正在定稿…"
PRINTER, DEFAULT_PRINTER, COPY_COUNT = "打印机", "系统默认打印机", "份数"
SYSTEM_DEFAULT, AS_LISTED = "系统默认", "按单"
REPRINT, VOID, GIVE = "补打", "作废", "当场给他一份"
FILE, HOLD_BACK = "打一份存卷", "这次不打"
REPRINTED = "已送打印机。"
ISSUED = "已定稿 {count} 份，共 {pages} 页，已送打印机。"
ISSUED_NOT_PRINTED = "已定稿 {count} 份。{sentence}"
NUMBER = "文号 {number}"
PREVIEW_EMPTY = "选一份文书，在这里看样子。"
PREVIEW_DRAFT = "草稿，不能打印"
PREVIEW_NAME = "文书预览"
CHOOSE = "（请选）"
VOID_TITLE, VOID_HELP, VOID_REASON = "作废文书", "作废后编号保留，这份文书要重新出。", "为什么作废"
VOID_DONE = "已作废，这份要重新出。"

CONCLUSION, WHY_NOT, CAN_DO, DEADLINE = "结论", "为什么不是别的", "还差这些", "期限"

CONFIRM_HEAD = "出纸了吗？"
CONFIRM_HELP = "送打印了 {count} 份，请看打印机：都出来了、字清楚吗？"
CONFIRM_YES, CONFIRM_NO = "是，都出来了", "没有"
CONFIRMED, CONFIRMED_NO = "已记下出纸。", "文书还在，可以换打印机再打。"
SIGN_HEAD = "签收"
SIGN_HELP = "签名只表示收到这张纸，不表示同意里面的内容。不签也不影响他的权利。"
SIGN_WHICH = "这次一起办的（有不同的，先去掉勾，办完再单独办）"
SIGN_NONE = "没有等签收的文书。"
OPTIONAL = "可不给"
WAYS = (
    ("signed", "当面签名"),
    ("thumb", "当面捺印"),
    ("unsigned", "未签，已念读"),
    ("posted", "邮寄"),
    ("not_wanted", "本人不要"),
    ("not_required", "不需要送达"),
)
WAY_LABELS = dict(WAYS)
SIGN_SAVE = "记下签收  Ctrl+Enter"
SIGNED = "已记下。"
ATTACH, ATTACHED, ATTACH_DROP = "附签收件扫描", "已附：{name}", "去掉附件"
ATTACH_FILTER = "扫描件 (*.pdf *.jpg *.jpeg)"
ATTACH_TOO_BIG = "这个文件超过 20 兆，请扫小一点。"
ATTACH_BAD = "这个文件打不开，请换一个。"
SIGNED_HEAD = "已经送达"
CLOSED = "已办妥"
CLOSED_LINE = "该出的纸都出了，该签的都签了。"
NEXT_VISIT = "登记下一位  F2"
