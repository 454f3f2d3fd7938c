"""Corner normals, and ambient occlusion baked into vertices, with long edges split where it changes."""
import math
from mathutils.bvhtree import BVHTree
from shapes import V
from materials import MATS

def corners(mesh):
    """Triangles with per-corner weighted normals -> list of (material, [(pos, normal, uv)]*3, nocc)."""
    vs, fs = mesh.v, mesh.f
    nrm, area = [], []
    vf = [[] for _ in vs]
    for k, (idx, mat, uv, no) in enumerate(fs):
        n = V((0, 0, 0)); p0 = vs[idx[0]]
        for i in range(1, len(idx) - 1): n += (vs[idx[i]] - p0).cross(vs[idx[i + 1]] - p0)
        l = n.length
        area.append(l / 2); nrm.append(n / l if l > 1e-16 else V((0, 0, 0)))
        for i in idx: vf[i].append(k)
    ct = math.cos(math.radians(mesh.angle))
    out = []
    for k, (idx, mat, uv, no) in enumerate(fs):
        if area[k] < 1e-13: continue
        fn = nrm[k]; cs = []
        for q, i in enumerate(idx):
            n = V((0, 0, 0))
            for j in vf[i]:
                if nrm[j].dot(fn) > ct: n += nrm[j] * area[j]
            n = n.normalized() if n.length > 1e-16 else fn
            cs.append((vs[i], n, uv[q] if uv else None, i))
        if len(cs) == 4:      # split along the shorter diagonal
            if (cs[0][0] - cs[2][0]).length <= (cs[1][0] - cs[3][0]).length: ts = [(0, 1, 2), (0, 2, 3)]
            else: ts = [(0, 1, 3), (1, 2, 3)]
        else: ts = [(0, i, i + 1) for i in range(1, len(cs) - 1)]
        for t in ts:
            a, b, c = (cs[i] for i in t)
            if (b[0] - a[0]).cross(c[0] - a[0]).length < 1e-13: continue
            out.append((mat, (a, b, c), no))
    return out

def hemi(n):
    ds = []
    for i in range(n):
        u = (i + .5) / n; v = 0.0; f = .5; k = i
        while k: v += f * (k & 1); k >>= 1; f /= 2
        r = math.sqrt(u); a = 2 * math.pi * v
        ds.append((r * math.cos(a), r * math.sin(a), math.sqrt(1 - u)))
    return ds

class AO:
    def __init__(s, polys, dist, rays, floor=.30, eps=None, gain=1.0):
        vs, fs = [], []
        for tri in polys:
            b = len(vs); vs += tri; fs.append((b, b + 1, b + 2))
        s.bvh = BVHTree.FromPolygons(vs, fs) if fs else None
        s.d, s.h, s.floor, s.gain = dist, hemi(rays), floor, gain
        s.eps = eps or min(2e-4, dist * .01)
        s.cache = {}
    def __call__(s, p, n):
        if not s.bvh: return 1.0
        key = (round(p.x, 5), round(p.y, 5), round(p.z, 5), round(n.x, 2), round(n.y, 2), round(n.z, 2))
        r = s.cache.get(key)
        if r is not None: return r
        t = n.orthogonal().normalized(); b = n.cross(t)
        o = p + n * s.eps
        occ = 0.0; cast = s.bvh.ray_cast; D = s.d
        for x, y, z in s.h:
            h = cast(o, t * x + b * y + n * z, D)
            if h[3] is not None: occ += 1 - (h[3] / D) ** .7
        v = max(s.floor, 1 - s.gain * occ / len(s.h))
        s.cache[key] = v
        return v

