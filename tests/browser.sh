#!/bin/sh
# Make sure that there is a Chromium for the browser tests: Debian's, when there is none.
set -eu
if [ -n "${ANNOTATE_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "no Chromium found: install one, or name it in ANNOTATE_CHROMIUM" >&2
    exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu >/dev/null
