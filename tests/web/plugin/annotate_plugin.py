"""For a checkout that is not installed: Datasette finds the plugin by its folder of plugins."""

from annotate.web import *  # noqa: F403
