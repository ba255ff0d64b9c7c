"""How well versions are aligned, and the fitting of what decides it."""
