"""开封: the dialog of two, what it opened, and the parts that both are made of."""
