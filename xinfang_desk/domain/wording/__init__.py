"""Wording of the papers: templates as data, their checks, and the pure composition of a paper's content."""
