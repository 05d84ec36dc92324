"""What the page reads once when it opens: choosers of the form; and which step a reception opens at."""

from __future__ import annotations

from xinfang_desk.desk.reception.register_form import FormTables
from xinfang_desk.domain.records import ItemState
from xinfang_desk.services import office
from xinfang_desk.services.context import Desk
from xinfang_desk.services.direct_channel import direct_channels
from xinfang_desk.services.receptions import ItemView, ReceptionView

REGISTER, SCREEN, ISSUE, SIGN = range(4)
STEP_AT = {"register": REGISTER, "screen": SCREEN, "issue": ISSUE, "sign": SIGN, "done": SIGN}
COUNTY_DIGITS = 6


def load_tables(desk: Desk) -> FormTables:
    profile = office.profile(desk)
    town = profile.division if len(profile.division) > COUNTY_DIGITS else ""
    staff = office.staff(desk)
    own = next((one.id for one in staff if one.name == desk.user.display_name), "")
    county = profile.division[:COUNTY_DIGITS]
    return FormTables(desk.parts.divisions, county, town, staff, own, direct_channels(desk))


def live_items(view: ReceptionView) -> tuple[ItemView, ...]:
    return tuple(one for one in view.items if one.item.state != ItemState.VOID)


def first_open(view: ReceptionView) -> int | None:
    """Index of the first matter without a conclusion, or with one that counts from a day corrected since."""
    items = live_items(view)
    return next((index for index, one in enumerate(items) if one.screening is None or one.screen_again), None)


def main_name(view: ReceptionView) -> str:
    main = next((one for one in view.visitors if one.role == "main"), None)
    return main.name if main is not None else ""
