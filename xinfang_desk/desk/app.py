"""The program's windows in order: log-in or first run, then the desk; lock, close, and what happens when it breaks."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QLibraryInfo, QObject, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from xinfang_desk.desk.backup_keeper import BackupDone, BackupKeeper
from xinfang_desk.desk.collector import Collector
from xinfang_desk.desk.fittings import Fittings
from xinfang_desk.desk.pages.login import LoginPage
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import shell as text
from xinfang_desk.desk.theme import apply_theme, choose_style
from xinfang_desk.desk.window import MainWindow

if TYPE_CHECKING:
    from xinfang_desk.desk.idle import IdleLock
    from xinfang_desk.desk.main_window import DeskFrame, Place
    from xinfang_desk.services.context import Desk, Parts

LOG = logging.getLogger("desk")


class Recorder(QObject):
    """Takes every unexpected exception of any thread to the log (types and lines, no text of ours) and to one dialog.

    Signals:
        broke: on the main thread.
    """

    broke = Signal()

    def install(self) -> None:
        sys.excepthook = self._take
        threading.excepthook = lambda args: self._take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(self, error: BaseException) -> None:
        self._take(type(error), error, error.__traceback__)

    def _take(
        self, kind: type[BaseException] | None, _error: BaseException | None, trace: TracebackType | None
    ) -> None:
        lines = []
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}:{code.co_name}")
            trace = trace.tb_next
        LOG.error("unexpected %s at %s", kind.__name__ if kind else "error", " < ".join(reversed(lines)))
        self.broke.emit()


def speak_chinese(application: QApplication) -> None:
    """Qt's own few words (file dialogs, the menu of a field) in Chinese, whatever the system's language."""
    if application.findChild(QTranslator, "qt_words") is None:
        words = QTranslator(application)
        words.setObjectName("qt_words")
        if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(words)


def close_dialogs() -> None:
    """Nothing stays open over the lock: every dialog is given up, as by its own 取消."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.reject()


