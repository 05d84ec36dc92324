"""Reception-room intake for a petition desk (信访接待台)."""
