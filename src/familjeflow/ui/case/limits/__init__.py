"""The tab Tidsgränser: every limit of the case, and what can be done with each."""
