#!/bin/bash
# Works the trainer's window from outside, as a person would: walks to the cubicle, drags the
# isolator's handle with the mouse and finds the command in the record. The same drag beside the
# handle must not give it (else the test proves nothing).
#
# usage: desktop_test.sh PROGRAM CONTENT_ROOT
set -u
program=$1
root=$2
scenario=electrical/motor-starter-isolation

fail() {
  echo "FAILED: $*" >&2
  exit 1
}
for tool in Xvfb xdotool; do
  command -v "$tool" > /dev/null || fail "$tool is missing; install xvfb and xdotool"
done

work=$(mktemp -d)
export XDG_DATA_HOME=$work/data
trainer=
server=
cleanup() {
  [ -n "${KEEP:-}" ] && cp "$work"/*.png "$work/out" "$KEEP"
  [ -n "$trainer" ] && kill "$trainer" 2> /dev/null
  [ -n "$server" ] && kill "$server" 2> /dev/null
  wait 2> /dev/null
  rm -rf "$work"
}
trap cleanup EXIT

Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3> "$work/display" 2> "$work/xvfb.log" &
server=$!
for _ in $(seq 100); do
  [ -s "$work/display" ] && break
  sleep 0.1
done
[ -s "$work/display" ] || fail "Xvfb did not start: $(cat "$work/xvfb.log")"
DISPLAY=:$(cat "$work/display")
export DISPLAY

# where NAME: its pixel as told last, "x y"; empty when it is not in sight.
where() {
  grep "^$1 [-0-9]" "$work/out" | tail -n 1 | cut -d' ' -f2,3
}

# pass TICKS: waits until the session's clock has gone on by so many ticks of 1/120 s, however slow
# the machine is.
pass() {
  local from now
  from=$(grep '^tick ' "$work/out" | tail -n 1 | cut -d' ' -f2)
  for _ in $(seq 1200); do
    now=$(grep '^tick ' "$work/out" | tail -n 1 | cut -d' ' -f2)
    [ $((now - from)) -ge "$1" ] && return
    sleep 0.1
  done
  fail "the session's clock stands still"
}

# start RECORD: the trainer in its window, until it has drawn.
start() {
  "$program" --root "$root" practise "$scenario" --mode practise --xr off --out "$1" \
    --for-seconds 400 --screenshot "$work/last.png" --locate Q1.handle:on --locate Q1.handle:off > "$work/out" \
    2> "$work/err" &
  trainer=$!
  for _ in $(seq 600); do
    [ -n "$(where Q1.handle:on)" ] && break
    kill -0 "$trainer" 2> /dev/null || fail "the trainer ended: $(cat "$work/err")"
    sleep 0.2
  done
  window=$(xdotool search --onlyvisible --pid "$trainer" 2> /dev/null | tail -n 1)
  [ -n "$window" ] || window=$(xdotool search --onlyvisible --name Shixun | tail -n 1)
  [ -n "$window" ] || fail "no window came up"
  xdotool windowfocus "$window" 2> /dev/null
  pass 6
  # Towards the cubicle until the way that the handle has to go is long enough in the picture:
  # that is near enough to reach it.
  for _ in $(seq 60); do
    [ "$(span)" -ge 36 ] && break
    xdotool keydown w
    pass 12
    xdotool keyup w
    pass 12
  done
}

# span: pixels between where the handle is and where it has to go, the longer side.
span() {
  local from to
  read -r -a from <<< "$(where Q1.handle:on)"
  read -r -a to <<< "$(where Q1.handle:off)"
  local x=$((to[0] - from[0])) y=$((to[1] - from[1]))
  x=${x#-}
  y=${y#-}
  echo $((x > y ? x : y))
}

# drag ASIDE: from where the handle is to where it has to go, ASIDE pixels beside both.
drag() {
  local from to
  read -r -a from <<< "$(where Q1.handle:on)"
  read -r -a to <<< "$(where Q1.handle:off)"
  [ ${#from[@]} -eq 2 ] && [ ${#to[@]} -eq 2 ] || fail "the handle is not in sight"
  echo "drag from ${from[*]} to ${to[*]}, $1 aside"
  xdotool mousemove $((from[0] + $1)) "${from[1]}"
  pass 24
  xdotool mousedown 1
  pass 24
  local steps=6
  for i in $(seq $steps); do
    xdotool mousemove $((from[0] + $1 + (to[0] - from[0]) * i / steps)) \
      $((from[1] + (to[1] - from[1]) * i / steps))
    pass 12
  done
  pass 60
  xdotool mouseup 1
  pass 60
}

# leave: ends the session as a logout does and waits for the record.
leave() {
  kill -TERM "$trainer" 2> /dev/null || fail "the trainer ended early: $(cat "$work/err")"
  for _ in $(seq 300); do
    kill -0 "$trainer" 2> /dev/null || break
    sleep 0.2
  done
  wait "$trainer"
  local code=$?
  trainer=
  [ "$code" -eq 0 ] || fail "the trainer ended with $code: $(cat "$work/err")"
}

commands() {
  "$program" inspect "$1" --messages command
}

hits() {
  commands "$1" | grep -c '"operate".*Q1\.handle.*"off"'
}

start "$work/hit.mcap"
drag 0
leave
found=$(hits "$work/hit.mcap")
[ "$found" -ge 1 ] || fail "dragging the handle gave no command; commands: $(commands "$work/hit.mcap")"

start "$work/miss.mcap"
drag 160
leave
found=$(hits "$work/miss.mcap")
[ "$found" -eq 0 ] || fail "dragging beside the handle operated it all the same"
"$program" inspect "$work/hit.mcap" > /dev/null || fail "the record is damaged or its seal broken"
echo "passed"
