"""The four cards (counter-rules.md 1) as data and pure functions: state in, view out; no window, no store, no clock."""
