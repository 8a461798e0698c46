"""The network map: the people around a client, placed by sector and closeness. Pure geometry and words."""
