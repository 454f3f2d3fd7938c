#!/bin/bash
# Works the trainer's window from outside, as a person would: first panel, a walk to the cubicle, a
# drag of the isolator's handle with the mouse, the menu, the question, the debrief, a second
# session that is killed. What must not work is tried, too: a drag beside the handle, a click beside
# a button (else the test proves nothing).
#
# usage: desktop_test.sh PROGRAM CONTENT_ROOT        (KEEP=FOLDER keeps the pictures)
set -u
program=$1
root=$2
scenario=electrical/motor-starter-isolation

fail() {
  echo "FAILED: $*" >&2
  [ -n "${work:-}" ] && tail -n 5 "$work/err" >&2
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
  [ -n "${KEEP:-}" ] && cp "$work"/*.png "$work/out" "$work/err" "$KEEP" 2> /dev/null
  [ -n "$trainer" ] && kill -9 "$trainer" 2> /dev/null
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

# button NAME: the pixel of a button that is shown now.
button() {
  tac "$work/out" | sed '/^buttons:/q' | grep "^button.$1 [-0-9]" | tail -n 1 | cut -d' ' -f2,3
}

# tick: the session's clock as told last, in ticks of 1/120 s.
tick() {
  grep '^tick ' "$work/out" | tail -n 1 | cut -d' ' -f2
}

# pass TICKS: waits until the session's clock has gone on by so many ticks, however slow the
# machine is.
pass() {
  local from now
  from=$(tick)
  for _ in $(seq 1200); do
    now=$(tick)
    [ $((now - from)) -ge "$1" ] && return
    sleep 0.1
  done
  fail "the session's clock stands still"
}

# press BUTTON [ASIDE]: waits for a button and clicks on it, ASIDE pixels beside its middle.
press() {
  local at=
  for _ in $(seq 300); do
    at=$(button "$1")
    [ -n "$at" ] && break
    kill -0 "$trainer" 2> /dev/null || fail "the trainer ended"
    sleep 0.2
  done
  [ -n "$at" ] || fail "the button $1 is not shown"
  sleep 0.7  # a panel that has just opened finds its place in its first pictures
  read -r -a at <<< "$(button "$1")"
  xdotool mousemove $((at[0] + ${2:-0})) "${at[1]}" sleep 0.4 mousedown 1 sleep 0.3 mouseup 1
}

# gone BUTTON: waits until it is shown no more.
gone() {
  for _ in $(seq 100); do
    [ -z "$(button "$1")" ] && return 0
    sleep 0.1
  done
  return 1
}

commands() {
  "$program" inspect "$1" --messages command
}

hits() {
  commands "$1" | grep -c '"operate".*Q1\.handle.*"off"'
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

# face: turns the head with the right button until the handle is near the middle of the picture. The
# mouse starts away from the things that a right click would use.
face() {
  local at x y
  for _ in $(seq 5); do
    read -r -a at <<< "$(where Q1.handle:on)"
    [ ${#at[@]} -eq 2 ] || fail "the handle is not in sight"
    x=$(((at[0] - 640) * 5 / 8))  # the head turns 1.6 times as far as the mouse goes
    y=$(((at[1] - 360) * 5 / 8))
    [ ${x#-} -lt 60 ] && [ ${y#-} -lt 60 ] && return
    x=$((x > 300 ? 300 : x < -300 ? -300 : x))
    y=$((y > 200 ? 200 : y < -200 ? -200 : y))
    # The mouse is caught in the window while the button is down: it is moved, not placed.
    xdotool mousemove 640 240 sleep 0.1 mousedown 3 sleep 0.2 mousemove_relative -- $x $y \
      sleep 0.2 mouseup 3
    pass 12
  done
}

# walk: towards the cubicle until the way that the handle has to go is long enough in the picture:
# that is near enough to reach it. A fast machine and a slow one take steps of different length, so
# the handle is looked at after each.
walk() {
  for _ in $(seq 60); do
    face
    [ "$(span)" -ge 36 ] && return
    xdotool keydown w
    pass 12
    xdotool keyup w
    pass 12
  done
  fail "walking does not bring the handle nearer"
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

# The validation layer watches: a word from it ends the trainer, and what it says about objects that
# were left behind is in the messages.
export SHIXUN_VALIDATE=1
"$program" --root "$root" practise "$scenario" --xr off --out "$work/one.mcap" --name "Wang Fang" \
  --for-seconds 600 --locate Q1.handle:on --locate Q1.handle:off > "$work/out" 2> "$work/err" &
trainer=$!

echo "the first panel, and a click beside its button"
press Begin 400
sleep 1
[ -n "$(button Begin)" ] || fail "a click beside the button began the session"
press Begin
for _ in $(seq 100); do
  [ -n "$(tick)" ] && break
  sleep 0.2
done
[ -n "$(tick)" ] || fail "no session began"
window=$(xdotool search --onlyvisible --pid "$trainer" 2> /dev/null | tail -n 1)
[ -n "$window" ] || window=$(xdotool search --onlyvisible --name Shixun | tail -n 1)
[ -n "$window" ] || fail "no window came up"
xdotool windowfocus "$window" 2> /dev/null
pass 6

echo "the isolator's handle: beside it, then on it"
walk
drag 160
[ "$(hits "$work/one.mcap")" -eq 0 ] || fail "dragging beside the handle operated it all the same"
drag 0
[ "$(hits "$work/one.mcap")" -ge 1 ] ||
  fail "dragging the handle gave no command: $(commands "$work/one.mcap")"

echo "the menu stops the clock; finishing asks first"
xdotool key Escape
for _ in $(seq 100); do
  [ -n "$(button Finish_and_see_the_marks)" ] && break
  sleep 0.1
done
sleep 0.5
stopped=$(tick)
sleep 1
[ "$(tick)" -eq "$stopped" ] || fail "the clock goes on behind the menu"
press Finish_and_see_the_marks
press Back
press Finish_and_see_the_marks
press Finish
echo "the debrief, its report, and again"
press Practise_again
gone Practise_again || fail "the debrief does not close"
[ -s "$work/one.report.html" ] || fail "there is no report"
"$program" inspect "$work/one.mcap" > "$work/inspected" ||
  fail "the record is damaged or its seal broken: $(cat "$work/inspected")"
grep -q 'trainee: Wang Fang' "$work/inspected" || fail "the name is not in the record"
"$program" --root "$root" score "$work/one.mcap" | grep -q 'E05' ||
  fail "opening the isolator under load was not marked"

echo "a second session, killed in the middle"
for _ in $(seq 100); do
  [ "$(tick)" -lt "$stopped" ] && break
  sleep 0.2
done
pass 120
# The clock may go on between the last line that was told and the kill.
last=$(tick)
kill -9 "$trainer"
wait "$trainer" 2> /dev/null
trainer=
"$program" inspect "$work/one-2.mcap" > "$work/inspected"
[ $? -eq 1 ] || fail "a killed session's record is taken for a whole one"
grep -q 'not closed' "$work/inspected" || fail "nobody says that the record was not closed"
kept=$(sed -n 's/^duration: //p' "$work/inspected")
awk -v kept="$kept" -v last="$last" 'BEGIN { exit !(kept >= last / 120 - 0.25) }' ||
  fail "killed at tick $last, but the record ends after $kept s"
"$program" recover "$work/one-2.mcap" --out "$work/saved.mcap" > /dev/null 2>&1
"$program" inspect "$work/saved.mcap" | grep -q 'complete: true' || fail "recovering gave no whole record"
"$program" --root "$root" score "$work/saved.mcap" > /dev/null || fail "what was recovered cannot be marked"
if grep -iE 'validation|VUID|SYNC-HAZARD' "$work/err"; then
  fail "Vulkan validation had something to say"
fi
echo "passed"
