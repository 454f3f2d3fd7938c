"""Assembles the room from placement.yaml with the models' own build functions and renders Cycles stills.
blender -b --factory-startup --python reference.py -- out.png [eye=x,y,z] [at=x,y,z] [fov=] [door=-110] [handle=0] [size=WxH] [n=48] [only=a,b] [skip=a,b] [hung=a,b] [ + next still ... ]"""
import os, sys, json, re
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kit
from kit import trs, Matrix, V

def placement():
    """items of placement.yaml: {name: dict(model, parent, pos, rot)} (the file keeps one JSON flow mapping per line)."""
    items, hung, sec = {}, {}, None
    for ln in open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'placement.yaml'), encoding='utf-8'):
        if re.match(r'^\w+:', ln): sec = ln.split(':')[0]
        m = re.match(r'^  ([\w.]+): (\{.*\})\s*$', ln)
        if m and sec in ('items', 'hung'): (items if sec == 'items' else hung)[m[1]] = json.loads(m[2])
    return items, hung

def main(jobs):
    all_items, hung = placement()
    for job in jobs:
        png = job[0]; o = dict(x.split('=', 1) for x in job[1:])
        items = dict(all_items)
        for h in filter(None, o.get('hung', '').split(',')): items[h] = hung[h]
        f3 = lambda s: tuple(float(v) for v in s.split(','))
        kit.clear_scene()
        pose = {'door': ((0, 0, 0), (0, float(o.get('door', 0)), 0)), 'handle': ((0, 0, 0), (0, 0, float(o.get('handle', 0))))}
        world = {}
        built = {}
        def where(name):
            """World matrix of an item, following parent 'item/node'."""
            if name in world: return world[name]
            it = items[name]
            P = Matrix.Identity(4)
            par = it.get('parent', 'world')
            if par != 'world':
                pi, _, pn = par.partition('/')
                P = where(pi) @ (node_matrix(pi, pn) if pn else Matrix.Identity(4))
            world[name] = P @ trs(it['pos'], it.get('rot', (0, 0, 0)))
            return world[name]
        def roots(name):
            it = items[name]
            if it['model'] not in built: built[it['model']] = kit.roots_of(it['model'])
            return built[it['model']]
        def node_matrix(item, node):
            def rec(n, W):
                W = W @ n.matrix()
                if n.name in pose: W = W @ trs(*pose[n.name])
                if n.name == node: return W
                for k in n.kids:
                    q = rec(k, W)
                    if q: return q
            for r in roots(item):
                q = rec(r, Matrix.Identity(4))
                if q: return q
            raise KeyError((item, node))
        only = o.get('only'); skip = (o.get('skip') or '').split(',')
        for name, it in items.items():
            if (only and name not in only.split(',')) or name in skip or it.get('hidden'): continue
            rs = roots(name)
            if 'root' in it: rs = [r for r in rs if r.name == it['root']]
            if 'node' in it: rs = [n for r in rs for n, _, _ in r.walk() if n.name == it['node']]
            W = where(name)
            if 'node' in it or 'root' in it:
                n = rs[0]; W = W @ trs(n.pos, n.rot).inverted()
            kit.to_scene(rs, W, pose, tuple(it.get('hide', ())))
        for x in (-1.5, 1.5):
            kit.area((x, 3.0, .9), (x, 0, .9), .9, 60)
            kit.area((x, 3.0, -1.9), (x, 0, -1.9), .9, 20)
        if float(o.get('door', 0)): kit.area((-.085, 1.655, -.70), (-.085, .9, -.80), .22, 3.5)
        kit.area((3.6, 1.8, 2.0), (0, 1.2, -.5), 1.2, 25, (.85, .93, 1))
        kit.look(f3(o.get('eye', '0,1.6,1.9')), f3(o.get('at', '0,1.2,-.6')), float(o.get('fov', 62)))
        w, h = [int(x) for x in o.get('size', '1100x800').split('x')]
        kit.render(png, w, h, int(o.get('n', 40)), .10)
        print('rendered', png, flush=True)

if __name__ == '__main__':
    a = sys.argv[sys.argv.index('--') + 1:]
    jobs, cur = [], []
    for x in a + ['+']:
        if x == '+':
            if cur: jobs.append(cur)
            cur = []
        else: cur.append(x)
    main(jobs)
    sys.stdout.flush(); os._exit(0)