class App(QObject):
    """Wires windows and session; one per process (a test may build its own).

    Attributes:
        window: the one main window.
        session: the road to the use-cases.
        frame: the desk behind the log-in, or None.
    """

    def __init__(self, application: QApplication, fittings: Fittings) -> None:
        super().__init__()
        self._application = application
        speak_chinese(application)
        self.fittings = fittings
        self.local = fittings.local
        self.frame: DeskFrame | None = None
        self.window = MainWindow()
        self.session = DeskSession(fittings.build_parts, self)
        self.collector = Collector(self)
        self.keeper = BackupKeeper(fittings.keep, self)
        self.keeper.done.connect(self._backed_up)
        self.recorder = Recorder(self)
        self.recorder.broke.connect(self._show_broken)
        self.session.broke.connect(self.recorder.take)
        self.keeper.broke.connect(self.recorder.take)
        self.window.closing.connect(self.close)
        self.window.drawn.connect(self.session.prepare)
        self.apply_look()
        last = str(self.local.get("last_store"))
        self._folder = Path(last) if last else fittings.default_folder
        self.idle: IdleLock | None = None
        self._left: tuple[str, Place] | None = None

    def apply_look(self) -> None:
        apply_theme(self._application, float(self.local.get("font_scale")), bool(self.local.get("dark")))

    def start(self) -> None:
        """Shows the log-in window; the parts are built behind it once it is drawn."""
        self.show_login()
        self.window.show()
        self.collector.start()

    def show_login(self) -> None:
        page = LoginPage(self.session, self._folder, self.fittings.store_state, str(self.local.get("last_name")))
        page.opened.connect(self.open_desk)
        page.first_run_asked.connect(self.show_first_run)
        page.folder_chosen.connect(self._take_folder)
        page.restore_asked.connect(self._restore)
        page.damaged.connect(self._offer_backup)
        self.login_page = page
        self.window.show_widget(page)

    def show_first_run(self, folder: Path) -> None:
        self.session.run_parts("divisions", lambda parts: parts.divisions, done=lambda d: self._first_run(folder, d))

    def _first_run(self, folder: Path, divisions: object) -> None:
        from xinfang_desk.desk.setup.first_run import FirstRunPage
        from xinfang_desk.domain.divisions import Divisions

        assert isinstance(divisions, Divisions)
        page = FirstRunPage(self.session, folder, divisions, self._print_plain)
        page.opened.connect(self.open_desk)
        page.left.connect(self.show_login)
        self.first_run_page = page
        self.window.show_widget(page)

    def open_desk(self, desk: Desk) -> None:
        from xinfang_desk.desk.idle import IdleLock
        from xinfang_desk.desk.main_window import DeskFrame
        from xinfang_desk.desk.pages import all_pages
        from xinfang_desk.services import clock_guard

        self._folder = desk.store.folder
        self.local.set("last_store", str(self._folder))
        self.local.set("last_name", desk.user.login_name)
        self.session.open(desk)
        self.keeper.begin(desk)
        self.session.run("clock", clock_guard.problem, done=self._say_clock)
        self.frame = DeskFrame(self.session, all_pages(self))
        self.frame.lock_asked.connect(self.lock)
        self.idle = IdleLock(self.session, self._application, self)
        self.idle.idle.connect(self.lock)
        self.window.show_widget(self.frame)
        left, self._left = self._left, None
        if left is not None and left[0] == f"{desk.store.install_id}/{desk.user.id}":
            self.frame.go_back_to(left[1])

    def lock(self) -> None:
        """Closes the store and asks for the password again; drafts are kept, and the same user comes back here."""
        if self.frame is None:
            return
        self._keep_typing()
        desk = self.session.desk
        self._left = (f"{desk.store.install_id}/{desk.user.id}", self.frame.place())
        close_dialogs()
        self._stop_watching()
        self.session.leave()
        self.keeper.leave()
        self.frame = None
        QGuiApplication.clipboard().clear()
        self.show_login()

    def _stop_watching(self) -> None:
        if self.idle is not None:
            self.idle.timer.stop()
            self.idle.deleteLater()
            self.idle = None

    def close(self) -> None:
        self._keep_typing()
        self._stop_watching()
        self.session.shut()
        self.keeper.leave()
        self.window.hide()  # a large backup may take a while yet
        self.keeper.shut()
        self.collector.stop()

    def _say_clock(self, sentence: str) -> None:
        if sentence:
            self.session.say(sentence, "wrong")

    def _backed_up(self, done: BackupDone) -> None:
        """All well is not said; what a person has to do is, at the desk or on the log-in window."""
        if done.sentence and self.frame is not None:
            self.session.say(done.sentence, "owed")

    def _keep_typing(self) -> None:
        """What was typed in the last second goes into its draft and what is under way ends, then the desk is left."""
        if self.frame is None:
            return
        self.frame.save_now()
        if not self.session.is_idle():
            loop = QEventLoop()
            self.session.idle.connect(loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _take_folder(self, folder: Path) -> None:
        self._folder = folder
        self.login_page.show_folder(folder)

    def _restore(self, folder: Path) -> None:
        from xinfang_desk.desk.setup.restore_dialog import RestoreDialog

        chosen = RestoreDialog.ask(self.window, self.fittings.backups(folder), None)
        if chosen is not None:
            self._put_back(chosen, folder)

    def _offer_backup(self, folder: Path) -> None:
        """The way on for a store that cannot be opened: the newest proved backup, one key away."""
        from xinfang_desk.desk.texts.backups import DAMAGED_OFFER

        found = self.fittings.backups(folder)
        if found:
            self.login_page.say(DAMAGED_OFFER.format(moment=found[0].title))
            self.login_page.restore_button.setFocus()

    def restore_from(self, backup: Path) -> None:
        """Leaves the desk and puts a backup in the place of its store, which is kept aside."""
        folder = self.session.desk.store.folder
        self.lock()
        self._put_back(backup, folder)

    def _put_back(self, backup: Path, folder: Path) -> None:
        from xinfang_desk.desk.texts.backups import WORKING

        page = self.login_page
        page.say(WORKING, "quiet")
        page.setEnabled(False)

        def work(_parts: Parts) -> str:
            self.keeper.wait()
            return self.fittings.restore(backup, folder)

        def done(sentence: str) -> None:
            page.setEnabled(True)
            page.show_folder(folder)
            page.say(sentence, "quiet")

        def failed(error: Exception) -> None:
            page.setEnabled(True)
            page.say(getattr(error, "sentence", ""))

        self.session.run_parts("restore", work, done=done, failed=failed)

    def _print_plain(self, pdf: bytes) -> str:
        """Prints a paper that belongs to no reception; returns a sentence."""
        parts = self.session.built_parts()
        sent = parts.printer.send(str(self.local.get("printer")), pdf, 1, "RECOVERY")
        return sent.sentence or "已送到打印机，请看纸出来没有。"

    def _show_broken(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, text.PRODUCT, text.BROKEN, parent=self.window)
        box.setObjectName("broken_dialog")
        box.open()


def run_window(fittings: Fittings) -> int:
    """Opens the program and returns its exit status."""
    choose_style()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("xinfang-desk")
    app = App(application, fittings)
    app.recorder.install()
    app.start()
    return application.exec()
