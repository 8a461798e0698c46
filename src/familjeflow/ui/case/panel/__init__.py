"""The panel of one step: what is to be done, by when and why, and the acts that can be done now."""
