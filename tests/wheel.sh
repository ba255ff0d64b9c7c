#!/bin/sh
# Build the wheel, install it alone into a clean environment, and use it as a new user would.
# usage: tests/wheel.sh PYTHON-WITH-BUILD
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf build # else what was deleted since the last time would be in the wheel
"$1" -m build --wheel --outdir "$work" . >/dev/null
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "$work"/*.whl
cd "$work"
printf 'A first paragraph of some words.\n\nA second one, about Mosul.\n' > article.txt
export ANNOTATE_DB="$work/new.db" ANNOTATE_CODER=wheel PATH="$work/venv/bin:$PATH"
annotate add article.txt
annotate tag 1:2 place/mosul
annotate cite 1:2
annotate find mosul
annotate check
datasette --get /read/a-first-paragraph-of-some-words "$ANNOTATE_DB" | grep -q "about Mosul" # templates and styles are in the wheel
echo "1 passed, 0 failed"
