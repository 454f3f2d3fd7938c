#!/bin/sh
# Builds all equipment models, or the named ones:  build_all.sh [--out=DIR] [name ...]
# One thread: Blender's parallel normals are not bit-stable.
# Needs Blender 3.4 or newer, numpy for Blender's Python, the DejaVu and Noto CJK fonts.
here=$(cd "$(dirname "$0")" && pwd)
OPENBLAS_NUM_THREADS=1 PYTHONHASHSEED=0 exec nice -n 5 blender -b -t 1 --factory-startup -noaudio --python "$here/build_all.py" -- "$@"
