"""The tree of nodes that a model is."""
import math
from mathutils import Matrix, Euler
from shapes import V, trs

class Node:
    def __init__(s, name, pos=(0, 0, 0), rot=(0, 0, 0), mesh=None, extras=None, ao=None):
        s.name, s.pos, s.rot, s.mesh, s.extras, s.ao, s.kids = name, V(pos), rot, mesh, extras, ao, []
    def add(s, *kids):
        s.kids += kids
        return kids[0]
    def empty(s, name, pos, rot=(0, 0, 0), **extras):
        return s.add(Node(name, pos, rot, extras=extras or None))
    def matrix(s): return trs(s.pos, s.rot)
    def walk(s, M=None, ao='main'):
        M = (M or Matrix.Identity(4)) @ s.matrix(); ao = s.ao or ao
        yield s, M, ao
        for k in s.kids: yield from k.walk(M, ao)
    def find(s, name):
        for n, M, _ in s.walk():
            if n.name == name: return n
        raise KeyError(name)
    def where(s, name):
        """Matrix of a named node relative to the root's parent frame."""
        for n, M, _ in s.walk():
            if n.name == name: return M
        raise KeyError(name)

def euler_quat(rot):
    return Euler([math.radians(a) for a in rot], 'XYZ').to_quaternion()
