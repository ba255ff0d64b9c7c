"""
The names of all migrations, in order: what every call asks of a database.

Apart from their SQL, which takes 3 ms to put together and is needed once in a database's life.
"""

__all__ = ["NAMES"]

NAMES = (
    "m001_articles",
    "m002_annotations",
    "m003_search",
    "m004_history",
    "m005_views",
    "m006_lineage",
    "m007_placements_in_the_history",
    "m008_corrections",
    "m009_stood",
    "m010_roles",
    "m011_tag_names",
    "m012_counts",
    "m013_changed_by",
    "m014_redo",
    "m015_unspaced",
    "m016_forms",
    "m018_forgot",
    "m019_hues",
    "m020_kept_counts",
    "m021_revision",
    "m022_by_coder",
    "m023_readings",
    "m024_codebook",
    "m025_sessions",
    "m026_coding",
    "m027_opened",
    "m028_rules",
    "m029_suggestions",
    "m030_seconds",
    "m031_packed",
    "m033_changes",
    "m034_pages",
    "m036_outlets",
    "m037_of_codebook",
)
"""A test holds them equal to `MIGRATIONS`."""
