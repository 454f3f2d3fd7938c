#!/bin/sh
# The program's JSON Schemas under a public validator; see check_schema.mjs.
#
#   schema_oracle.sh PROGRAM ROOT
#
# Exit 3: node or the packages are absent and cannot be installed; an absent oracle is a failure,
# never a skip.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
[ $# -eq 2 ] || { echo "usage: schema_oracle.sh PROGRAM ROOT" >&2; exit 2; }
sh "$here/install.sh" || exit 3
exec node "$here/check_schema.mjs" "$1" "$2"
