#!/bin/sh
# Make sure that there are the programs that tests run: a Chromium, pandoc, nginx, strace, tmux, zsh and fish; Debian's, when there are none.
set -eu
missing=""
[ -n "${ANNOTATE_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || missing="chromium fonts-dejavu"
command -v pandoc >/dev/null || missing="$missing pandoc"
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v strace >/dev/null || missing="$missing strace"
command -v tmux >/dev/null || missing="$missing tmux"
command -v zsh >/dev/null || missing="$missing zsh"
command -v fish >/dev/null || missing="$missing fish"
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "install these first: $missing (or name a Chromium in ANNOTATE_CHROMIUM)" >&2
    exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
