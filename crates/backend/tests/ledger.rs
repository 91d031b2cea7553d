//! Random sequences of everything that moves points, on the real store and on the model beside it.
//!
//! `LOYALTY_SEQUENCES` and `LOYALTY_SEQUENCES_PG` say how many sequences run on SQLite (300 without it) and on PostgreSQL
//! (15); `cargo xtask test` runs 10,000 and 500, which take about five minutes on two idle cores. `LOYALTY_SEED` runs one
//! seed again. Seeds that failed once are listed in `ledger-seeds.txt` and run first.

mod broken;
mod sequence;

use crate::common::database::{Database, On};
use broken::Broken;
use loyalty_backend::store::Store;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The name of threads on broken stores.
const BROKEN: &str = "on a broken store";
const KEPT_SEEDS: &str = include_str!("ledger-seeds.txt");

mod on_sqlite {
    use super::*;

    #[test]
    fn random_sequences_come_to_what_the_model_says() {
        compare_many(On::Memory, count("LOYALTY_SEQUENCES", 300));
    }

    #[test]
    fn every_broken_store_is_found_out() {
        find_out_broken(On::Memory);
    }
}

mod on_postgres {
    use super::*;

    #[test]
    fn random_sequences_come_to_what_the_model_says() {
        compare_many(On::Postgres, count("LOYALTY_SEQUENCES_PG", 15));
    }

    #[test]
    fn every_broken_store_is_found_out() {
        find_out_broken(On::Postgres);
    }
}

fn compare_many(on: On, count: u64) {
    let seeds = seeds(count);
    let workers = std::thread::available_parallelism().map_or(2, usize::from).min(4);
    let begun = Instant::now();
    println!("{on:?}: {} sequences from seed {} on {workers} threads", seeds.len(), seeds[0]);
    let chunks: Vec<Vec<u64>> =
        (0..workers).map(|worker| seeds.iter().copied().skip(worker).step_by(workers).collect()).collect();
    let threads: Vec<_> = chunks.into_iter().map(|seeds| std::thread::spawn(move || run_all(on, &seeds, None))).collect();
    let steps: usize = threads.into_iter().map(|thread| thread.join().expect("a sequence failed; its seed is above")).sum();
    println!("{on:?}: {} sequences of {steps} operations in {:.1} s", seeds.len(), begun.elapsed().as_secs_f32());
}

fn find_out_broken(on: On) {
    let seeds: Vec<u64> = (1..=30).collect();
    run_all(on, &seeds, None);
    hush(BROKEN);
    let mut found = 0;
    for broken in &broken::ALL {
        let seeds = seeds.clone();
        let thread = std::thread::Builder::new().name(BROKEN.into());
        let ended = thread.spawn(move || run_all(on, &seeds, Some(broken))).unwrap().join();
        assert!(ended.is_err(), "nobody noticed that {}", broken.wrong);
        found += 1;
    }
    println!("{on:?}: {found} faults found in {} broken stores", broken::ALL.len());
}

/// Has threads of this name panic without a word: that they do is what is wanted of them.
fn hush(name: &'static str) {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(name) {
            tell(panic);
        }
    }));
}

/// Runs these sequences one after the other on a store of their own, in transactions that are rolled back.
fn run_all(on: On, seeds: &[u64], broken: Option<&Broken>) -> usize {
    let mut steps = 0;
    on.run_alone(async {
        let database = Database::new().await;
        let store = Store::open(&database.url).await.unwrap();
        for seed in seeds {
            let failed = broken.is_none().then(|| FailedSeed(*seed));
            steps += sequence::run(&store, *seed, broken).await;
            std::mem::forget(failed);
        }
    });
    steps
}

fn seeds(count: u64) -> Vec<u64> {
    if let Ok(seed) = std::env::var("LOYALTY_SEED") {
        return vec![seed.parse().expect("LOYALTY_SEED is a number")];
    }
    let first = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64;
    let kept = KEPT_SEEDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.trim().parse().ok());
    kept.chain((0..count).map(|number| first.wrapping_add(number))).collect()
}

fn count(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |count| count.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

/// Tells the seed of a sequence that did not end well.
struct FailedSeed(u64);

impl Drop for FailedSeed {
    fn drop(&mut self) {
        eprintln!("FAILED: run it again with LOYALTY_SEED={0}, and keep {0} in tests/ledger-seeds.txt", self.0);
    }
}
