#!/bin/sh
# Build the wheel, install it alone into a clean environment, and use it as a new user would.
# usage: tests/wheel.sh PYTHON-WITH-BUILD
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -n "${PIP_CONSTRAINT:-}" ]; then
    PIP_CONSTRAINT=$(realpath "$PIP_CONSTRAINT") # read from another folder below
    export PIP_CONSTRAINT
fi
rm -rf build # else what was deleted since the last time would be in the wheel
"$1" -m build --wheel --outdir "$work" . >/dev/null
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "$work"/*.whl
plugin=$(realpath tests/plugins/clippings)
cd "$work"
printf 'A first paragraph of some words.\n\nA second one, about Mosul.\n' > article.txt
export ANNOTATE_DB="$work/new.db" ANNOTATE_CODER=wheel PATH="$work/venv/bin:$PATH"
annotate add article.txt
annotate tag 1:2 place/mosul
annotate cite 1:2
annotate find mosul
annotate check
_ANNOTATE_COMPLETE=bash_complete COMP_LINE="annotate tag a-fir" annotate | grep -q "^open,a-first" # what TAB knows is in the wheel
datasette --get /read/a-first-paragraph-of-some-words "$ANNOTATE_DB" | grep -q "about Mosul" # templates and styles are in the wheel
# the plain install reads what needs nothing more, and names what the rest needs
printf -- '---\ntitle: A note\n---\n\nSome words of a note.\n' > note.md
printf '{"title": "A record", "text": "Some words of a record."}\n' > records.jsonl
annotate add note.md records.jsonl
printf '<!doctype html><html><body><p>Some words of a page.</p></body></html>' > page.html
annotate add page.html 2> told.txt && exit 1
grep -q 'pip install "annotate-corpus\[html\]"' told.txt
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "$(echo "$work"/*.whl)[html]"
annotate add page.html # the trees that find the article are in the wheel
# a plugin of each kind, built and installed as its users do
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "$plugin"
rm -rf "$plugin/build" "$plugin"/*.egg-info
printf '# The winter of the ice\n@ Ida Holm\nThe harbour froze over in the first week of January.\n' > ice.clip
annotate add ice.clip
annotate words the-winter:1
annotate cite the-winter:1 -f footnote | grep -q "^\[Ida Holm, The winter of the ice, http"
echo "1 passed, 0 failed"
