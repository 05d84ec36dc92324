"""The parts of the 接访 page: one module per step and per piece."""
