"""Coding for hours: what the full screen and the plain session share."""
