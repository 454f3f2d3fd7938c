#!/bin/bash
# Runs a command with the Monado OpenXR runtime around it: the service with its remote driver (a
# headset and two controllers that a socket moves), and an environment in which shixun finds it.
# Everything dies with the script; the remote driver listens inside a network of its own.
#
# usage: monado.sh [--real] COMMAND...
#   --real: the compositor that draws, on the display $DISPLAY; else one that only keeps time
# In COMMAND's environment: SHIXUN_LOADER, what a program has to be started through (the runtime
# needs a younger C library than the machine's), SHIXUN_MONADO, the service's process id.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
compositor=null
if [ "${1:-}" = --real ]; then
  compositor=real
  shift
fi
if [ -z "${SHIXUN_MONADO_INSIDE:-}" ]; then
  prefix=$("$top/tools/monado_setup.sh" | tail -n 1) || exit 3
  export SHIXUN_MONADO_INSIDE=$prefix
  inside=(unshare --net --pid --fork --kill-child --mount-proc)
  [ "$(id -u)" -eq 0 ] || inside=(unshare --user --map-root-user --net --pid --fork --kill-child
    --mount-proc)
  [ $compositor = real ] && set -- --real "$@"
  exec "${inside[@]}" "$0" "$@"
fi
prefix=$SHIXUN_MONADO_INSIDE
unset SHIXUN_MONADO_INSIDE
ip link set lo up || exit 3

libs=$prefix/usr/lib/x86_64-linux-gnu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -m 700 "$work/run" "$work/config"
export XDG_RUNTIME_DIR=$work/run XDG_CONFIG_HOME=$work/config
cat > "$work/monado.json" << JSON
{"file_format_version": "1.0.0",
 "runtime": {"name": "Monado", "library_path": "$libs/libopenxr_monado.so"}}
JSON
cat > "$work/lvp.json" << JSON
{"file_format_version": "1.0.0",
 "ICD": {"library_path": "$libs/libvulkan_lvp.so", "api_version": "1.3.0"}}
JSON
export XR_RUNTIME_JSON=$work/monado.json VK_DRIVER_FILES=$work/lvp.json VK_ICD_FILENAMES=$work/lvp.json
export SHIXUN_LOADER="$prefix/usr/lib64/ld-linux-x86-64.so.2 --library-path $libs:$prefix/usr/lib:$libs/blas:$libs/lapack:$libs/pulseaudio"
export XRT_NO_STDIN=1 P_OVERRIDE_ACTIVE_CONFIG=remote
if [ $compositor = null ]; then
  export XRT_COMPOSITOR_NULL=1
else
  export XRT_COMPOSITOR_FORCE_XCB=1
fi
$SHIXUN_LOADER "$prefix/usr/bin/monado-service" > "$work/service.log" 2>&1 &
export SHIXUN_MONADO=$!
# A minute of the machine's own time: a test may let the clock of everything in here go faster, and
# then forty naps are over before the service has been read from a cold disk.
seconds() { cut -d. -f1 /proc/uptime; }
late=$(($(seconds) + 60))
while [ "$(seconds)" -lt "$late" ]; do
  [ -S "$work/run/monado_comp_ipc" ] && break
  kill -0 "$SHIXUN_MONADO" 2> /dev/null || break
  sleep 0.5
done
if [ ! -S "$work/run/monado_comp_ipc" ]; then
  echo "monado.sh: the runtime's service does not come up:" >&2
  tail -n 20 "$work/service.log" >&2
  exit 3
fi
"$@"
rc=$?
[ -n "${KEEP:-}" ] && cp "$work/service.log" "$KEEP/"
kill "$SHIXUN_MONADO" 2> /dev/null
wait 2> /dev/null
exit $rc
