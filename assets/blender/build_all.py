"""Builds the named models (all when none is named). Run by build_all.sh."""
import os, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kit
args = sys.argv[sys.argv.index('--') + 1:] if '--' in sys.argv else []
out = None
if args and args[0].startswith('--out='): out = args.pop(0)[6:]
names = args or sorted(d for d in os.listdir(kit.EQUIP) if os.path.exists(os.path.join(kit.EQUIP, d, 'model.py')))
bad, total = [], 0
for n in names:
    t = time.time()
    try:
        p = None
        if out: os.makedirs(out, exist_ok=True); p = os.path.join(out, n + '.glb')
        tri, size = kit.make(n, p)
        total += tri
        print('%-24s %6d triangles %8d bytes  %.1fs' % (n, tri, size, time.time() - t), flush=True)
        if size > 2_000_000: bad.append(n + ' (over 2 MB)')
    except Exception:
        import traceback; traceback.print_exc(); bad.append(n)
print('total triangles', total)
if bad: print('FAILED:', ', '.join(bad))
sys.stdout.flush()
os._exit(1 if bad else 0)
