"""The full-screen coding session, on Textual."""
