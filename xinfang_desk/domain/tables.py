"""Small tables of the register: stable internal keys and what the counter calls them (reference.md 8).

The keys never leave the store as they are: a province's profile maps them to its own codes.
"""

from __future__ import annotations

from xinfang_desk.domain.records import SOURCE_LABELS

# 信访目的. The three classes of 条例 17 (建议意见, 检举控告, 申诉求决) are derived; the finer value is kept.
PURPOSES: dict[str, str] = {
    "qiujue": "求决",
    "shensu": "申诉",
    "jianyi": "意见建议",
    "jubao": "揭发控告",
    "zixun": "咨询",
    "qita": "其他",
}

# ``nature`` of the screening contract that a purpose stands for; 其他 says nothing.
PURPOSE_NATURES: dict[str, str] = {
    "qiujue": "claim",
    "shensu": "claim",
    "jianyi": "suggestion",
    "jubao": "disclosure",
    "zixun": "consultation",
}

# 内容分类, first level: the seventeen names seen in public petition data, under the names that ministries bear today.
# No official table is known, so every choice stays 待核 until the office has the province's own list.
CONTENT_CLASSES: dict[str, str] = {
    "nongye": "农业农村",
    "ziran": "自然资源",
    "chengjian": "住房和城乡建设",
    "renshe": "人力资源和社会保障",
    "weisheng": "卫生健康",
    "jiaowenti": "教育文化体育",
    "minzheng": "民政",
    "zhengfa": "政法",
    "jingji": "经济管理",
    "jiaotong": "交通运输",
    "shangmao": "商务旅游",
    "keji": "科技和工业信息化",
    "huanbao": "生态环境",
    "dangzheng": "党务政务",
    "zuzhi": "组织人事",
    "jijian": "纪检监察",
    "qita": "其他",
}
CONTENT_CLASS_NOTE = "待核"

# 沟通方式 (counter-rules.md 5, A1). The interpreter's name and relation are asked with the last one.
COMMUNICATION: dict[str, str] = {
    "sign": "手语",
    "dialect": "方言（侗、苗等）",
    "scribe": "代书",
    "read_aloud": "念读",
    "interpreter": "翻译",
}

# 谁转来的 (counter-rules.md 1.5): the first two count as 转送、交办 under 条例 23.3, the third as received directly.
TRANSFERRED_KINDS: dict[str, str] = {
    "petition_office": "党委政府信访部门",
    "own_superior": "本系统上级",
    "other": "别的（同级部门、12345、巡察、纪委）",
}

FORMS: dict[str, str] = {key.value: label for key, label in SOURCE_LABELS.items() if key.value != "transfer"}

VISITOR_KINDS: dict[str, str] = {"person": "个人", "organisation": "单位"}

VISITOR_ROLES: dict[str, str] = {
    "main": "主访人",
    "with": "同来的人",
    "agent": "代理人",
    "guardian": "监护人",
    "represented": "被代理（监护）的人",
}

SEXES: dict[str, str] = {"1": "男", "2": "女", "0": "未知", "9": "未说明"}  # GB/T 2261.1
