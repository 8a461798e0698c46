"""The tab Möten of a case: the list, the booking, and what became of each meeting."""
