"""办件: the board of what is owed by law, and the page of one matter."""
