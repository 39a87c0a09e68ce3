#!/bin/sh
# Takes smcheck away: its own folder, its command, the icon on the desktop and what it remembers of drafts.
# Your drafts, settings and decisions stay where they are.
set -eu

case $(uname -s) in
    Darwin)
        home=$HOME/Library/Application\ Support/smcheck
        cache=$HOME/Library/Caches/smcheck
        ;;
    *)
        home=${XDG_DATA_HOME:-$HOME/.local/share}/smcheck
        cache=${XDG_CACHE_HOME:-$HOME/.cache}/smcheck
        ;;
esac
command=$HOME/.local/bin/smcheck

if [ ! -d "$home/venv" ]; then
    echo "smcheck is not installed: there is no folder $home/venv" >&2
    exit 1
fi
"$home/venv/bin/smcheck" app --remove-shortcut || echo 'If there is an icon of smcheck on the desktop, delete it.' >&2
if [ "$(readlink "$command" 2>/dev/null || true)" = "$home/venv/bin/smcheck" ]; then
    rm -f "$command"
fi
rm -rf "$home/venv" "$home/install.log" "$cache"
rmdir "$home" 2>/dev/null || true
echo 'smcheck is gone. Your drafts, settings and decisions are where they were.'
