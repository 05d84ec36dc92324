"""举报 chosen in ①: before anything is said, where one can go directly; to be read by the visitor too."""

from __future__ import annotations

from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import Card, button, label, row


class DirectCard(Card):
    """Stands over the form while a disclosure is taken down."""

    def __init__(self, channels: tuple[str, ...]) -> None:
        super().__init__("owed", margins=12, spacing=4, name="direct_channel_card")
        self._lines = (*text.DIRECT_LINES, *channels, text.DIRECT_OWN)
        self.show_button = button(text.DIRECT_SHOW, "direct_show_button", "small")
        self.box.addLayout(
            row(label(text.DIRECT_HEAD, "big", wrap=False, name="direct_head_label"), 1, self.show_button)
        )
        for index, line in enumerate(self._lines, 1):
            self.add(label(line, name=f"direct_line_{index}_label"))
        self.show_button.clicked.connect(self.show_large)

    def show_large(self) -> None:
        """The same in letters that are read from the other side of the counter."""
        from xinfang_desk.desk.reception.direct_dialog import DirectDialog  # the dialogs know the form

        dialog = DirectDialog(self, self._lines)
        dialog.exec()
        dialog.deleteLater()
