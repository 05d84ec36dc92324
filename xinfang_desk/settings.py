"""What belongs to this PC and to nobody's record: printer, size of the text, last store. Declared once, here."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

Value = str | int | float | bool


@dataclass(frozen=True)
class Setting:
    """One declared setting."""

    key: str
    kind: type[str] | type[float] | type[bool]
    default: Value
    description: str


DECLARED: dict[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting("printer", str, "", "queue name; empty is the system's default"),
        Setting("printer_shifts", str, "", "JSON: queue name -> what was measured on its calibration page"),
        Setting("body_font", str, "", "font file preferred for the body; empty is the bundled one"),
        Setting("body_font_sha256", str, "", "the file as it was chosen"),
        Setting("title_font", str, "", "font file preferred for titles; empty is the bundled one"),
        Setting("title_font_sha256", str, "", "the file as it was chosen"),
        Setting("font_scale", float, 1.0, "0.9 to 2.0"),
        Setting("dark", bool, False, "dark colours"),
        Setting("last_store", str, "", "the folder that was opened last"),
        Setting("last_name", str, "", "the login name that was used last"),
        Setting("export_folder", str, "", "where the last package went"),
        Setting("backup_folder", str, "", "where the last backup went"),
        Setting("backup_state", str, "", "what had been changed when the last automatic backup was made"),
        Setting("backup_proved_at", str, "", "when a restore was last proved, UTC"),
        Setting("second_folder", str, "", "the second place of the automatic backups"),
        Setting("second_proved_at", str, "", "when a restore from the second place was last proved, UTC"),
    )
}


class PcSettings:
    """Reads and writes one JSON file; a broken file is set aside and the defaults hold."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Value] = self._read()

    def get(self, key: str) -> Value:
        """The value or its default. KeyError for an undeclared name."""
        setting = DECLARED[key]
        value = self._values.get(key, setting.default)
        return value if isinstance(value, setting.kind) else setting.default

    def set(self, key: str, value: Value) -> None:
        """Writes at once. KeyError for an undeclared name, TypeError for another type."""
        setting = DECLARED[key]
        if setting.kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, setting.kind):
            raise TypeError(f"{key} takes {setting.kind.__name__}")
        if self._values.get(key, setting.default) != value:
            self._values[key] = value
            self._write()

    def _read(self) -> dict[str, Value]:
        try:
            raw = json.loads(self._path.read_text("utf-8"))
            if not isinstance(raw, dict):
                raise ValueError("not an object")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            os.replace(self._path, self._path.with_suffix(".broken"))
            return {}
        return {key: value for key, value in raw.items() if key in DECLARED}

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as stream:
            json.dump(self._values, stream, ensure_ascii=False, indent=1, sort_keys=True)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, self._path)
