"""The four steps of a visit as hands do them: register, answer the cards, fill and print the papers, sign."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QScrollArea

from xinfang_desk.desk.demo.driver import Stuck
from xinfang_desk.desk.demo.people import Person
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.desk.pages.exchange import ExchangePage

DIGITS = {digit: getattr(Qt.Key, f"Key_{digit}") for digit in range(10)}


@dataclass(frozen=True)
class Comer:
    """A line of the roster."""

    person: Person
    role: str = ""  # an entry of the role chooser, empty = as it stands
    relation: str = ""


@dataclass(frozen=True)
class Matter:
    """What is asked. ``papers``: (name, pages) of what was handed in; without any it is oral."""

    request: str
    facts: str
    purpose: str
    content: str
    body: str = ""
    where: tuple[str, str] = ("", "")  # town and village
    place: str = ""
    own_words: str = ""
    papers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Visit:
    """One coming in. ``source``: visit | letter | phone | online."""

    comers: tuple[Comer, ...]
    matter: Matter
    receiver: str
    source: str = "visit"
    people: int = 0  # 0 = as many as the roster
    ways: tuple[str, ...] = ()  # 沟通方式: read_aloud, scribe …
    dates: dict[str, str] = field(default_factory=dict)  # editor name -> text
    disclosure: bool = False


def register(hands: ScriptHands, visit: Visit, name: str) -> None:
    """F2 to 完成登记; ends on the first card."""
    hands.press(Qt.Key.Key_F2)
    hands.picture(f"{name}-登记-空白")
    hands.click(f"source_{visit.source}_button")
    hands.click(f"disclosure_{'yes' if visit.disclosure else 'no'}_button")
    hands.picture(f"{name}-登记-来源")
    for editor, words in visit.dates.items():
        hands.type(editor, words)
    for at, comer in enumerate(visit.comers, 1):
        if at > 1:
            hands.click("visitor_add_button")
        _fill_visitor(hands, comer, at)
    if visit.people > len(visit.comers):
        hands.type("people_spin", str(visit.people))
        hands.type("concerned_spin", str(visit.people))
    hands.pick("receiver_combo", visit.receiver)
    for way in visit.ways:
        hands.click(f"communication_{way}_check")
    hands.picture(f"{name}-登记-名册")
    fill_matter(hands, visit.matter, sealed=visit.disclosure)
    hands.picture(f"{name}-登记-事项")
    hands.finish()
    hands.get("register_step_button")
    hands.end(f"{name} ① 登记")


def _fill_visitor(hands: ScriptHands, comer: Comer, at: int) -> None:
    tail = f"_{at}" if at > 1 else ""
    person = comer.person
    if comer.role:
        hands.pick(f"visitor_role_combo{tail}", comer.role)
    hands.type(f"visitor_name_edit{tail}", person.name)
    hands.type(f"id_number_edit{tail}", person.id_number)
    hands.type(f"phone_edit{tail}", person.phone)
    hands.pick(f"town_combo{tail}", person.town)
    if person.village:
        hands.pick(f"village_combo{tail}", person.village)
    hands.type(f"address_edit{tail}", person.address)
    if comer.relation:
        hands.type(f"relation_edit{tail}", comer.relation)
    hands.leave_field()


def fill_matter(hands: ScriptHands, matter: Matter, *, sealed: bool = False) -> None:
    """The words of one matter and what was handed in."""
    hands.type("request_edit", matter.request)
    hands.type("facts_edit", matter.facts)
    if matter.own_words:
        hands.click("more_words_button")
        hands.type("own_words_edit", matter.own_words)
    if not sealed:
        hands.pick("purpose_combo", matter.purpose)
    hands.pick("content_class_combo", matter.content)
    if matter.body:
        hands.type("body_complained_edit", matter.body)
    for chooser, entry in zip(("place_town_combo", "place_village_combo"), matter.where, strict=True):
        if entry:
            hands.pick(chooser, entry)
    if matter.place:
        hands.type("place_edit", matter.place)
    for at, (paper, pages) in enumerate(matter.papers, 1):
        tail = f"_{at}" if at > 1 else ""
        hands.click("paper_add_button")
        hands.type(f"paper_name_edit{tail}", paper)
        hands.type(f"paper_pages_spin{tail}", str(pages))
    hands.leave_field()


def digits(hands: ScriptHands, *pressed: int) -> None:
    """Answers by the keys 1–9; 0 is 拿不准."""
    for digit in pressed:
        hands.press(DIGITS[digit])


def enter(hands: ScriptHands) -> None:
    """下一张."""
    hands.press(Qt.Key.Key_Return)


def next_card(hands: ScriptHands, title: str) -> None:
    """Enter, and the card of that title is there to answer."""
    enter(hands)
    expect_card(hands, title)


def expect_card(hands: ScriptHands, title: str) -> None:
    """Stuck when another card is shown."""
    shown = hands.get("card_title_label", QLabel).text()
    if title not in shown:
        raise Stuck(f"expected the card {title!r}, found {shown!r}")


def adopt(hands: ScriptHands, name: str) -> None:
    """采用结论."""
    hands.get("leaf_title_label")
    _whole_conclusion(hands, f"{name}-甄别-结论")
    hands.finish()
    hands.end(f"{name} ② 甄别")


def _whole_conclusion(hands: ScriptHands, name: str) -> None:
    """From the top, and a second picture where it is longer than the window."""
    bar = hands.get("conclusion_scroll", QScrollArea).verticalScrollBar()
    bar.setValue(bar.minimum())
    hands.picture(name, as_scrolled=True)
    if bar.maximum() > bar.minimum():
        bar.setValue(bar.maximum())
        hands.picture(f"{name}-下半页", as_scrolled=True)


def decide(hands: ScriptHands, decider: str) -> None:
    """Who decides, in person, without an interest of their own."""
    hands.pick("decider_combo", decider)
    hands.click("decided_present_button")
    hands.click("no_interest_check")


def fill_paper(hands: ScriptHands, name: str, code: str, **values: str) -> None:
    """Chooses a paper of the list and fills its fields; a value for a chooser is (part of) an entry."""
    hands.tap(f"paper_row_{code}")
    for key, value in values.items():
        combo = hands.find(f"{key}_combo")
        if combo is not None:
            hands.pick(f"{key}_combo", value)
        else:
            hands.type(f"{key}_edit", value)
    hands.picture(f"{name}-告知-{code}")


def issue(hands: ScriptHands, name: str) -> None:
    """F9: numbers, papers, printer; ends at 出纸了吗."""
    hands.picture(f"{name}-告知")
    hands.press(Qt.Key.Key_F9)
    hands.get("print_confirm_yes_button")
    hands.picture(f"{name}-签收-出纸了吗")
    hands.end(f"{name} ③ 告知")


def sign(hands: ScriptHands, name: str, way: str = "signed", **fields: str) -> None:
    """Papers came out; one round for all that is owed. ``fields``: sign_<key>_edit."""
    hands.click("print_confirm_yes_button")
    hands.get("sign_save_button")
    hands.click(f"way_{way}_button")
    for key, words in fields.items():
        hands.type(_editor_of(hands, key), words)
    hands.picture(f"{name}-签收")
    hands.finish()
    hands.get("closed_label")
    hands.picture(f"{name}-办妥")
    hands.end(f"{name} ④ 签收")


def look_around(hands: ScriptHands, name: str) -> None:
    """What else the page shows: the record of a visit, the names hidden, both put back."""
    hands.click("register_step_button")
    hands.get("go_on_button")
    hands.picture(f"{name}-登记-已登记")
    hands.click("sign_step_button")
    hands.press(Qt.Key.Key_F4)
    hands.picture("接访-遮住")
    hands.press(Qt.Key.Key_F4)
    hands.end(f"{name} 看一眼")


def look_closely(hands: ScriptHands, name: str, code: str) -> None:
    """The picture of a paper as wide as the window allows, and small again."""
    hands.tap(f"paper_row_{code}")
    hands.click("preview_zoom_button")
    hands.picture(f"{name}-告知-{code}-放大")
    hands.click("preview_zoom_button")


def _editor_of(hands: ScriptHands, key: str) -> str:
    prefixed = hands.find(f"sign_{key}_edit")
    return f"sign_{key}_edit" if isinstance(prefixed, QLineEdit | QPlainTextEdit) else f"{key}_edit"


def open_row(hands: ScriptHands, number: str) -> None:
    """Opens a reception from the list at the left."""
    hands.tap(f"today_row_{number}")


def export(hands: ScriptHands) -> None:
    """报送: what goes and what stays, then the package into the folder that the chooser would give."""
    hands.begin()
    hands.click("rail_exchange_button")
    hands.picture("报送-名单")
    # The folder chooser is the system's own and looks different everywhere: the script answers in its place.
    hands.get("exchange_page", ExchangePage).ask_folder = lambda: "export"
    hands.click("export_button")
    hands.picture("报送-写好了")
    hands.click("rail_reception_button")
    hands.end("报送")


def take_in(hands: ScriptHands, person: Person, receiver: str, bundle: tuple[str, int], name: str) -> None:
    """先收下: name, one bundle, the receipt; the visit stays under 未了."""
    hands.press(Qt.Key.Key_F2)
    hands.click("source_visit_button")
    hands.click("disclosure_no_button")
    _fill_visitor(hands, Comer(person), 1)
    hands.pick("receiver_combo", receiver)
    hands.click("paper_add_button")
    hands.type("paper_name_edit", bundle[0])
    hands.type("paper_pages_spin", str(bundle[1]))
    hands.click("later_check")
    hands.picture(f"{name}-登记")
    hands.finish()
    hands.end(f"{name} ① 登记")
    fill_paper(hands, name, "A2", matter=f"交来{bundle[0]}，明天再谈", again_on="2026-11-24")
    issue(hands, name)
    confirm_papers(hands, name)


def confirm_papers(hands: ScriptHands, name: str) -> None:
    """出纸了吗: yes; nothing is signed today."""
    hands.click("print_confirm_yes_button")
    hands.picture(f"{name}-签收-还欠的")
    hands.end(f"{name} ④ 出纸")


def compare(hands: ScriptHands, line: int, then: str, now: str) -> None:
    """One line of 上次说的／这次说的: the same."""
    hands.type(f"compare_then_edit_{line}", then)
    hands.type(f"compare_now_edit_{line}", now)
    hands.click(f"compare_same_button_{line}")


def write_words(hands: ScriptHands, matter: Matter, name: str) -> None:
    """补写诉求 of a matter that was taken in for later."""

    def answer() -> None:
        fill_matter(hands, matter)
        hands.picture(f"{name}-登记-补写")
        hands.click("words_ok_button")

    hands.in_dialog(lambda: hands.click("fill_item_1_button"), answer)
    hands.settle()


def split(hands: ScriptHands, matter: Matter, name: str) -> None:
    """不止一件事，拆开: another matter of the same visit, in the dialog."""

    def answer() -> None:
        fill_matter(hands, matter)
        hands.picture(f"{name}-甄别-拆开")
        hands.click("split_ok_button")

    hands.in_dialog(lambda: hands.click("split_button"), answer)
    hands.settle()
