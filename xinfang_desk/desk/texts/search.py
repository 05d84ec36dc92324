"""Sentences of 查询."""

TITLE = "查询"
BOX = "姓名、证件号或电话的后几位、登记编号、文号、查询码、事情里的字、地点、单位、日期"
BOX_NAME = "查什么"
HELP = "几样中间空一格，如：上周 低保。上下键选，回车打开，Esc 清空，F4 遮住姓名和事由；别的页按 Ctrl+F 到这里。"
HEADS = ("登记编号", "登记日期", "姓名", "事由", "证件号码", "电话")
RESULTS = "查到的件"
FOUND = "{understood}。查到 {count} 件，新的在前。"
MORE = "{understood}。先列最新的 {count} 件，再多写几个字会更准。"
NONE = "{understood}。没有查到。"
ODD = "没有看懂要查什么，请写姓名、号码、日期或事情里的字。"
BEHIND = "还有 {count} 件旧件正在补进索引，补完会自己再查一遍。"
HIDDEN = "＊＊"
