"""What recursion costs where every item passes every level: Python's `yield from`, and nested polling.

    python3 benches/builds/recursion.py [ROUNDS]

Python walks the trees of the kernels `tree-balanced` and `tree-list-1k`. Then the depth at which nested polling, and
Python, overflow their stacks is searched for; the program that polls is built first.
"""

import subprocess
import sys
import time

from builds import ROOT, TARGET

NODES, SHORT = 1_000_000, 1_000


class Node:
    __slots__ = ("key", "left", "right")

    def __init__(self, key, left=None, right=None):
        self.key, self.left, self.right = key, left, right


def balanced(start, end):
    if start == end:
        return None
    key = start + (end - start) // 2
    return Node(key, balanced(start, key), balanced(key + 1, end))


def chain(length):
    node = None
    for key in range(length):
        node = Node(key, node)
    return node


def walk(node):
    if node.left:
        yield from walk(node.left)
    yield node.key
    if node.right:
        yield from walk(node.right)


def seconds(tree, count):
    start = time.perf_counter()
    assert sum(walk(tree)) == count * (count - 1) // 2
    return time.perf_counter() - start


def deepest(command):
    """The greatest depth that the command survives, to two digits or so."""
    survives = lambda depth: subprocess.run([*command, str(depth)], capture_output=True).returncode == 0
    low, high = 1, 2
    while high < 1 << 30 and survives(high):
        low, high = high, 2 * high
    while high - low > high // 64:
        middle = (low + high) // 2
        low, high = (middle, high) if survives(middle) else (low, middle)
    return low


def main():
    if sys.argv[1:2] == ["--walk"]:
        depth = int(sys.argv[2])
        sys.setrecursionlimit(2 * depth + 1000)
        next(walk(chain(depth)))
        return
    rounds = int(sys.argv[1]) if sys.argv[1:] else 5
    sys.setrecursionlimit(10_000)
    print(f"Python {sys.version.split()[0]}, `yield from`, the best of {rounds} rounds:")
    for name, tree, count in [("tree-balanced", balanced(0, NODES), NODES), ("tree-list-1k", chain(SHORT), SHORT)]:
        best = min(seconds(tree, count) for _ in range(rounds))
        print(f"{name:<14} {best / count * 1e9:>9.0f} ns a node")
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "antiphon-benches"], cwd=ROOT, check=True)
    program = TARGET / "release" / "antiphon-benches"
    print("The depth that each survives, with the stack that `ulimit -s` gives:")
    for name, command in [("nested polling", [program, "nested"]), ("yield from", [sys.executable, __file__, "--walk"])]:
        print(f"{name:<14} {deepest(command):>9}")


if __name__ == "__main__":
    main()
