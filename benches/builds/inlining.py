"""What `#[inline(always)]` on the body of a generator costs and gives, by the size of the body and the number of places
that drive it.

    python3 benches/builds/inlining.py [ROUNDS]

The library is built three times: with that attribute on every body, with `#[inline]` in its place, and with neither. Programs of
one generator, driven from 1 place or from 60, are built with each, interleaved, and run in turn.
"""

import re
import shutil
import statistics
import sys

from builds import ROOT, TARGET, Crate, interleaved

FOLDER = TARGET / "inlining"
MARK = "(tokens(body.clone()) <= INLINED).then(|| quote!(#[inline(always)]))"
VARIANTS = {
    "always": "Some(quote!(#[inline(always)]))",
    "hint": "Some(quote!(#[inline]))",
    "none": "None::<TokenStream>",
}
# Yields, and statements with them.
BODIES = [(1, 4), (1, 16), (1, 64), (1, 200), (4, 12), (4, 64), (8, 24), (16, 48), (16, 200), (32, 96), (60, 200)]
PLACES = [1, 60]
STATEMENTS = [
    "a = a.rotate_left(5) ^ b;",
    "b = b.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(a);",
    "if a & 64 == 64 { b ^= a; }",
]


def library(variant):
    """A copy of the library, whose bodies are marked in another way."""
    folder = FOLDER / variant / "antiphon"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns("target", ".git"))
    macros = folder / "macros" / "src" / "expand.rs"
    text = macros.read_text()
    assert text.count(MARK) == 1, f"{macros} does not have one `{MARK}`"
    macros.write_text(text.replace(MARK, VARIANTS[variant]))
    return f'antiphon = {{ path = "{folder}" }}'


def body(yields, statements):
    lines, others = [], statements - yields
    for number in range(yields):
        here = others * (number + 1) // yields - others * number // yields
        lines += [STATEMENTS[(number + index) % len(STATEMENTS)] for index in range(here)]
        lines.append(f"yield_!(a ^ {number});")
    return "let mut b = 1_u64; loop { " + " ".join(lines) + " }"


def tokens(text):
    """As a macro counts them: a pair of brackets is one, `==` is two."""
    return len(re.findall(r"\w+|[^\w\s)\]}]", text))


def source(body, places):
    drivers = "".join(
        f"""
#[inline(never)]
fn place{place}(seed: u64) -> u64 {{
    let mut values = pin!(body(seed));
    (0..1000).fold({place}, |sum: u64, _| sum.rotate_left(5) ^ values.next().unwrap_or(0))
}}
"""
        for place in range(places)
    )
    return f"""
use antiphon::prelude::*;
use std::{{hint::black_box, pin::pin, time::Instant}};

#[generator(yield = u64)]
fn body(mut a: u64) {{
    {body}
}}
{drivers}
fn main() {{
    let places: &[fn(u64) -> u64] = black_box(&[{", ".join(f"place{place}" for place in range(places))}]);
    let mut times: Vec<u128> = (0..600 / places.len()).map(|_| {{
        let start = Instant::now();
        for place in places {{
            black_box(place(black_box(7)));
        }}
        start.elapsed().as_nanos()
    }}).collect();
    times.sort();
    println!("{{}}", times[times.len() / 2] as f64 / places.len() as f64 / 1000.0);
}}
"""


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    libraries = {variant: library(variant) for variant in VARIANTS}
    print("| yields | statements | tokens | driven from | code, KB | seconds of work | ns a value | none / always, ns |")
    print("|---:|---:|---:|---:|---|---|---|---:|")
    for places in PLACES:
        for yields, statements in BODIES:
            text = body(yields, statements)
            crates = [Crate(FOLDER / variant / "program", libraries[variant], source(text, places)) for variant in VARIANTS]
            builds = [work for _, work in interleaved(crates, True, rounds)]
            runs = [[float(crate.output(True)) for crate in crates] for _ in range(4 * rounds)]
            nanoseconds = [statistics.median(own) for own in zip(*runs)]
            ratio = statistics.median(none / always for always, _, none in runs)
            cells = [
                " / ".join(f"{crate.text(True) / 1000:.0f}" for crate in crates),
                " / ".join(f"{seconds:.2f}" for seconds in builds),
                " / ".join(f"{value:.2f}" for value in nanoseconds),
            ]
            print(f"| {yields} | {statements} | {tokens(text)} | {places} | {' | '.join(cells)} | {ratio:.2f} |", flush=True)


main()
