#!/usr/bin/env bash
# Unpacks the Monado OpenXR runtime, its software Vulkan driver and the C library they need from the
# next Debian release into a folder of its own, for tests without a headset. The machine's own
# packages and package sources stay as they are. Does nothing when the folder is complete; prints
# the folder as the last line. Safe to call from several tests at once.
#   ./tools/monado_setup.sh [FOLDER]     (default: the user's cache folder)
set -euo pipefail
suite=trixie
packages=(monado-service libopenxr1-monado libopenxr-loader1 mesa-vulkan-drivers)
prefix=${1:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/shixun/monado-$suite}
prefix=$(realpath -m "$prefix")

fail() {
  echo "monado_setup: $*" >&2
  exit 3
}

complete() {
  local libs="$prefix/usr/lib/x86_64-linux-gnu"
  [ -e "$prefix/complete" ] && [ -x "$prefix/usr/lib64/ld-linux-x86-64.so.2" ] &&
    [ -x "$prefix/usr/bin/monado-service" ] && [ -e "$libs/libopenxr_monado.so" ] &&
    [ -e "$libs/libvulkan_lvp.so" ]
}

mkdir -p "$(dirname "$prefix")"
exec 9> "$prefix.lock"
flock 9
if complete; then
  echo "$prefix"
  exit 0
fi

work=$(mktemp -d "$prefix.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/tree"
log="$work/log"

# The mirror that this machine takes its own release from.
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
mirrorOf() {
  apt-get "$@" indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
    awk -v release="$release" '$2 == release && !seen++ { print $1 }'
}
mirror=$(mirrorOf)
if [ -z "$mirror" ]; then
  # A machine that has never read its package lists does not name it: they are read here, aside.
  aside=(-o "Dir::State::lists=$work/state/lists" -o "Dir::Cache=$work/cache")
  apt-get "${aside[@]}" update > "$log" 2>&1 || true
  mirror=$(mirrorOf "${aside[@]}")
fi
[ -n "$mirror" ] || fail "this machine's package source for Debian $release was not found"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$keyring" ] || fail "$keyring is missing; install debian-archive-keyring"

: > "$work/status"
echo "deb [signed-by=$keyring] $mirror $suite main" > "$work/sources.list"
own=(-o "Dir::State=$work/state" -o "Dir::State::lists=$work/state/lists"
  -o "Dir::State::status=$work/status" -o "Dir::Cache=$work/cache"
  -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o APT::Sandbox::User=root -o APT::Get::List-Cleanup=false -o Acquire::Retries=3)
echo "Fetching the Monado runtime from Debian $suite ..." >&2
if ! { apt-get "${own[@]}" update &&
  apt-get "${own[@]}" -y --download-only --no-install-recommends install "${packages[@]}"; } \
  > "$log" 2>&1; then
  tail -n 20 "$log" >&2
  fail "the packages could not be fetched from the machine's package source"
fi
for deb in "$work"/cache/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work/tree" --keep-directory-symlink 2>> "$log" ||
    fail "$(basename "$deb") could not be unpacked: $(tail -n 3 "$log")"
done
touch "$work/tree/complete"
rm -rf "$prefix"
mv "$work/tree" "$prefix"
complete || fail "the packages were unpacked into $prefix, but something is missing there"
echo "$prefix"
