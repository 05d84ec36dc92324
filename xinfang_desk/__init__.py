"""Reception-room intake for a petition desk (信访接待台)."""

__version__ = "0.1.0"
