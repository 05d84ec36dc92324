"""Sentences of 查对文书, 打印校准 and the office's own fonts."""

TITLE = "查对文书"
HELP = "用扫码枪扫文书左下角的二维码。没有扫码枪，就照着输入校验码，或者年份和号（2026-12）。"
TYPED = "二维码、校验码或号"
OPEN = "打开这次接待  Ctrl+Enter"
CLOSE = "关闭"
ORIGINAL = "这里显示定稿时存的原件。"
BUTTON, BUTTON_SHORT = "查对文书  F8", "查"
CHIPS = {
    "sound": ("本窗口出的", "done"),
    "void": ("已作废", "owed"),
    "changed": ("对不上", "wrong"),
    "other_office": ("别的单位的", "owed"),
    "unknown": ("没有出过", "wrong"),
}

TAB_PRINTER = "打印机"
CALIBRATE = "打印校准"
CALIBRATE_HELP = "先印一张校准页，用直尺量三处，填到下面。以后在这台打印机上印的每张纸都照着挪正；存的原件不变。"
CALIBRATION_PAGE = "印一张校准页"
WHICH = "打印机"
LEFT, TOP, BAR = "左边距（毫米）", "上边距（毫米）", "横条长度（毫米）"
TAKE, FORGET = "照这样挪正", "不挪了"
NOW = "现在：右移 {x} 毫米，下移 {y} 毫米；100 毫米印成 {bar} 毫米。"
NOW_NONE = "这台打印机还没有校准。"
TAKEN = "记下了。请再印一张校准页看看。"
FORGOTTEN = "这台打印机按原样打印。"
NO_PRINTER = "没有找到打印机。请接好打印机，在系统里装好，再回到这里。"

FONTS = "文书的字体"
FONTS_HELP = "单位装有仿宋、小标宋的，可以选字体文件来印文书。缺的字仍用自带的字体补上；已经出的文书不变。"
BODY_FONT, TITLE_FONT = "正文", "标题"
CHOOSE, USE_OWN = "选字体文件…", "用自带的"
OWN_BODY, OWN_TITLE = "自带的仿宋", "自带的标题宋"
CHOSEN = "{family}，常用字 {common}/8105，共 {count} 字。"
FONT_FILES = "字体 (*.ttf *.TTF)"
