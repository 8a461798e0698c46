"""Papers on the screen and to a printer: the preview, the print, and how far the making has come."""
