"""Crates that are written by a program, built again and again, and what it took."""

import os
import pathlib
import resource
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()


class Crate:
    """A program of one file, in a folder of its own."""

    def __init__(self, folder, dependencies, source):
        self.folder = folder
        self.main = folder / "src" / "main.rs"
        self.main.parent.mkdir(parents=True, exist_ok=True)
        self.main.write_text(source)
        manifest = f'[workspace]\n\n[package]\nname = "built"\nedition = "2024"\n\n[dependencies]\n{dependencies}\n'
        (folder / "Cargo.toml").write_text(manifest)
        (folder / "Cargo.lock").write_bytes((ROOT / "Cargo.lock").read_bytes())

    def build(self, release):
        """Builds the program alone, its dependencies being there, and gives the seconds on the clock and of work."""
        os.utime(self.main)
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.monotonic()
        subprocess.run(
            ["cargo", "build", "--quiet", *(["--release"] if release else [])],
            cwd=self.folder,
            env={**os.environ, "CARGO_TARGET_DIR": str(self.folder / "target")},
            check=True,
        )
        return time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    def program(self, release):
        return self.folder / "target" / ("release" if release else "debug") / "built"

    def output(self, release):
        return subprocess.run([self.program(release)], capture_output=True, text=True, check=True).stdout

    def text(self, release):
        """The bytes of code and constants in the program, as `size` counts them."""
        table = subprocess.run(["size", self.program(release)], capture_output=True, text=True, check=True).stdout
        return int(table.splitlines()[1].split()[0])


def interleaved(crates, release, rounds):
    """The medians of the seconds that each build took, on the clock and of work; every round builds each once."""
    for crate in crates:
        crate.build(release)
    times = [[crate.build(release) for crate in crates] for _ in range(rounds)]
    return [tuple(statistics.median(values) for values in zip(*own)) for own in zip(*times)]
