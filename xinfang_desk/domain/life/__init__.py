"""The life of a matter at this desk after the visit: events with a legal date, folded to a state, clocks and offers."""
