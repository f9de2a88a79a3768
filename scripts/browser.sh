#!/bin/sh
# Find a Chromium for the browser tests, or install Debian's where that is allowed.
# Without one the browser tests are skipped, or, with CI=true, this fails.
set -eu

say() { printf '==> %s\n' "$*"; }

found() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_chromium() {
    say "Installing Chromium for the browser tests (apt-get install chromium)"
    as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends chromium >/dev/null
}

if browser=$(found); then
    say "Browser: $browser"
elif may_install && install_chromium && browser=$(found); then
    say "Browser: $browser, just installed"
else
    say "No Chromium was found, and it could not be installed from here: the browser tests cannot run."
    say "Install it (on Debian: sudo apt install chromium), then run 'make test' again."
    [ "${CI:-}" != true ]
fi
