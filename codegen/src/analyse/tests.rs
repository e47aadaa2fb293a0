use std::collections::BTreeSet;

use super::{Edge, boxes, uninhabitable};

/// Edges in short: the slot is the position among the edges of one type.
fn graph(edges: &[(u32, u32)]) -> Vec<Edge> {
    let slot = |at: usize| {
        edges[..at]
            .iter()
            .filter(|edge| edge.0 == edges[at].0)
            .count() as u32
    };
    edges
        .iter()
        .enumerate()
        .map(|(at, &(from, to))| Edge {
            from,
            slot: slot(at),
            to,
        })
        .collect()
}

/// Checks the boxes of a graph, forwards, backwards and with its types numbered from the other end.
#[track_caller]
fn check(node_count: usize, edges: &[(u32, u32)], want: &[(u32, u32)]) {
    let mut edges = graph(edges);
    let want: BTreeSet<_> = want.iter().copied().collect();
    assert_eq!(boxes(node_count, &edges), want, "in order");
    edges.reverse();
    assert_eq!(boxes(node_count, &edges), want, "in reverse order");
    let turn = |node: u32| node_count as u32 - 1 - node;
    let turned: Vec<_> = edges
        .iter()
        .map(|edge| Edge {
            from: turn(edge.from),
            slot: edge.slot,
            to: turn(edge.to),
        })
        .collect();
    let back: BTreeSet<_> = boxes(node_count, &turned)
        .into_iter()
        .map(|(from, slot)| (turn(from), slot))
        .collect();
    assert_eq!(back, want, "with other numbers");
}

#[test]
fn nothing_to_box() {
    check(0, &[], &[]);
    check(3, &[(0, 1), (1, 2), (0, 2)], &[]);
}

#[test]
fn a_type_that_contains_itself() {
    check(1, &[(0, 0)], &[(0, 0)]);
    check(2, &[(1, 0), (0, 0), (0, 1)], &[(1, 0), (0, 0), (0, 1)]);
}

#[test]
fn two_types_that_contain_each_other() {
    check(2, &[(0, 1), (1, 0)], &[(0, 0), (1, 0)]);
}

#[test]
fn a_target_shared_by_a_cycle_stays_unboxed() {
    check(
        4,
        &[(0, 1), (1, 2), (2, 0), (0, 3), (1, 3)],
        &[(0, 0), (1, 0), (2, 0)],
    );
}

#[test]
fn a_cycle_through_a_list_has_no_edge_there() {
    // 0 holds a list of 1 (no edge), 1 holds 0
    check(2, &[(1, 0)], &[]);
}

#[test]
fn two_cycles_joined_by_one_edge() {
    check(
        4,
        &[(0, 1), (1, 0), (1, 2), (2, 3), (3, 2)],
        &[(0, 0), (1, 0), (2, 0), (3, 0)],
    );
}

#[test]
fn a_very_long_chain_needs_no_stack() {
    let count = 200_000;
    let mut edges: Vec<_> = (1..count)
        .map(|node| Edge {
            from: node - 1,
            slot: 0,
            to: node,
        })
        .collect();
    assert!(boxes(count as usize, &edges).is_empty());
    edges.push(Edge {
        from: count - 1,
        slot: 0,
        to: 0,
    });
    assert_eq!(boxes(count as usize, &edges).len(), count as usize);
}

#[test]
fn edges_that_lead_nowhere_are_left_alone() {
    assert!(
        boxes(
            1,
            &[
                Edge {
                    from: 0,
                    slot: 0,
                    to: 9
                },
                Edge {
                    from: 9,
                    slot: 0,
                    to: 0
                }
            ]
        )
        .is_empty()
    );
}

#[test]
fn required_cycles_have_no_value() {
    let edges = graph(&[(0, 1), (1, 0), (2, 0), (3, 4)]);
    assert_eq!(
        uninhabitable(5, &edges, |_| false),
        [graph(&[(0, 1), (1, 0)])]
    );
    assert!(uninhabitable(5, &edges, |node| node == 9).len() == 1);
}

#[test]
fn a_union_needs_one_branch_only() {
    // 0 needs the union 1, which is 0 or 2
    let edges = graph(&[(0, 1), (1, 0), (1, 2)]);
    assert!(uninhabitable(3, &edges, |node| node == 1).is_empty());
    assert_eq!(uninhabitable(3, &edges, |_| false).len(), 1);
    // both branches lead back
    let edges = graph(&[(0, 1), (1, 0), (1, 1)]);
    assert_eq!(uninhabitable(2, &edges, |node| node == 1).len(), 1);
}

#[test]
fn making_the_first_edge_optional_ends_it() {
    let mut edges = graph(&[(0, 1), (1, 2), (2, 0), (2, 1), (3, 3), (4, 3)]);
    let mut rounds = 0;
    while let Some(first) = uninhabitable(5, &edges, |_| false)
        .first()
        .and_then(|cycle| cycle.first().copied())
    {
        edges.retain(|edge| *edge != first);
        rounds += 1;
    }
    assert!(rounds <= 4);
}
