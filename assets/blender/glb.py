"""Writes a tree of nodes as binary glTF; the bytes depend on the scripts only."""
import json, struct
import numpy as np
from materials import MATS
from tree import euler_quat
from occlusion import bake

def write_glb(path, roots, ao=None, ghosts=()):
    baked = bake(roots, ao, ghosts)
    J = dict(asset=dict(version='2.0', generator='Shixun asset kit'), scene=0, scenes=[dict(nodes=[])], nodes=[],
             meshes=[], materials=[], accessors=[], bufferViews=[], buffers=[])
    buf = bytearray(); mi, tex = {}, []
    def view(data, target=None):
        while len(buf) % 4: buf.append(0)
        d = dict(buffer=0, byteOffset=len(buf), byteLength=len(data))
        if target: d['target'] = target
        buf.extend(data); J['bufferViews'].append(d)
        return len(J['bufferViews']) - 1
    def acc(arr, ct, ty, target, norm=False, mm=False):
        d = dict(bufferView=view(arr.tobytes(), target), componentType=ct, count=len(arr), type=ty)
        if norm: d['normalized'] = True
        if mm: d['min'] = [float(x) for x in arr.min(0)]; d['max'] = [float(x) for x in arr.max(0)]
        J['accessors'].append(d)
        return len(J['accessors']) - 1
    def matidx(name):
        if name in mi: return mi[name]
        m = MATS[name]; r6 = lambda x: round(float(x), 5)
        pb = dict(baseColorFactor=[r6(c) for c in m['col']] + [m['alpha']], metallicFactor=m['metal'], roughnessFactor=m['rough'])
        d = dict(name=name, pbrMetallicRoughness=pb)
        def texture(picture, what):
            J.setdefault('images', []).append(dict(bufferView=view(picture.png()), mimeType='image/png', name=name + what))
            wrap = 10497 if m['tile'] else 33071
            sampler = dict(magFilter=9729, minFilter=9987, wrapS=wrap, wrapT=wrap)
            samplers = J.setdefault('samplers', [])
            if sampler not in samplers: samplers.append(sampler)
            J.setdefault('textures', []).append(dict(source=len(J['images']) - 1, sampler=samplers.index(sampler)))
            return dict(index=len(J['textures']) - 1)
        if m['tex'] is not None:
            pb['baseColorFactor'] = [1, 1, 1, 1]
            pb['baseColorTexture'] = texture(m['tex'], '')
        if m['normal'] is not None: d['normalTexture'] = texture(m['normal'], '_normal')
        if m['glow'] is not None: d['emissiveTexture'] = texture(m['glow'], '_glow')
        if m['emit']: d['emissiveFactor'] = [r6(min(1, c)) for c in m['emit']]
        if m['alpha'] < 1: d['alphaMode'] = 'BLEND'
        if m['double'] or m['alpha'] < 1: d['doubleSided'] = True
        J['materials'].append(d); mi[name] = len(J['materials']) - 1
        return mi[name]
    tri = 0
    def emit(n):
        nonlocal tri
        d = dict(name=n.name); k = len(J['nodes']); J['nodes'].append(d)
        if n.pos.length > 0: d['translation'] = [round(x, 6) for x in n.pos]
        q = euler_quat(n.rot)
        if abs(q.w - 1) > 1e-9: d['rotation'] = [float(np.float32(round(x, 9))) for x in (q.x, q.y, q.z, q.w)]
        if n.extras: d['extras'] = n.extras
        if id(n) in baked:
            prims = []
            for mat, vs, ts in baked[id(n)]:
                P = np.array([[round(c, 6) for c in v[0]] for v in vs], np.float32)
                Nn = np.array([list(v[1]) for v in vs], np.float64)
                Nn = (Nn / np.linalg.norm(Nn, axis=1)[:, None]).round(5)
                Nn = (Nn / np.linalg.norm(Nn, axis=1)[:, None]).astype(np.float32)
                A = np.array([[min(255, max(0, int(v[3] * 255 + .5)))] * 3 + [255] for v in vs], np.uint8)
                at = dict(POSITION=acc(P, 5126, 'VEC3', 34962, mm=True), NORMAL=acc(Nn, 5126, 'VEC3', 34962), COLOR_0=acc(A, 5121, 'VEC4', 34962, norm=True))
                if any(MATS[mat][k] is not None for k in ('tex', 'normal', 'glow')):
                    at['TEXCOORD_0'] = acc(np.array([v[2] or (0, 0) for v in vs], np.float32), 5126, 'VEC2', 34962)
                I = np.array(ts, np.uint16 if len(vs) < 65535 else np.uint32).reshape(-1)
                tri += len(ts)
                prims.append(dict(attributes=at, indices=acc(I, 5123 if I.dtype == np.uint16 else 5125, 'SCALAR', 34963), material=matidx(mat)))
            J['meshes'].append(dict(name=n.name, primitives=prims)); d['mesh'] = len(J['meshes']) - 1
        if n.kids: d['children'] = [emit(c) for c in n.kids]
        return k
    J['scenes'][0]['nodes'] = [emit(r) for r in roots]
    while len(buf) % 4: buf.append(0)
    J['buffers'] = [dict(byteLength=len(buf))]
    for k in ('meshes', 'materials', 'accessors', 'bufferViews', 'buffers'):
        if not J[k]: del J[k]
    js = json.dumps(J, separators=(',', ':'), ensure_ascii=False).encode()
    js += b' ' * (-len(js) % 4)
    out = struct.pack('<III', 0x46546C67, 2, 12 + 8 + len(js) + 8 + len(buf)) + struct.pack('<II', len(js), 0x4E4F534A) + js + struct.pack('<II', len(buf), 0x004E4942) + bytes(buf)
    with open(path, 'wb') as fh: fh.write(out)
    return tri, len(out)
