"""Tests of what goes to other programs, and what comes from them."""
