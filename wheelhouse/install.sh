#!/bin/sh
# Installs smcheck from this folder, without the internet, for the person who runs it, or puts a newer one in the
# place of an older. Usage: sh install.sh [FOLDER OF YOUR DRAFTS]. uninstall.sh takes it away again.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
case $(uname -s) in
    Darwin) home=$HOME/Library/Application\ Support/smcheck ;;
    *) home=${XDG_DATA_HOME:-$HOME/.local/share}/smcheck ;;
esac
command=$HOME/.local/bin/smcheck

fail() {
    printf '\nsmcheck was not installed: %s\n' "$1" >&2
    exit 1
}

fits() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

[ $# -le 1 ] || fail "there is more than one folder: put quotes about a name with blanks, as in sh install.sh 'Our drafts'"

python=
for name in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null 2>&1 && fits "$name"; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)
    case $found in
        '') fail 'Python is not on this computer. Get Python 3.13 from https://www.python.org/downloads/ and try again.' ;;
        3.11 | 3.12 | 3.13)
            fail "Python $found is here without its part for environments. On Debian and Ubuntu: apt install python3-venv" ;;
        *) fail "this computer has Python $found, and smcheck needs 3.11, 3.12 or 3.13. Get one from https://www.python.org/downloads/ and try again." ;;
    esac
fi

drafts=${1:-}
if [ -z "$drafts" ] && [ -t 0 ]; then
    printf 'In which folder are your drafts? Press Enter for %s: ' "$HOME/Documents/smcheck"
    read -r drafts
fi
case $drafts in
    '') drafts=$HOME/Documents/smcheck ;;
    '~') drafts=$HOME ;;
    '~/'*) drafts=$HOME/${drafts#??} ;;
    '~'*) fail "$drafts is no folder: give its whole path." ;;
    -*) fail "$drafts is no folder. Usage: sh install.sh [FOLDER OF YOUR DRAFTS]" ;;
esac

echo 'Installing smcheck; this takes a minute or two ...'
mkdir -p "$home" "$drafts" || fail "the folder $home or $drafts cannot be made."
rm -rf "$home/venv"
"$python" -m venv "$home/venv" || fail "Python could not make an environment in $home."
if ! "$home/venv/bin/python" -m pip --isolated install --quiet --no-index --no-compile --disable-pip-version-check \
    --find-links "$here/wheels" --require-hashes -r "$here/requirements.txt" >"$home/install.log" 2>&1; then
    tail -n 5 "$home/install.log" >&2
    rm -rf "$home/venv"
    fail "the files in $here/wheels could not be installed; the lines above say why. Is this folder whole, and for this kind of computer? All of it is in $home/install.log"
fi
"$home/venv/bin/smcheck" --version || fail 'it does not start.'

if { [ -e "$command" ] || [ -L "$command" ]; } && [ "$(readlink "$command" || true)" != "$home/venv/bin/smcheck" ]; then
    printf 'There is another program at %s, which was left. smcheck is at %s\n' "$command" "$home/venv/bin/smcheck"
else
    mkdir -p "$(dirname "$command")"
    ln -sfn "$home/venv/bin/smcheck" "$command"
    echo "The command smcheck is at $command"
    case :$PATH: in
        *:"$HOME/.local/bin":*) ;;
        *) printf 'So that "smcheck" alone finds it, add this line to ~/.profile (on a Mac: ~/.zprofile), and log in anew:\n    export PATH="$HOME/.local/bin:$PATH"\n' ;;
    esac
fi
"$home/venv/bin/smcheck" app "$drafts" --shortcut || echo 'The icon could not be put on the desktop; smcheck app opens the desk all the same.' >&2
printf '\nsmcheck is installed. Its own folder is %s; your drafts are in %s\n' "$home" "$drafts"
