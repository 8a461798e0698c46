"""The lock screen and the first start: the only screens of the start process. They never see case data."""
