"""What a password must be: long enough, none of those that people try first, not the log-in name."""

from __future__ import annotations

from functools import cache

from xinfang_desk.resources import resource

PASSWORD_LENGTH = 8
LEAST_DIFFERENT = 3


@cache
def common_passwords() -> frozenset[str]:
    """In lower case, one a line in ``resources/passwords/common.txt``."""
    return frozenset(resource("passwords", "common.txt").read_text("utf-8").split())


def check_password(password: str, login_name: str) -> str:
    """A sentence when too short or too common, else empty."""
    if len(password) < PASSWORD_LENGTH:
        return f"密码至少要 {PASSWORD_LENGTH} 位。"
    lowered = password.lower()
    if lowered in common_passwords() or len(set(password)) < LEAST_DIFFERENT:
        return "这个密码太常见，请换一个。"
    if login_name and lowered == login_name.lower():
        return "密码不能和登录名一样。"
    return ""
