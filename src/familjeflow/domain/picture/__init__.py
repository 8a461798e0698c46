"""The picture of a process: pure geometry that three pens draw (screen, SVG and PDF)."""
