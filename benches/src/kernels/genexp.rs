//! Generator expressions, beside the chain of iterator adaptors that says the same.

use crate::{Kernel, consume, contenders};
use antiphon::prelude::*;
use std::hint::black_box;

const N: u32 = 20_000;

/// One loop with a condition.
pub(super) mod one_loop {
    use super::{Kernel, N, black_box, consume, contenders, genexp};

    pub(in crate::kernels) fn kernel() -> Kernel {
        Kernel { name: "genexp1", operations: N, contenders: contenders![hand, antiphon_genexp] }
    }

    #[inline(never)]
    fn hand() -> u64 {
        let factor = black_box(3);
        consume((0..black_box(u64::from(N))).filter(|x| x % 3 > 0).map(|x| x * factor))
    }

    #[inline(never)]
    fn antiphon_genexp() -> u64 {
        let factor = black_box(3);
        consume(genexp!(x * factor for x in 0..black_box(u64::from(N)) if x % 3 > 0))
    }
}

/// Two loops, the inner one over what a table has in the row of the outer one, with a condition.
pub(super) mod two_loops {
    use super::{Kernel, N, black_box, consume, contenders, genexp};

    const WIDTH: usize = 100;

    pub(in crate::kernels) fn kernel() -> Kernel {
        Kernel { name: "genexp2", operations: N, contenders: contenders![hand, antiphon_genexp] }
    }

    fn table() -> Vec<Vec<u64>> {
        black_box((0..u64::from(N)).collect::<Vec<_>>().chunks(WIDTH).map(<[u64]>::to_vec).collect())
    }

    #[inline(never)]
    fn hand() -> u64 {
        let table = &table();
        consume(
            (0..table.len())
                .flat_map(|i| (0..table[i].len()).map(move |j| (i, j)))
                .filter(|(i, j)| i != j)
                .map(|(i, j)| table[i][j]),
        )
    }

    #[inline(never)]
    fn antiphon_genexp() -> u64 {
        let table = table();
        consume(genexp!(table[i][j] for i in 0..table.len() for j in 0..table[i].len() if i != j))
    }
}

/// As two loops, folded at once: what `sum`, `collect` and `for_each` do.
pub(super) mod folded {
    use super::{Kernel, N, black_box, contenders, genexp};
    use crate::mix;

    pub(in crate::kernels) fn kernel() -> Kernel {
        Kernel { name: "genexp2-fold", operations: N, contenders: contenders![hand, antiphon_genexp] }
    }

    #[inline(never)]
    fn hand() -> u64 {
        let (rows, factor) = black_box((u64::from(N) / 100, 3));
        (0..rows).flat_map(|i| (0..100).map(move |j| i ^ (j * factor))).fold(0, mix)
    }

    #[inline(never)]
    fn antiphon_genexp() -> u64 {
        let (rows, factor) = black_box((u64::from(N) / 100, 3));
        genexp!(i ^ (j * factor) for i in 0..rows for j in 0..100).fold(0, mix)
    }
}
