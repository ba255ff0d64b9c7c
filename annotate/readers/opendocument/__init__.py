"""Documents in the OASIS format: their XML as events, their styles, their text."""
