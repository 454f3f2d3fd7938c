#!/usr/bin/env python3
"""Greps the includes of engine/ against the module table.

The table is the one in engine/CMakeLists.txt (shixun_module lines), so that what is linked and what
may be included cannot drift apart. Prints every forbidden include; exit 1 when there is one.
Usage: includes.py ENGINE_FOLDER [CMAKE_FILE]
"""
import pathlib
import re
import sys

# Third-party headers that a module's own sources may use; none of them may stand in a header of
# ours, except GLM in math (and through it everywhere) and Vulkan in render and xr.
PRIVATE = {
    "text": ("yaml-cpp/",),
    "circuit": ("klu.h",),
    "physics": ("btBulletDynamicsCommon.h", "Bullet", "LinearMath/"),
    "asset": ("assimp/", "nlohmann/", "png.h"),
    "record": ("zstd.h", "sodium.h"),
    "scenario": ("nlohmann/",),
    "session": ("nlohmann/",),
    "assess": ("nlohmann/",),
    "platform": ("GLFW/", "vulkan/"),
    "audio": ("AL/",),
    "render": ("vulkan/", "imgui", "backends/imgui", "png.h", "imstb_truetype.h",
               "dlfcn.h", "link.h"),   # keeping drivers loaded for the leak checker
    "xr": ("vulkan/", "openxr/"),
    "view": ("imgui",),
    "review": ("sqlite3.h", "nlohmann/"),
    "app": ("imgui",),
}
PUBLIC = {"math": ("glm/",), "render": ("vulkan/",), "xr": ("vulkan/",)}
STANDARD = re.compile(r"^[a-z0-9_]+$")          # <vector>, <cstdint>
SYSTEM = {"fcntl.h", "poll.h", "unistd.h", "sys/stat.h", "sys/types.h"}  # the seams to the machine only
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def read_table(cmake: pathlib.Path) -> dict[str, set[str]]:
    direct = {}
    for name, uses in re.findall(
        r"^shixun_module\((\w+)(?: USES ((?:[a-z]+ ?)+))?", cmake.read_text(), re.M
    ):
        direct[name] = set(uses.split())
    allowed = {}

    def close(name: str) -> set[str]:
        if name not in allowed:
            allowed[name] = set()
            for used in direct[name]:
                allowed[name] |= {used} | close(used)
        return allowed[name]

    for name in direct:
        close(name)
    return allowed


def check(engine: pathlib.Path, cmake: pathlib.Path) -> list[str]:
    allowed = read_table(cmake)
    troubles = []
    for path in sorted(engine.rglob("*.h")) + sorted(engine.rglob("*.cpp")):
        module = path.relative_to(engine).parts[0]
        where = path.relative_to(engine.parent)
        if module not in allowed:
            troubles.append(f"{where}: '{module}' is not in the module table")
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            kind, name = found.groups()
            if kind == '"':
                other = name.split("/")[0]
                if other == module or other in allowed[module]:
                    continue
                if "/" in name and other in allowed:
                    troubles.append(f"{where}:{number}: {module} may not use {other}: {name}")
                elif not name.endswith(".spv.h"):
                    troubles.append(f"{where}:{number}: write the module in front: {name}")
                continue
            if STANDARD.match(name):
                continue
            # An own header may show only the PUBLIC libraries, of itself or of what it may use.
            public = [p for m in {module} | allowed[module] for p in PUBLIC.get(m, ())]
            private = PRIVATE.get(module, ()) if path.suffix == ".cpp" or private_header(path) else ()
            if name.startswith(tuple(public) + tuple(private)):
                continue
            if module in ("core", "platform", "audio") and name in SYSTEM and path.suffix == ".cpp":
                continue
            troubles.append(f"{where}:{number}: {module} may not use <{name}> here")
    return troubles


def private_header(path: pathlib.Path) -> bool:
    """A header that only its own module includes may name the module's private libraries."""
    engine = path.parents[1]
    me = f'"{path.parent.name}/{path.name}"'
    for other in engine.iterdir():
        if other.is_dir() and other != path.parent:
            for source in list(other.glob("*.h")) + list(other.glob("*.cpp")):
                if me in source.read_text():
                    return False
    return True


def main() -> int:
    engine = pathlib.Path(sys.argv[1])
    cmake = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else engine / "CMakeLists.txt"
    troubles = check(engine, cmake)
    print("\n".join(troubles) if troubles else "every include is allowed by the module table")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
