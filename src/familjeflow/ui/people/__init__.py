"""People: the card of a person, and the question whether two are the same."""
