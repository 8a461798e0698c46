"""The page Kalender: month, week and list of meetings, time limits and reminders."""
