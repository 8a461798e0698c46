"""The journal of a case: its timeline, writing and correcting, and the queue into the other system."""
