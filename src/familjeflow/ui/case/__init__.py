"""The page of one case: the picture with its twin the step list, and the panel where a step is worked."""
