"""Min dag: what is late, what is due, and what waits."""
