#!/bin/sh
# Installs the public readers that the oracle tests compare with, in exactly the versions of
# package-lock.json. Does nothing when they are there. Safe to call from several tests at once.
set -eu
cd "$(dirname "$0")"
command -v node >/dev/null || { echo "install.sh: node is not installed (apt-get install nodejs npm)" >&2; exit 3; }
mkdir -p node_modules
(
  flock 9
  cmp -s package-lock.json node_modules/.installed-lock && exit 0
  command -v npm >/dev/null || { echo "install.sh: npm is not installed (apt-get install npm)" >&2; exit 3; }
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json node_modules/.installed-lock
) 9<package-lock.json
