"""Cycles still of one model:  blender -b --factory-startup --python preview.py -- name out.png [eye=x,y,z] [at=x,y,z] [fov=..] [size=WxH] [n=32] [hide=a,b] [pose=node:px,py,pz:rx,ry,rz] [floor=y] [sun=1]"""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kit
from kit import V
a = sys.argv[sys.argv.index('--') + 1:]
jobs, cur = [], []
for x in a + ['+']:
    if x == '+': jobs.append(cur); cur = []
    else: cur.append(x)
for job in jobs:
    names, png = job[0].split(','), job[1]
    o = dict(x.split('=', 1) for x in job[2:])
    f3 = lambda s: tuple(float(v) for v in s.split(','))
    kit.clear_scene()
    pose = {}
    for q in filter(None, o.get('pose', '').split(';')):
        n, p, r = q.split(':'); pose[n] = (f3(p), f3(r))
    lo, hi = V((9, 9, 9)), V((-9, -9, -9))
    xo = 0.0
    hide = o.get('hide', '').split(',')
    for name in names:
        roots = kit.roots_of(name)
        b = kit.flat(roots, skip=hide).bounds()
        if len(names) > 1:
            M = kit.trs((xo - b[0].x, 0, 0)); xo += (b[1].x - b[0].x) * 1.15 + .01
        else: M = kit.trs()
        kit.to_scene(roots, M, pose, hide)
        for i in range(3):
            lo[i] = min(lo[i], (M @ b[0])[i]); hi[i] = max(hi[i], (M @ b[1])[i])
    c = (lo + hi) / 2; d = (hi - lo).length
    at = V(f3(o['at'])) if 'at' in o else c
    eye = V(f3(o['eye'])) if 'eye' in o else c + V((.45, .42, 1.0)).normalized() * d * 1.35
    w, h = [int(x) for x in o.get('size', '800x800').split('x')]
    fl = float(o['floor']) if 'floor' in o else lo.y - .0005
    if o.get('floor') != '-9':
        m = kit.Mesh(); kit.material('stage', '#8a8d90', 0, .7); m.quad([(c.x - 5 * d, fl, c.z + 5 * d), (c.x + 5 * d, fl, c.z + 5 * d), (c.x + 5 * d, fl, c.z - 5 * d), (c.x - 5 * d, fl, c.z - 5 * d)], 'stage')
        kit.to_scene([kit.Node('stage', mesh=m)])
    if 'sun' in o: kit.sun((-.32, -.85, -.62), 3.3)          # the open air: as the program lights it
    else:
        kit.area(c + V((-.8, 1.2, .9)) * d * 1.2, c, d * .9, 60 * d * d)
        kit.area(c + V((1.3, .5, .8)) * d * 1.2, c, d * .6, 22 * d * d, (1, .95, .88))
        kit.area(c + V((.2, 1.0, -1.3)) * d * 1.2, c, d * .6, 30 * d * d, (.88, .94, 1))
    kit.look(eye, at, float(o.get('fov', 40)))
    kit.render(png, w, h, int(o.get('n', 24)), .45 if 'sun' in o else .22)
    print('rendered', png, flush=True)
os._exit(0)
