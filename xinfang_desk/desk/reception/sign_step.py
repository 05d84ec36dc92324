"""④ 签收: one answer to 出纸了吗, one signature round for what is owed (F13: signing means receipt only)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from xinfang_desk.desk.forms.ui_sign_form import Ui_SignForm
from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.reception.form_tools import (
    FieldMap,
    bring_into_view,
    chosen,
    enter_moves_on,
    fill_combo,
    narrow_combos,
    order_tabs,
    pick,
)
from xinfang_desk.desk.reception.scan_view import ScanDialog
from xinfang_desk.desk.reception.served import ServedLine, slip_to_printer
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.texts import reception as page_text
from xinfang_desk.desk.widgets import Card, Chip, button, clear_layout, label, primary_button, row, scrolled
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.printing import STILL_COME
from xinfang_desk.domain.records import PrintJob, ServiceWay, Staff
from xinfang_desk.services import office, printing, serving
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.printing import Printed
from xinfang_desk.services.serving import RecordService, ServiceLine

MOST_BYTES = 20_000_000
FOLLOW_MS = 3_000

# Which fields each way asks; the others are put away.
FIELDS_OF: dict[str, tuple[str, ...]] = {
    "signed": ("signed_by", "relation", "on_date", "server", "note"),
    "thumb": ("signed_by", "relation", "on_date", "server", "note"),
    "family": ("signed_by", "relation", "on_date", "server", "note"),
    "agent": ("signed_by", "relation", "on_date", "server", "note"),
    "unsigned": ("on_date", "server", "witness", "note"),
    "left": ("on_date", "server", "witness", "note"),
    "refused": ("on_date", "server", "witness", "note"),
    "post_received": ("signed_by", "relation", "on_date", "tracking_no", "server", "note"),
    "electronic": ("on_date", "server", "note"),
    "posted": ("on_date", "tracking_no", "server", "note"),
    "not_wanted": ("on_date", "note"),
    "not_required": ("note",),
}
AT_THE_DESK = "visit"  # whoever came may sign here; what came by letter, telephone or net goes out by post
GRID = 12  # columns of the form
FORM_KEYS = ("signed_by", "relation", "on_date", "server", "witness", "tracking_no", "note")


@dataclass(frozen=True)
class Round:
    """What step ④ needs of a reception."""

    lines: tuple[ServiceLine, ...]
    jobs: tuple[PrintJob, ...]
    staff: tuple[Staff, ...]


def load_round(desk: Desk, reception_id: str) -> Round:
    jobs = printing.unconfirmed_jobs(desk, reception_id)
    return Round(serving.service_round(desk, reception_id), jobs, office.staff(desk))


class SignStep(QWidget):
    """The end of a visit.

    Signals:
        issue_asked: back to ③, the papers did not come out.
        new_asked: the next visitor.
    """

    issue_asked = Signal()
    new_asked = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._reception_id = ""
        self._closed = False
        self._default_signer = ""
        self._default_way = ""
        self._round = Round((), (), ())
        self._again: set[str] = set()
        self._checks: dict[str, QCheckBox] = {}
        self._attachment: tuple[str, bytes] | None = None
        self._busy = self._short = False
        self._laid: tuple[str, ...] = ()
        self._setup_ui()
        self._follow_timer = QTimer(self)
        self._follow_timer.setInterval(FOLLOW_MS)
        self._follow_timer.timeout.connect(self._follow)

    def load(self, reception_id: str, *, form: str, closed: bool, signer: str, open_points: tuple[str, ...]) -> None:
        """``form``: how it came in; ``signer``: the main visitor's name, proposed as who signs where somebody came."""
        came = form == AT_THE_DESK
        if reception_id != self._reception_id:
            self._again.clear()
            self._drop_attachment()
            self._clear_form()
            self._default_way = "signed" if came else "posted"
        self._reception_id, self._closed, self._default_signer = reception_id, closed, signer if came else ""
        self._points = open_points
        self._session.run_latest("service-round", load_round, reception_id, done=self._show_round)

    def finish(self) -> None:
        """Ctrl+Enter."""
        if self._confirm.isVisible():
            self._confirm_papers(True)
        elif self.save_button.isVisible() and self.save_button.isEnabled():
            self._save()
        elif self._closed:
            self.new_asked.emit()

    def set_short(self, short: bool) -> None:
        """At large letters the head, which the step chip says too, gives its room away; two fields stand in a line."""
        if short != self._short:
            self._short = short
            self._title.setHidden(short)
            self._lay_out(self._laid)

    # making

    def _setup_ui(self) -> None:
        panel = Card("card", margins=20, spacing=10)
        inner = QWidget()
        stack = QVBoxLayout(inner)
        stack.setContentsMargins(0, 0, 8, 0)
        stack.setSpacing(10)
        self._make_confirm(stack)
        self._closed_card = Card("done", margins=16)
        self._closed_card.add(label(text.CLOSED, "title", name="closed_label"), label(text.CLOSED_LINE))
        stack.addWidget(self._closed_card)
        self._sign = QWidget()
        sign = QVBoxLayout(self._sign)
        sign.setContentsMargins(0, 0, 0, 0)
        sign.setSpacing(10)
        self._title = label(text.SIGN_HEAD, "title")
        sign.addWidget(self._title)
        sign.addWidget(label(text.SIGN_HELP, "quiet"))
        self._which = label(text.SIGN_WHICH, "strong")
        sign.addWidget(self._which)
        self._lines_box = QVBoxLayout()
        self._lines_box.setSpacing(4)
        sign.addLayout(self._lines_box)
        self._ways = QButtonGroup(self)
        buttons: list[QWidget] = []
        for key, words in text.WAYS:
            made = button(words, f"way_{key}_button", "choice")
            made.setCheckable(True)
            made.setProperty("value", key)
            self._ways.addButton(made)
            buttons.append(made)
        self._way_part = flow(*buttons)
        sign.addWidget(self._way_part)
        self._ways.buttonClicked.connect(lambda _button: self._arrange())
        holder = QWidget()
        self.ui = Ui_SignForm()
        self.ui.setupUi(holder)
        for widget in (self.ui.signed_by_edit, self.ui.relation_edit, self.ui.on_date_edit):
            widget.setObjectName(f"sign_{widget.objectName().removeprefix('sign_')}")
        narrow_combos(holder)
        self._form = holder
        sign.addWidget(holder)
        self._fields = FieldMap(
            {
                key: (self.ui.server_combo if key == "server" else getattr(self.ui, f"{key}_edit"), self._problem(key))
                for key in FORM_KEYS
            }
        )
        self.attach_button = button(text.ATTACH, "attach_scan_button")
        self.attached_label = label("", "quiet", name="attached_label")
        self._drop_button = button(text.ATTACH_DROP, "drop_scan_button", "small")
        self.attach_button.clicked.connect(self._attach_asked)
        self._drop_button.clicked.connect(self._drop_attachment)
        self._attach_part = QWidget()
        self._attach_part.setLayout(row(self.attach_button, self.attached_label, self._drop_button, 1))
        sign.addWidget(self._attach_part)
        stack.addWidget(self._sign)
        self._served = QWidget()
        self._served_box = QVBoxLayout(self._served)
        self._served_box.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._served)
        stack.addStretch(1)
        panel.box.addWidget(scrolled(inner, "sign_scroll"), 1)
        self.save_button = primary_button(text.SIGN_SAVE, "sign_save_button")
        self.next_button = primary_button(text.NEXT_VISIT, "next_visit_button")
        self.save_button.clicked.connect(self._save)
        self.next_button.clicked.connect(self.new_asked)
        panel.box.addLayout(row(1, self.save_button, self.next_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)

    def _make_confirm(self, stack: QVBoxLayout) -> None:
        self._confirm = Card("owed", margins=16, spacing=10, name="print_confirm_panel")
        self._confirm_words = label("", "")
        self.confirm_yes = primary_button(text.CONFIRM_YES, "print_confirm_yes_button")
        self.confirm_no = button(text.CONFIRM_NO, "print_confirm_no_button")
        self.confirm_yes.clicked.connect(lambda: self._confirm_papers(True))
        self.confirm_no.clicked.connect(lambda: self._confirm_papers(False))
        self._printer_words = label("", "problem", name="printer_sentence")
        self._printer_words.hide()
        self._confirm.add(label(text.CONFIRM_HEAD, "title"), self._confirm_words, self._printer_words)
        self._confirm.box.addLayout(row(self.confirm_yes, self.confirm_no, 1))
        stack.addWidget(self._confirm)
        self._confirm.hide()

    def _problem(self, key: str) -> QLabel:
        found = getattr(self.ui, f"{key}_problem")
        assert isinstance(found, QLabel)
        return found

    # showing

    def _show_round(self, found: Round) -> None:
        self._round = found
        self._busy = False
        fill_combo(
            self.ui.server_combo, (("", "（不选）"), *((one.name, one.name) for one in found.staff if one.active))
        )
        own = self._session.desk.user.display_name
        if not chosen(self.ui.server_combo):
            pick(self.ui.server_combo, own)
        count = len({document for job in found.jobs for document in job.document_ids.split()})
        self._confirm.setVisible(bool(found.jobs))
        self._confirm_words.setText(text.CONFIRM_HELP.format(count=count))
        clear_layout(self._lines_box)
        self._checks.clear()
        self._again &= {line.recipient_id for line in found.lines if line.way}
        open_lines = [
            line
            for line in found.lines
            if line.recipient_id in self._again or (not line.way and (line.owed or line.optional))
        ]
        for number, line in enumerate(open_lines, 1):
            self._add_line(line, number)
        if self._default_way and open_lines:
            self._way_button(self._default_way).setChecked(True)
            self._default_way = ""
        if not self.ui.signed_by_edit.text():
            self.ui.signed_by_edit.setText(self._default_signer)
        self._show_served(found)
        self._arrange()
        self._follow()
        order_tabs(self)
        if self._confirm.isVisible():
            self.confirm_yes.setFocus()
        elif self.save_button.isVisible():
            self.save_button.setFocus()

    def _add_line(self, line: ServiceLine, number: int) -> None:
        check = QCheckBox(f"{line.title}　{line.number}　给 {line.recipient}".replace("　　", "　"))
        check.setObjectName(f"service_line_{number}_check")
        check.setAccessibleName(check.text())
        check.setChecked((line.owed or line.recipient_id in self._again) and line.printed)
        check.setEnabled(line.printed)
        check.toggled.connect(lambda _on: self._arrange())
        self._checks[line.recipient_id] = check
        chip = Chip(text.OPTIONAL, "quiet") if line.optional else Chip("待签收", "owed")
        if not line.printed:
            chip = Chip("还没出纸", "owed")
        holder = QWidget()
        holder.setLayout(row(check, 1, chip))
        self._lines_box.addWidget(holder)

    def _show_served(self, found: Round) -> None:
        clear_layout(self._served_box)
        served = [line for line in found.lines if line.way]
        if served:
            self._served_box.addWidget(label(text.SIGNED_HEAD, "section"))
        for number, line in enumerate(served, 1):
            shown = ServedLine(line, number)
            shown.again.connect(self._serve_again)
            shown.scan.connect(self._show_scan)
            shown.slip.connect(self._print_slip)
            self._served_box.addWidget(shown)
        if self._points and not self._checks:
            self._served_box.addWidget(label(page_text.OPEN_POINTS, "section"))
            for point in self._points:
                self._served_box.addWidget(label(point, "quiet"))

    def _arrange(self) -> None:
        asking = bool(self._round.jobs)
        open_round = bool(self._checks) and not asking
        self._sign.setVisible(open_round)
        self.save_button.setVisible(open_round)
        done = self._closed and not asking
        self._closed_card.setVisible(done)
        self.next_button.setVisible(done and not open_round)
        way = self._way()
        self._lay_out(FIELDS_OF.get(way, ()))
        self.ui.read_aloud_check.setVisible(way in ("signed", "thumb", "unsigned", "left", "refused"))
        if way == ServiceWay.UNSIGNED:
            self.ui.read_aloud_check.setChecked(True)
        self._attach_part.setVisible(bool(way) and way not in ("not_wanted", "not_required"))
        self._drop_button.setVisible(self._attachment is not None)
        picked = any(check.isChecked() for check in self._checks.values())
        self.save_button.setEnabled(picked and bool(way) and not self._busy)

    def _lay_out(self, shown: tuple[str, ...]) -> None:
        """The fields of the chosen way, three (two) in a line without a hole; the last takes what is left."""
        self._laid = shown
        grid = self.ui.form_grid
        across = 2 if self._short else 3
        for key in FORM_KEYS:
            editor, caption = self._fields.editor(key), getattr(self.ui, f"{key}_label")
            assert editor is not None
            editor.setVisible(key in shown)
            caption.setVisible(key in shown)
            for widget in (caption, editor, self._problem(key)):
                grid.removeWidget(widget)
            if key not in shown:
                continue
            line, column = divmod(shown.index(key), across)
            span = GRID // across * (across - column if key == shown[-1] else 1)
            for at, widget in enumerate((caption, editor, self._problem(key))):
                grid.addWidget(widget, 3 * line + at, column * GRID // across, 1, span)
        grid.removeWidget(self.ui.read_aloud_check)
        grid.addWidget(self.ui.read_aloud_check, 3 * len(FORM_KEYS), 0, 1, GRID)
        order_tabs(self)

    # the printer, while the paper is on its way

    def _follow(self) -> None:
        """Asks how the jobs stand; again and again while the question 出纸了吗 is on screen."""
        waiting = tuple(job.id for job in self._round.jobs)
        if waiting and self.isVisible() and self._session.is_open:
            self._follow_timer.start()
            self._session.run_latest("follow-jobs", printing.follow_jobs, waiting, done=self._show_followed)
        else:
            self._follow_timer.stop()

    def _show_followed(self, printed: Printed) -> None:
        self._printer_words.setText(printed.sentence)
        self._printer_words.setVisible(bool(printed.sentence))
        if printed.sentence and printed.outcome not in STILL_COME:
            # The job is gone: the papers stand in 定稿 and are printed again from ③.
            self._session.say(printed.sentence, "wrong")
            self.issue_asked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follow_timer.stop()

    # acting

    def _confirm_papers(self, came_out: bool) -> None:
        if self._busy or not self._round.jobs:
            return
        self._busy = True
        ids = tuple(job.id for job in self._round.jobs)
        done = self._confirmed if came_out else self._not_confirmed
        self._session.run("confirm-papers", printing.confirm_papers, ids, came_out, done=done, failed=self._refused)

    def _confirmed(self, _changed: Changed) -> None:
        self._busy = False
        self._session.say(text.CONFIRMED, "ok")

    def _not_confirmed(self, _changed: Changed) -> None:
        self._busy = False
        self._session.say(text.CONFIRMED_NO, "owed")
        self.issue_asked.emit()

    def _save(self) -> None:
        ids = tuple(recipient for recipient, check in self._checks.items() if check.isChecked())
        if self._busy or not ids or not self._way():
            return
        self._busy = True
        self._arrange()
        self._fields.clear()
        self._session.run("serve", serving.record_service, self._order(ids), done=self._saved, failed=self._refused)

    def _order(self, ids: tuple[str, ...]) -> RecordService:
        way = self._way()
        shown = FIELDS_OF.get(way, ())

        def value(key: str) -> str:
            if key not in shown:
                return ""
            if key == "server":
                return chosen(self.ui.server_combo)
            return str(getattr(self.ui, f"{key}_edit").text()).strip()

        return RecordService(
            recipient_ids=ids,
            way=way,
            on_date=value("on_date"),
            signed_by=value("signed_by"),
            relation=value("relation"),
            witness=value("witness"),
            server=value("server"),
            read_aloud=self.ui.read_aloud_check.isChecked() and not self.ui.read_aloud_check.isHidden(),
            tracking_no=value("tracking_no"),
            note=value("note"),
            attachment=self._attachment[1] if self._attachment and not self._attach_part.isHidden() else None,
        )

    def _serve_again(self, recipient_id: str) -> None:
        """补送、更正: the paper stands among those to record once more."""
        self._again.add(recipient_id)
        self._show_round(self._round)

    def _show_scan(self, service_id: str) -> None:
        ScanDialog.show_scan(self, self._session, service_id)

    def _print_slip(self, recipient_id: str) -> None:
        self._session.run("return-slip", slip_to_printer, self._reception_id, recipient_id, done=self._slip_printed)

    def _slip_printed(self, printed: Printed) -> None:
        self._session.say(printed.sentence or text.RETURN_SLIP_MADE, "wrong" if printed.sentence else "ok")

    def _saved(self, _changed: Changed) -> None:
        self._busy = False
        self._again.clear()
        self._drop_attachment()
        self._clear_form()
        self._session.say(text.SIGNED, "ok")

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._arrange()
        rest = [getattr(error, "sentence", "")]
        if isinstance(error, FieldErrors):
            rest = [words for key, words in error.fields.items() if not self._fields.show(key, words, "error")]
            first = next((self._fields.editor(key) for key in error.fields if self._fields.editor(key)), None)
            if first is not None:
                bring_into_view(first)
        elif isinstance(error, UserError) and error.field and self._fields.show(error.field, error.sentence, "error"):
            rest = []
        if rest:
            self._session.say("　".join(rest), "wrong")

    def _attach_asked(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, text.ATTACH, "", text.ATTACH_FILTER)
        if name:
            self.attach(Path(name))

    def attach(self, path: Path) -> None:
        """A scan of the signed copy; what it is, the service checks."""
        try:
            if path.stat().st_size > MOST_BYTES:
                self._session.say(text.ATTACH_TOO_BIG, "wrong")
                return
            body = path.read_bytes()
        except OSError:
            self._session.say(text.ATTACH_BAD, "wrong")
            return
        self._attachment = (path.name, body)
        self.attached_label.setText(text.ATTACHED.format(name=path.name))
        self._arrange()

    def _drop_attachment(self) -> None:
        self._attachment = None
        self.attached_label.clear()
        self._drop_button.hide()

    def _clear_form(self) -> None:
        for key in FORM_KEYS:
            if key != "server":
                getattr(self.ui, f"{key}_edit").clear()
        self.ui.read_aloud_check.setChecked(False)
        self._fields.clear()

    def _way(self) -> str:
        one = self._ways.checkedButton()
        return str(one.property("value")) if one is not None else ""

    def _way_button(self, key: str) -> QPushButton:
        return next(one for one in self._ways.buttons() if one.property("value") == key)  # type: ignore[return-value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_moves_on(event):
            super().keyPressEvent(event)
