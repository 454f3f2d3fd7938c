#!/usr/bin/env bash
# Installs what building (and, with "test", testing) needs from Debian's packages. Does nothing when
# all of it is there. Called by tools/run and tools/test; a newcomer never calls it.
set -euo pipefail

build=(
  g++ cmake ninja-build ccache pkg-config git ca-certificates
  libvulkan-dev glslang-tools mesa-vulkan-drivers
  libglfw3-dev libopenal-dev libglm-dev libimgui-dev libstb-dev libbullet-dev libopenxr-dev
  libassimp-dev
  libyaml-cpp-dev nlohmann-json3-dev libsuitesparse-dev libzstd-dev libsodium-dev libspdlog-dev
  libcli11-dev libsqlite3-dev libpng-dev libgtest-dev libgmock-dev libbenchmark-dev
  fonts-noto-cjk fonts-dejavu-core fonts-tlwg-loma-ttf
)
test=(
  vulkan-validationlayers xvfb xdotool
  openxr-layer-corevalidation debian-archive-keyring iproute2 util-linux faketime tesseract-ocr
  ngspice libngspice0 nodejs python3
)

wanted=("${build[@]}")
if [ "${1:-}" = test ]; then
  wanted+=("${test[@]}")
  command -v npm >/dev/null || wanted+=(npm)
fi
# node may be there without being Debian's package.
if command -v node >/dev/null; then
  kept=()
  for p in "${wanted[@]}"; do [ "$p" = nodejs ] || kept+=("$p"); done
  wanted=("${kept[@]}")
fi

missing=()
for p in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing+=("$p")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Installing from Debian: ${missing[*]}"
root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "These packages are missing and need an administrator: ${missing[*]}" >&2
    echo "Install them with: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 3
  }
  root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { "${root[@]}" apt-get update && "${root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "The packages could not be installed; the whole output is in $log." >&2
  exit 3
fi
rm -f "$log"
