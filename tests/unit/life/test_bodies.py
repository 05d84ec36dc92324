"""Who looks at an opinion next, by who made it (reference 3.3)."""

from __future__ import annotations

import pytest

from xinfang_desk.domain.life.bodies import HANDLERS, next_body


@pytest.mark.parametrize(
    ("bodies", "handler", "kinds"),
    [
        (("铜湾镇人民政府",), "government", ("上一级党委、政府",)),
        (("中共铜湾镇委员会",), "government", ("上一级党委、政府",)),
        (("中方县民政局",), "department", ("本级党委、政府", "上一级主管部门")),
        (("中方县税务局",), "vertical", ("上一级主管部门",)),
        (("城南街道办事处",), "outpost", ("设立它的党委、政府",)),
        (("中方县第一中学",), "enterprise", ("直接管理它的上一级组织或机关",)),
        (("中方县民政局", "中方县财政局"), "joint", ("共同的上一级机关",)),
    ],
)
def test_the_next_body_follows_from_who_made_it(bodies: tuple[str, ...], handler: str, kinds: tuple[str, ...]) -> None:
    found = next_body(bodies)
    assert (found.handler, found.kinds) == (handler, kinds)
    assert HANDLERS[handler] in found.words
    assert all(kind in found.words for kind in kinds)


def test_a_name_is_proposed_where_one_is_known() -> None:
    assert next_body(("铜湾镇人民政府",), "中方县人民政府").proposed == "中方县人民政府"
    assert next_body(("中方县民政局",), "", "中方县人民政府").proposed == "中方县人民政府"
    assert next_body(("中方县税务局",), "", "中方县人民政府").proposed == ""
