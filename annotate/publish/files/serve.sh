#!/bin/sh
# Serve this folder as a reading site, on http://127.0.0.1:8001$path: sh serve.sh [--port 8002 ...]
# It needs: pip install annotate-corpus
#
# `datasette serve FOLDER` finds the copy and the settings, in both lines of Datasette. In so many words:
#   datasette 0.65: datasette serve -i corpus.db -m metadata.yaml --inspect-file inspect-data.json
#                   and --setting NAME VALUE for each line of settings.json
#   datasette 1.0:  datasette serve -i corpus.db -m metadata.yaml -c datasette.yaml --inspect-file inspect-data.json
set -eu
cd "$$(dirname "$$0")"
exec datasette serve . --host 127.0.0.1 --port 8001 "$$@"
