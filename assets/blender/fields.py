"""Signed distance fields for soft bodies (hands, gloves, clothes) and their surface as a mesh."""
import math
import bpy
import numpy as np
from mathutils import Euler

def dot3(P, v):
    return P[:, 0] * v[0] + P[:, 1] * v[1] + P[:, 2] * v[2]          # no BLAS: same bits every run

def rot3(P, R):
    return np.column_stack([dot3(P, R[:, 0]), dot3(P, R[:, 1]), dot3(P, R[:, 2])])

def capsule(a, b, r0, r1=None):
    a, b = np.array(a, float), np.array(b, float); r1 = r0 if r1 is None else r1
    def f(P):
        ba = b - a; t = np.clip(dot3(P - a, ba) / max(float((ba * ba).sum()), 1e-12), 0, 1)
        return np.linalg.norm(P - a - t[:, None] * ba, axis=1) - (r0 + (r1 - r0) * t)
    return f

def ellipsoid(c, r, rot=(0, 0, 0)):
    c, r = np.array(c, float), np.array(r, float)
    R = np.array(Euler([math.radians(a) for a in rot]).to_matrix())
    def f(P):
        q = rot3(P - c, R)
        k0 = np.linalg.norm(q / r, axis=1); k1 = np.linalg.norm(q / (r * r), axis=1)
        return k0 * (k0 - 1) / np.maximum(k1, 1e-9)
    return f

def rbox(c, h, rad, rot=(0, 0, 0)):
    c, h = np.array(c, float), np.array(h, float)
    R = np.array(Euler([math.radians(a) for a in rot]).to_matrix())
    def f(P):
        q = np.abs(rot3(P - c, R)) - (h - rad)
        return np.linalg.norm(np.maximum(q, 0), axis=1) + np.minimum(q.max(1), 0) - rad
    return f

def union(*fs, k=0.0):
    def f(P):
        d = fs[0](P)
        for g in fs[1:]:
            e = g(P)
            if k <= 0: d = np.minimum(d, e)
            else:
                h = np.maximum(k - np.abs(d - e), 0) / k
                d = np.minimum(d, e) - h * h * k * .25
        return d
    return f

def subtract(f, g, k=0.0):
    def q(P):
        a, b = f(P), -g(P)
        if k <= 0: return np.maximum(a, b)
        h = np.maximum(k - np.abs(a - b), 0) / k
        return np.maximum(a, b) + h * h * k * .25
    return q

def intersect(f, g, k=0.0):
    return subtract(f, lambda P: -g(P), k)

def sdf_mesh(mesh, f, lo, hi, step, mat, target=None, smooth=0):
    """Surface nets of f<0 in the box, optionally decimated to about `target` triangles. mat: name or function(point)->name."""
    lo, hi = np.array(lo, float), np.array(hi, float)
    N = np.ceil((hi - lo) / step).astype(int) + 1
    ax = [lo[i] + step * np.arange(N[i]) for i in range(3)]
    G = np.stack(np.meshgrid(*ax, indexing='ij'), -1)
    D = f(G.reshape(-1, 3)).reshape(N)
    C = N - 1
    acc = np.zeros((*C, 3)); cnt = np.zeros(C)
    sl = lambda o: tuple(slice(o[i], o[i] + C[i]) for i in range(3))
    corners = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    for a in corners:
        for d in range(3):
            if a[d]: continue
            b = list(a); b[d] = 1
            da, db = D[sl(a)], D[sl(b)]
            m = (da < 0) != (db < 0)
            t = np.where(m, da / np.where(m, da - db, 1), 0)
            p = np.zeros((*C, 3)); p[:] = a
            p[..., d] += t
            acc += np.where(m[..., None], p, 0); cnt += m
    act = cnt > 0
    ids = -np.ones(C, int); ids[act] = np.arange(act.sum())
    base = np.stack(np.meshgrid(*[np.arange(c) for c in C], indexing='ij'), -1)[act]
    P = lo + (base + acc[act] / cnt[act][:, None]) * step
    quads = []
    for d in range(3):
        u, w = (d + 1) % 3, (d + 2) % 3
        s0 = [slice(1, C[i]) for i in range(3)]; s0[d] = slice(0, C[d])
        s1 = list(s0); s1[d] = slice(1, C[d] + 1)
        a, b = D[tuple(s0)] < 0, D[tuple(s1)] < 0
        idx = np.argwhere(a != b)
        if not len(idx): continue
        ins = a[tuple(idx.T)]
        idx = idx + np.array([0 if i == d else 1 for i in range(3)])
        def at(du, dw):
            q = idx.copy(); q[:, u] -= du; q[:, w] -= dw
            return ids[tuple(q.T)]
        q = np.stack([at(1, 1), at(0, 1), at(0, 0), at(1, 0)], 1)
        q[~ins] = q[~ins][:, ::-1]
        quads.append(q)
    Q = np.concatenate(quads)
    # project onto the surface (two Newton steps)
    e = step * .05
    for _ in range(2):
        d0 = f(P)
        g = np.stack([f(P + e * np.eye(3)[i]) - f(P - e * np.eye(3)[i]) for i in range(3)], 1) / (2 * e)
        gl = np.maximum((g * g).sum(1), 1e-3)
        P = P - np.clip(d0 / gl, -step, step)[:, None] * g * .8
    P = P.round(6)
    me = bpy.data.meshes.new('s')
    me.from_pydata([tuple(p) for p in P.tolist()], [], Q.tolist())
    ob = bpy.data.objects.new('s', me); bpy.context.scene.collection.objects.link(ob)
    if smooth:
        md = ob.modifiers.new('m', 'SMOOTH'); md.iterations = smooth; md.factor = .5
    if target and target < len(Q) * 2:
        md = ob.modifiers.new('d', 'DECIMATE'); md.ratio = target / (len(Q) * 2)
    dg = bpy.context.evaluated_depsgraph_get()
    ev = ob.evaluated_get(dg); m2 = ev.to_mesh()
    o = mesh.add([v.co for v in m2.vertices])
    m2.calc_loop_triangles()
    for t in m2.loop_triangles:
        i = t.vertices
        mm = mat
        if callable(mat):
            c = (m2.vertices[i[0]].co + m2.vertices[i[1]].co + m2.vertices[i[2]].co) / 3
            mm = mat(c)
        mesh.face([o + k for k in i], mm)
    ev.to_mesh_clear()
    bpy.data.objects.remove(ob); bpy.data.meshes.remove(me)