def bake(roots, ao, ghosts=()):
    """Returns {id(node): [(mat, verts[(p,n,uv,ao)], tris)]} with positions in the node frame."""
    opt = dict(dist=.05, rays=24, lmin=.012, thr=.14, iters=2, floor=.32, gain=1.0); opt.update(ao or {})
    groups, data = {}, []
    for r in roots:
        for n, M, g in r.walk():
            if not n.mesh or not n.mesh.f: continue
            tr = corners(n.mesh)
            data.append((n, M, g, tr))
            L = groups.setdefault(g, [])
            for mat, cs, no in tr:
                if no or MATS[mat]['alpha'] < 1: continue
                L.append([M @ c[0] for c in cs])
    for gm, gg in ghosts:
        L = groups.setdefault(gg, [])
        for mat, cs, no in corners(gm):
            if no or MATS[mat]['alpha'] < 1: continue
            L.append([c[0] for c in cs])
    aos = {g: AO(L, opt['dist'], opt['rays'], opt['floor'], gain=opt['gain']) for g, L in groups.items()}
    out = {}
    for n, M, g, tr in data:
        fn = aos[g]; R = M.to_3x3()
        verts, vid, posid = [], {}, {}
        tris = []
        def vert(p, nn, uv, mat, flat):
            key = (round(p.x, 6), round(p.y, 6), round(p.z, 6), round(nn.x, 3), round(nn.y, 3), round(nn.z, 3), uv, mat)
            i = vid.get(key)
            if i is None:
                i = vid[key] = len(verts)
                pid = posid.setdefault(key[:3], len(posid))
                a = 1.0 if MATS[mat]['alpha'] < 1 or MATS[mat]['emit'] else fn(M @ p, R @ nn)
                verts.append((p, nn, uv, a, pid))
            return i
        for mat, cs, no in tr:
            tris.append((mat, tuple(vert(c[0], c[1], c[2], mat, no) for c in cs), no))
        for it in range(opt['iters']):
            want = {}; checked = {}
            for mat, t, no in tris:
                if no or MATS[mat]['alpha'] < 1 or MATS[mat]['emit']: continue
                for q in range(3):
                    a, b = t[q], t[(q + 1) % 3]
                    va, vb = verts[a], verts[b]
                    if (va[0] - vb[0]).length < 2 * opt['lmin']: continue
                    k = (min(a, b), max(a, b))
                    if k in checked: continue
                    checked[k] = 1
                    nn = va[1] + vb[1]
                    if nn.length < 1e-6: continue
                    mid = (va[0] + vb[0]) / 2
                    am = fn(M @ mid, (R @ nn).normalized())
                    pk = (min(va[4], vb[4]), max(va[4], vb[4]))
                    if abs(am - (va[3] + vb[3]) / 2) > opt['thr'] or (it == 0 and (va[0] - vb[0]).length > opt.get('lmax', 9e9)): want[pk] = 1
            if not want: break
            nt = []
            def mid(a, b, mat):
                va, vb = verts[a], verts[b]
                if a > b: va, vb = vb, va
                uv = None if va[2] is None else tuple((x + y) / 2 for x, y in zip(va[2], vb[2]))
                return vert((va[0] + vb[0]) / 2, (va[1] + vb[1]).normalized(), uv, mat, False)
            for mat, t, no in tris:
                f = []
                for q in range(3):
                    pa, pb = verts[t[q]][4], verts[t[(q + 1) % 3]][4]
                    f.append((min(pa, pb), max(pa, pb)) in want)
                c = sum(f)
                if c == 0: nt.append((mat, t, no)); continue
                a, b, d = t
                if c == 3:
                    x, y, z = mid(a, b, mat), mid(b, d, mat), mid(d, a, mat)
                    nt += [(mat, (a, x, z), no), (mat, (x, b, y), no), (mat, (z, y, d), no), (mat, (x, y, z), no)]
                elif c == 1:
                    q = f.index(True); a, b, d = t[q], t[(q + 1) % 3], t[(q + 2) % 3]
                    x = mid(a, b, mat); nt += [(mat, (a, x, d), no), (mat, (x, b, d), no)]
                else:
                    q = f.index(False); a, b, d = t[q], t[(q + 1) % 3], t[(q + 2) % 3]   # edges b-d and d-a split
                    y, z = mid(b, d, mat), mid(d, a, mat)
                    nt += [(mat, (z, y, d), no)]
                    if (verts[a][0] - verts[y][0]).length < (verts[b][0] - verts[z][0]).length:
                        nt += [(mat, (a, b, y), no), (mat, (a, y, z), no)]
                    else: nt += [(mat, (a, b, z), no), (mat, (b, y, z), no)]
            tris = nt
        by = {}
        for mat, t, no in tris: by.setdefault(mat, []).append(t)
        prims = []
        for mat in sorted(by):
            rm, vs, ts = {}, [], []
            for t in by[mat]:
                q = []
                for i in t:
                    if i not in rm: rm[i] = len(vs); vs.append(verts[i])
                    q.append(rm[i])
                ts.append(q)
            prims.append((mat, vs, ts))
        out[id(n)] = prims
    return out
