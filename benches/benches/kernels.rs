//! The kernels under criterion: `cargo bench -p antiphon-benches [-- FILTER]`, with a filter such as `mean8/antiphon`.

use antiphon_benches::kernels;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn all(criterion: &mut Criterion) {
    for kernel in kernels::all() {
        let mut group = criterion.benchmark_group(kernel.name);
        group.throughput(Throughput::Elements(kernel.operations.into()));
        for contender in &kernel.contenders {
            group.bench_function(contender.name, |bencher| bencher.iter(contender.run));
        }
        group.finish();
    }
}

criterion_group!(benches, all);
criterion_main!(benches);
