//! Mini-batches for a learner: shuffled, varied and gathered on one thread, while the learner learns on another.
//!
//! ```text
//! cargo run --release -p antiphon-stream --example batches
//! ```
//!
//! The file holds images of ten digits, sorted by digit, as such files often are. Taken in that order, the learner forgets
//! each digit over the next; so it does where images are shuffled only with their neighbours. The accuracy is that on
//! images that it has not seen.

use antiphon_stream::{Error, Lend, Lines, Stages, Watch};
use fastrand::Rng;
use std::fmt::Write as _;
use std::path::Path;

const WIDTH: usize = 8;
const PIXELS: usize = WIDTH * WIDTH;
/// The digits, six rows of four pixels each.
const DIGITS: [&str; 10] = [
    ".##.#..##..##..##..#.##.",
    "..#..##...#...#...#..###",
    ".##.#..#...#..#..#..####",
    "###....#.##....#...####.",
    "#..##..##..#####...#...#",
    "#####...###....#...####.",
    ".##.#...###.#..##..#.##.",
    "####...#..#..#...#...#..",
    ".##.#..#.##.#..##..#.##.",
    ".##.#..##..#.###...#.##.",
];

#[derive(Clone)]
struct Image {
    digit: usize,
    pixels: [bool; PIXELS],
}

impl Image {
    /// A digit in one of two places near the middle, with pixels that are wrong.
    fn made(digit: usize, random: &mut Rng) -> Self {
        let right = random.usize(2..4);
        let mut pixels = [false; PIXELS];
        for (index, pixel) in DIGITS[digit].bytes().enumerate() {
            pixels[(index / 4 + 1) * WIDTH + index % 4 + right] = pixel == b'#';
        }
        Self { digit, pixels }.varied(0.03, random)
    }

    /// The same with so large a share of its pixels inverted.
    fn varied(mut self, share: f64, random: &mut Rng) -> Self {
        for pixel in &mut self.pixels {
            *pixel ^= random.f64() < share;
        }
        self
    }

    /// The digit, a comma, and the pixels.
    fn line(&self) -> String {
        let pixels: String = self.pixels.iter().map(|&pixel| if pixel { '#' } else { '.' }).collect();
        format!("{},{pixels}", self.digit)
    }

    fn parse(line: &str) -> Result<Self, String> {
        let (digit, text) = line.split_once(',').ok_or("there is no comma behind the digit")?;
        let digit: usize = digit.parse().map_err(|error| format!("digit: {error}"))?;
        let pixels: Vec<_> = text.bytes().map(|pixel| pixel == b'#').collect();
        let pixels = pixels.try_into().map_err(|_| format!("there are not {PIXELS} pixels"))?;
        if digit < DIGITS.len() { Ok(Self { digit, pixels }) } else { Err(format!("{digit} is no digit")) }
    }
}

/// Hands on the items of an iterator in another order, by way of a bounded number of places.
struct Shuffled<I: Iterator> {
    items: I,
    places: Vec<I::Item>,
    count: usize,
    random: Rng,
}

impl<I: Iterator> Iterator for Shuffled<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        let free = self.count - self.places.len();
        self.places.extend(self.items.by_ref().take(free));
        let any = (!self.places.is_empty()).then(|| self.random.usize(..self.places.len()))?;
        Some(self.places.swap_remove(any))
    }
}

/// Logistic regression for several classes, by stochastic gradient descent.
struct Learner {
    /// Of each digit, for each pixel, and one that does not depend on any.
    weights: Vec<[f64; PIXELS + 1]>,
    rate: f64,
}

impl Learner {
    fn new(rate: f64) -> Self {
        Self { weights: vec![[0.0; PIXELS + 1]; DIGITS.len()], rate }
    }

    /// How likely it is each of the digits.
    fn shares(&self, image: &Image) -> Vec<f64> {
        let score = |weights: &[f64; PIXELS + 1]| -> f64 {
            weights[PIXELS]
                + weights.iter().zip(image.pixels).filter(|(_, pixel)| *pixel).map(|(weight, _)| weight).sum::<f64>()
        };
        let scores: Vec<_> = self.weights.iter().map(score).collect();
        let highest = scores.iter().copied().fold(f64::MIN, f64::max);
        let shares: Vec<_> = scores.iter().map(|score| (score - highest).exp()).collect();
        let sum: f64 = shares.iter().sum();
        shares.into_iter().map(|share| share / sum).collect()
    }

    fn learn(&mut self, batch: &[Image]) {
        let shares: Vec<_> = batch.iter().map(|image| self.shares(image)).collect();
        let rate = self.rate / batch.len() as f64;
        for (image, shares) in batch.iter().zip(shares) {
            for (digit, (weights, share)) in self.weights.iter_mut().zip(shares).enumerate() {
                let step = rate * (f64::from(u8::from(digit == image.digit)) - share);
                weights[PIXELS] += step;
                for (weight, _) in weights.iter_mut().zip(image.pixels).filter(|(_, pixel)| *pixel) {
                    *weight += step;
                }
            }
        }
    }

    /// The share of the images that it takes for what they are.
    fn accuracy(&self, images: &[Image]) -> f64 {
        let right = |image: &&Image| {
            let shares = self.shares(image);
            shares.iter().all(|share| *share <= shares[image.digit])
        };
        images.iter().filter(right).count() as f64 / images.len() as f64
    }
}

/// The images of a file in mini-batches, read ahead; `places` is how many are shuffled with each other.
fn batches(
    file: &Path,
    places: usize,
    epoch: u64,
    watch: &Watch,
) -> impl Iterator<Item = Result<Vec<Image>, Error>> + use<> {
    let images = Lines::open(file).text().parse(Image::parse).try_meter(&watch.stage("read"));
    let shuffled = Shuffled { items: images, places: Vec::new(), count: places, random: Rng::with_seed(epoch) };
    let mut random = Rng::with_seed(epoch + 1000);
    let varied = shuffled.map(move |image| Ok(image?.varied(0.02, &mut random))).try_meter(&watch.stage("vary"));
    let batches = varied.batch(32).map(|batch| batch.into_iter().collect());
    batches.try_meter(&watch.stage("batch")).prefetch(4).try_meter(&watch.stage("prefetch"))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let (file, random) = (folder.path().join("images"), &mut Rng::with_seed(7));
    let mut text = String::new();
    for digit in 0..DIGITS.len() {
        for _ in 0..1000 {
            writeln!(text, "{}", Image::made(digit, random).line())?;
        }
    }
    std::fs::write(&file, text)?;
    let unseen: Vec<_> = (0..2000).map(|index| Image::made(index % DIGITS.len(), random)).collect();

    for places in [1, 1000, 10_000] {
        let (watch, mut learner) = (Watch::new(), Learner::new(0.5));
        for epoch in 1..=3 {
            for batch in batches(&file, places, epoch, &watch) {
                learner.learn(&batch?);
            }
            println!("shuffled among {places}, epoch {epoch}: {:.1} % right", 100.0 * learner.accuracy(&unseen));
        }
        println!("\n{}", watch.table());
    }
    Ok(())
}
