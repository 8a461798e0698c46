"""What leaves the program as a file. The only room that knows ReportLab and pikepdf."""
