"""Cycles stills of models, to judge shape and light beside the program's own pictures."""
import math
import bpy
import numpy as np
from mathutils import Matrix
from shapes import V, trs
from materials import MATS
from occlusion import corners

_bm = {}

def bl_material(name):
    m = MATS[name]; key = (name, m['col'])
    if key in _bm: return _bm[key]
    b = bpy.data.materials.new(name); b.use_nodes = True
    p = b.node_tree.nodes['Principled BSDF']
    p.inputs['Base Color'].default_value = (*m['col'], 1)
    p.inputs['Metallic'].default_value = m['metal']; p.inputs['Roughness'].default_value = m['rough']
    if m['emit']:
        p.inputs['Emission'].default_value = (*m['emit'], 1); p.inputs['Emission Strength'].default_value = m['estr']
    if m['alpha'] < 1: p.inputs['Alpha'].default_value = m['alpha']
    def texture(picture, data=False):
        px = picture.pixels(); h, w = px.shape[:2]
        im = bpy.data.images.new(name, w, h)
        if data: im.colorspace_settings.name = 'Non-Color'
        a = np.ones((h, w, 4), np.float32); a[..., :3] = px[::-1] / 255.
        im.pixels.foreach_set(a.ravel())
        t = b.node_tree.nodes.new('ShaderNodeTexImage'); t.image = im
        if not m['tile']: t.extension = 'EXTEND'
        return t.outputs['Color']
    if m['tex'] is not None: b.node_tree.links.new(texture(m['tex']), p.inputs['Base Color'])
    if m['glow'] is not None: b.node_tree.links.new(texture(m['glow']), p.inputs['Emission'])
    if m['normal'] is not None:
        n = b.node_tree.nodes.new('ShaderNodeNormalMap'); b.node_tree.links.new(texture(m['normal'], True), n.inputs['Color']); b.node_tree.links.new(n.outputs['Normal'], p.inputs['Normal'])
    _bm[key] = b
    return b

def to_scene(roots, M=None, pose=None, hide=()):
    """Put a model into the Blender scene. pose: {node: (pos offset, rot)} applied after the rest pose."""
    def rec(n, W):
        if n.name in hide: return
        W = W @ n.matrix()
        if pose and n.name in pose: W = W @ trs(*pose[n.name])
        if n.mesh and n.mesh.f:
            tr = corners(n.mesh)
            mats, P, N, U, mi = [], [], [], [], []
            for mat, cs, no in tr:
                if mat not in mats: mats.append(mat)
                mi.append(mats.index(mat))
                for c in cs:
                    P.append(tuple(c[0])); N.append(tuple(c[1])); U.append(c[2] or (0, 0))
            me = bpy.data.meshes.new(n.name)
            me.from_pydata(P, [], [(i, i + 1, i + 2) for i in range(0, len(P), 3)])
            for m in mats: me.materials.append(bl_material(m))
            me.polygons.foreach_set('material_index', mi)
            me.polygons.foreach_set('use_smooth', [True] * len(mi))
            uv = me.uv_layers.new(); uv.data.foreach_set('uv', [x for u, v in U for x in (u, 1 - v)])
            me.use_auto_smooth = True; me.normals_split_custom_set(N)
            ob = bpy.data.objects.new(n.name, me); ob.matrix_world = W
            bpy.context.scene.collection.objects.link(ob)
        for k in n.kids: rec(k, W)
    for r in roots: rec(r, M or Matrix.Identity(4))

def clear_scene():
    for o in list(bpy.data.objects): bpy.data.objects.remove(o)

def look(eye, target, fov=45):
    cd = bpy.data.cameras.new('c'); cd.angle = math.radians(fov); cd.clip_start = .005; cd.clip_end = 200
    ob = bpy.data.objects.new('c', cd); bpy.context.scene.collection.objects.link(ob)
    e, t = V(eye), V(target)
    z = (e - t).normalized(); x = V((0, 1, 0)).cross(z).normalized() if abs(z.y) < .999 else V((1, 0, 0)); y = z.cross(x)
    ob.matrix_world = Matrix(((x.x, y.x, z.x, e.x), (x.y, y.y, z.y, e.y), (x.z, y.z, z.z, e.z), (0, 0, 0, 1)))
    bpy.context.scene.camera = ob

def sun(direction, power, col=(1, .97, .92)):
    l = bpy.data.lights.new('s', 'SUN'); l.energy = power; l.color = col; l.angle = .02
    ob = bpy.data.objects.new('s', l); bpy.context.scene.collection.objects.link(ob)
    ob.rotation_mode = 'QUATERNION'; ob.rotation_quaternion = V(direction).to_track_quat('-Z', 'Y')

def area(pos, target, size, power, col=(1, 1, 1)):
    l = bpy.data.lights.new('a', 'AREA'); l.size = size; l.energy = power; l.color = col
    ob = bpy.data.objects.new('a', l); bpy.context.scene.collection.objects.link(ob)
    z = (V(pos) - V(target)).normalized(); x = V((0, 1, 0)).cross(z)
    x = x.normalized() if x.length > 1e-3 else V((1, 0, 0)); y = z.cross(x)
    ob.matrix_world = Matrix(((x.x, y.x, z.x, pos[0]), (x.y, y.y, z.y, pos[1]), (x.z, y.z, z.z, pos[2]), (0, 0, 0, 1)))

def render(path, w=800, h=800, samples=32, bg=.35):
    sc = bpy.context.scene
    sc.render.engine = 'CYCLES'; sc.cycles.device = 'CPU'; sc.cycles.samples = samples; sc.cycles.use_denoising = False
    sc.cycles.max_bounces = 5; sc.cycles.transparent_max_bounces = 8
    sc.render.threads_mode = 'FIXED'; sc.render.threads = 2
    if not sc.world: sc.world = bpy.data.worlds.new('w')
    sc.world.use_nodes = True
    b = sc.world.node_tree.nodes.get('Background')
    b.inputs[0].default_value = (bg, bg, bg * 1.05, 1); b.inputs[1].default_value = 1
    sc.render.resolution_x, sc.render.resolution_y = w, h
    sc.view_settings.view_transform = 'Filmic'; sc.view_settings.look = 'Medium High Contrast'
    sc.render.filepath = path; sc.render.image_settings.file_format = 'PNG'
    bpy.ops.render.render(write_still=True)
