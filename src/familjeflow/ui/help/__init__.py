"""Help: the user guide, read in a pane inside the window."""
