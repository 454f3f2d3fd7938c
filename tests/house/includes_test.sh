#!/usr/bin/env bash
# The include test must pass on the tree and must catch planted forbidden includes.
set -euo pipefail
top=$1
check=$top/tests/house/includes.py
python3 "$check" "$top/engine"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
plant() {  # file, include line
  rm -rf "$copy/engine"
  cp -r "$top/engine" "$copy/engine"
  printf '%s\n' "$2" >>"$copy/engine/$1"
  if python3 "$check" "$copy/engine" >"$copy/out"; then
    echo "planted '$2' in $1 was not caught"
    exit 1
  fi
  grep -q "$(basename "$1")" "$copy/out"
}
plant circuit/body.cpp '#include "plant/state.h"'      # upwards
plant logic/scope.cpp '#include "circuit/circuit.h"'   # sideways
plant platform/window.h '#include "session/session.h"' # a device that knows sessions
plant circuit/circuit.h '#include <klu.h>'             # a third-party type in a public header
plant plant/state.cpp '#include <vulkan/vulkan.h>'     # a GPU in the headless layers
echo "planted includes are caught"
