#!/bin/sh
# Checks MCAP files with the reference reader, and the reference reader with planted failures: for
# each FILE it must accept the file and refuse copies of it in which one byte is flipped.
#
#   mcap_oracle.sh FILE...
#
# Exit 0: all as it should be. 1: a file was refused, or a planted failure was accepted. 3: node or
# the packages are absent and cannot be installed; an absent oracle is a failure, never a skip.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
[ $# -ge 1 ] || { echo "usage: mcap_oracle.sh FILE..." >&2; exit 2; }
sh "$here/install.sh" || exit 3
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Plants a failure where the code on stdin says: it is given the bytes and returns an offset.
plant() {
  node --input-type=module -e '
    import { readFileSync, writeFileSync } from "node:fs";
    const [what, from, to] = process.argv.slice(1);
    const bytes = readFileSync(from);
    const find = (opcode) => {  // the first record of that type in the data section
      for (let at = 8; at < bytes.length; at += 9 + Number(bytes.readBigUInt64LE(at + 1))) {
        if (bytes[at] === opcode) return [at, 9 + Number(bytes.readBigUInt64LE(at + 1))];
      }
      throw new Error("no record to break");
    };
    let at;
    if (what === "chunk") { const [start, size] = find(0x06); at = start + size - 3; }
    if (what === "index") { const [start, size] = find(0x07); at = start + size - 16; }
    if (what === "summary") at = bytes.length - 8 - 29 - 40;
    bytes[at] ^= 0x40;
    writeFileSync(to, bytes);' "$1" "$2" "$3"
}

for file in "$@"; do
  node "$here/read_mcap.mjs" "$file" || exit 1
  for what in chunk index summary; do
    plant "$what" "$file" "$work/planted.mcap"
    if node "$here/read_mcap.mjs" "$work/planted.mcap" >"$work/out" 2>"$work/why"; then
      echo "mcap_oracle.sh: a flipped byte in the $what of $file was not noticed" >&2
      exit 1
    fi
    echo "planted failure in the $what: refused ($(sed 's/.*planted.mcap: //' "$work/why" | head -1))" >&2
  done
done
