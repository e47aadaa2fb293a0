//! Maps and sets of names. Most of what the passes look up are short strings and paths of them, for which the standard
//! hasher takes longer than the rest of the lookup.
//!
//! Each process has seeds of its own, so that no document can be made of names that collide. Nothing may depend on the order
//! of such a map, as with the standard library's.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// A map.
pub(crate) type Map<K, V> = HashMap<K, V, Seeded>;

/// A set.
pub(crate) type Set<T> = HashSet<T, Seeded>;

/// Two random numbers of this process.
static SEEDS: LazyLock<[u64; 2]> =
    LazyLock::new(|| [0, 1].map(|part: u8| RandomState::new().hash_one(part) | 1));

/// Makes hashers with the seeds of this process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seeded([u64; 2]);

impl Default for Seeded {
    fn default() -> Self {
        Self(*SEEDS)
    }
}

impl BuildHasher for Seeded {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        let [state, factor] = self.0;
        Folded { state, factor }
    }
}

/// Multiplies what it is given, eight bytes at a time, and folds the product.
pub(crate) struct Folded {
    state: u64,
    factor: u64,
}

impl Folded {
    fn add(&mut self, word: u64) {
        let product = u128::from(self.state ^ word).wrapping_mul(u128::from(self.factor));
        let [low, high] = [product as u64, (product >> 64) as u64];
        // a product of zero must not end it
        self.state = (low ^ high).wrapping_add(self.factor);
    }
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let all = rest
                .iter()
                .rev()
                .fold(0, |all, byte| (all << 8) | u64::from(*byte));
            self.add(all);
        }
        // as the bytes that are not there count as zeros
        self.add(bytes.len() as u64);
    }

    fn write_u8(&mut self, value: u8) {
        self.add(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.add(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.add(value);
    }

    fn write_usize(&mut self, value: usize) {
        self.add(value as u64);
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::BuildHasher;

    use super::Seeded;

    #[test]
    fn names_that_are_nearly_the_same_have_different_hashes() {
        let letters = ["", "a", "b", "\0", "ab", "abcdefg", "abcdefgh"];
        let mut texts = HashSet::new();
        for first in letters {
            for second in letters {
                for third in letters {
                    texts.insert(format!("{first}{second}{third}"));
                }
            }
        }
        let seeded = Seeded::default();
        let hashes: HashSet<u64> = texts.iter().map(|text| seeded.hash_one(text)).collect();
        assert_eq!(hashes.len(), texts.len());
        let paths: HashSet<u64> = (texts.iter().take(40))
            .flat_map(|a| texts.iter().take(40).map(move |b| [a, b]))
            .map(|path| seeded.hash_one(path))
            .collect();
        assert_eq!(paths.len(), 1600);
        // tables take the lowest bits
        let low: HashSet<u64> = (0..4096_u32)
            .map(|at| seeded.hash_one(at) & 0xffff)
            .collect();
        assert!(low.len() > 3500, "{}", low.len());
    }
}
