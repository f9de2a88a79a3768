#!/bin/sh
# Set up what the workbench needs, inside this folder only: uv in .tools, Python packages in .venv.
# Needs Python 3.11 or newer, its pip, and the way to a package index that pip is configured for.
# Says what it does; does nothing, quickly, when nothing has changed since the last time.
set -eu
cd "$(dirname "$0")/.."

# Two lines: where this folder stood when it was set up, and for what it was set up.
stamp=.venv/.set-up-for
wanted=$(pwd && cat requirements.lock pyproject.toml scripts/setup.sh | cksum)

say() { printf '==> %s\n' "$*"; }

give_up() {
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        "$candidate" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1)
print(sys.executable)' 2>/dev/null && return
    done
    give_up "The workbench needs Python 3.11 or newer, and found none." \
        "Install one, or name it: make PYTHON=/path/to/python3"
}

# uv comes by way of pip, because it needs neither venv nor ensurepip, which Debian leaves out.
install_uv() {
    say "Fetching uv, the package installer, into .tools"
    "$python" -m pip --version >/dev/null 2>&1 ||
        give_up "$python has no pip." "Install it (on Debian: apt install python3-pip), then try again."
    "$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
        --upgrade --target .tools uv || give_up "pip could not fetch uv: its own words stand above."
}

# What pip was told of mirrors and certificates holds for uv too, which reads none of it by itself.
tell_uv_what_pip_knows() {
    index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
    if [ -n "$index" ] && [ -z "${UV_DEFAULT_INDEX:-}" ]; then
        export UV_DEFAULT_INDEX="$index"
    fi
    if [ -n "${PIP_CERT:-}" ] && [ -z "${SSL_CERT_FILE:-}" ]; then
        export SSL_CERT_FILE="$PIP_CERT"
    fi
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}" UV_PYTHON_DOWNLOADS=never
}

# The commands of a virtual environment hold its path, so one that was moved is made anew.
usable() {
    .venv/bin/python -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1)' 2>/dev/null &&
        { [ ! -e "$stamp" ] || [ "$(head -n 1 "$stamp")" = "$(pwd)" ]; }
}

make_environment() {
    usable && return
    say "Making the virtual environment .venv with $python"
    .tools/bin/uv venv --quiet --clear --python "$python" .venv
}

install_packages() {
    say "Installing the packages of requirements.lock (checksums are verified)"
    # Compiled here and now: the workbench then starts in half the time, the first time too.
    .tools/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode \
        requirements.lock
    say "Installing the workbench itself, so that changes to its files take effect at once"
    .tools/bin/uv pip install --quiet --python .venv/bin/python --no-deps --editable .
}

if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi
python=$(find_python)
[ -x .tools/bin/uv ] || install_uv
tell_uv_what_pip_knows
make_environment
install_packages
printf '%s\n' "$wanted" >"$stamp"
say "Set up."
