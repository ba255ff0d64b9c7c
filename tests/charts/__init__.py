"""Tests of pictures of counts."""
