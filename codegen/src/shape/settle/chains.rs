//! Resolves all chains of nodes that each refer to the next.

/// The end of each chain, all at once. A node of a cycle is its own end.
#[expect(
    clippy::indexing_slicing,
    reason = "each table has an entry for each node, and a link to none of them is no link"
)]
pub(in crate::shape) fn ends(next: &[Option<u32>]) -> Vec<u32> {
    /// The progress of a node.
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Met,
        Done,
    }
    let mut ends: Vec<u32> = (0..).take(next.len()).collect();
    let mut states = vec![State::New; next.len()];
    let mut path = Vec::new();
    for start in 0..next.len() {
        let mut at = start;
        let end = loop {
            match states[at] {
                State::Done => break Some(ends[at]),
                // a cycle: each of its nodes is its own end
                State::Met => break None,
                State::New => {}
            }
            states[at] = State::Met;
            path.push(at);
            match next[at] {
                Some(to) if (to as usize) < next.len() => at = to as usize,
                _ => break Some(ends[at]),
            }
        };
        let ring = at;
        let mut is_ring = end.is_none();
        for node in path.drain(..).rev() {
            states[node] = State::Done;
            match end {
                Some(end) => ends[node] = end,
                None if is_ring => is_ring = node != ring,
                None => ends[node] = ends[ring],
            }
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn chains_end_and_rings_stay() {
        assert_eq!(ends(&[Some(1), Some(2), None, Some(1)]), [2, 2, 2, 2]);
        assert_eq!(ends(&[Some(1), Some(2), Some(1)]), [1, 1, 2]);
        assert_eq!(ends(&[Some(0), None]), [0, 1]);
        let long: Vec<_> = (1..=100_000).map(Some).chain([None]).collect();
        assert!(ends(&long).iter().all(|end| *end == 100_000));
    }
}
