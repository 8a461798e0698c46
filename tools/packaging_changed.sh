#!/bin/sh
# Says whether what the installers are made of has changed since the branch left main, or on main since the
# commit before: status 0 when it has. Usage: tools/packaging_changed.sh [BASE]
set -eu
cd "$(dirname "$0")/.."
base=${1:-$(git merge-base origin/main HEAD 2>/dev/null || true)}
if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
    base=$(git rev-parse --verify -q HEAD~1) || exit 0
fi
! git diff --quiet "$base" -- packaging requirements pyproject.toml src/familjeflow/__main__.py src/familjeflow/app.py \
    src/familjeflow/resources.py src/familjeflow/services/self_test.py
