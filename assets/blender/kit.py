"""Modelling kit for the Shixun equipment library.

Geometry is built directly in the glTF frame (metres, +Y up, front faces +Z, X to the right seen
from the front).  A model is a tree of Node objects; each Node may carry a Mesh.  The kit computes
area weighted corner normals, bakes ambient occlusion into COLOR_0 (with adaptive splitting of long
edges where the occlusion changes), and writes a GLB whose bytes depend only on the scripts.

Everything is reached through this module: `from kit import *`.  It is made of materials.py, shapes.py,
lettering.py, mesh.py, fields.py, tree.py, occlusion.py, glb.py and stills.py.

Runs inside Blender (tested with 3.4):  blender -b --factory-startup --python build_all.py -- names
"""
import math, os, importlib.util
import numpy as np
from mathutils import Vector, Matrix
from mathutils.geometry import tessellate_polygon
from shapes import *
from materials import *
from lettering import *
from mesh import *
from fields import *
from tree import *
from occlusion import *
from glb import *
from stills import *

HERE = os.path.dirname(os.path.abspath(__file__))
EQUIP = os.path.normpath(os.path.join(HERE, '..', 'equipment'))

_mods = {}

def load(name):
    """Import assets/equipment/<name>/model.py; it offers build() -> Node or [Node], optional AO dict and ghosts()."""
    if name not in _mods:
        p = os.path.join(EQUIP, name, 'model.py')
        sp = importlib.util.spec_from_file_location('equip_' + name, p)
        m = importlib.util.module_from_spec(sp); sp.loader.exec_module(m)
        _mods[name] = m
    return _mods[name]

def roots_of(name):
    r = load(name).build()
    return r if isinstance(r, list) else [r]

def make(name, out=None):
    m = load(name)
    roots = roots_of(name)
    gh = m.ghosts() if hasattr(m, 'ghosts') else []
    return write_glb(out or os.path.join(EQUIP, name, name + '.glb'), roots, getattr(m, 'AO', None), gh)

def flat(roots, M=None, skip=()):
    """One Mesh of everything (for ghosts)."""
    o = Mesh()
    for r in roots:
        for n, W, _ in r.walk():
            if n.mesh and n.name not in skip: o.merge(n.mesh, (M or Matrix.Identity(4)) @ W)
    return o

def wall(z=0.0, s=2.0):
    """Ghost occluder: the surface a panel device is mounted on."""
    m = Mesh(); m.quad([(-s, -s, z), (s, -s, z), (s, s, z), (-s, s, z)], 'pl_grey')
    return m

def floor(y=0.0, s=4.0):
    m = Mesh(); m.quad([(-s, y, s), (s, y, s), (s, y, -s), (-s, y, -s)], 'pl_grey')
    return m
