"""Pictures of counts: bars and heat maps as SVG, and as pages with their table."""
