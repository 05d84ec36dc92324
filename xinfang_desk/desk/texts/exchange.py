"""Sentences of 报送."""

READY = "这次可以报的"
LEFT = "这次不报的，和原因"
SEALED = "另有密件 {count} 件，不在名单里，也不报送。"
NOTHING_READY = "没有新的或改过的件要报。"
NOTHING_LEFT = "都可以报送，没有暂不报的。"
EXPORT = "写报送包…"
EXPORT_AGAIN = "写到同一个文件夹"
WRITTEN = "第 {number} 期已写好并核对过，共 {count} 件：{path}"
NOT_ENCRYPTED = "文件未加密。请只放在单位的专用U盘里。"
PAST = "以前的报送"
READY_HEADS = ("登记编号", "登记日", "结论", "怎么报")
LEFT_HEADS = ("登记编号", "原因")
PAST_HEADS = ("期次", "时间", "件数", "文件")
OPS = {"I": "新报", "U": "更正", "D": "撤回"}
CHOOSE = "存到哪个文件夹"
