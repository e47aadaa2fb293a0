//! Strongly connected components, by Tarjan's algorithm without recursion: documents can be deeper than the stack.

use super::edge::Edge;

/// What is not yet known of a node.
const UNSEEN: u32 = u32::MAX;

/// Gives every node the number of its strongly connected component. Numbers lie below `node_count`; their order means
/// nothing. Edges that lead out of the graph are left aside.
#[expect(
    clippy::indexing_slicing,
    reason = "every table has an entry for each node below `node_count`"
)]
pub(crate) fn components(node_count: usize, edges: &[Edge]) -> Vec<u32> {
    let targets = Adjacency::new(node_count, edges);
    let mut search = Search {
        index: vec![UNSEEN; node_count],
        low: vec![0; node_count],
        component: vec![UNSEEN; node_count],
        open: Vec::new(),
        path: Vec::new(),
        next_index: 0,
        next_component: 0,
    };
    for root in 0..node_count {
        if search.index[root] == UNSEEN {
            search.visit(root, &targets);
        }
    }
    search.component
}

/// Whether both ends of an edge lie in the same component.
pub(super) fn is_inside(component: &[u32], edge: &Edge) -> bool {
    match (
        component.get(edge.from as usize),
        component.get(edge.to as usize),
    ) {
        (Some(from), Some(to)) => from == to,
        _ => false,
    }
}

/// The targets of each node, in one vector.
struct Adjacency {
    starts: Vec<usize>,
    targets: Vec<usize>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "edges that lead out of the graph are left aside: every table has an entry for each end"
)]
impl Adjacency {
    fn new(node_count: usize, edges: &[Edge]) -> Self {
        let inside =
            |edge: &&Edge| (edge.from as usize) < node_count && (edge.to as usize) < node_count;
        let mut starts = vec![0_usize; node_count.saturating_add(1)];
        for edge in edges.iter().filter(inside) {
            starts[(edge.from as usize).saturating_add(1)] =
                starts[(edge.from as usize).saturating_add(1)].saturating_add(1);
        }
        for node in 0..node_count {
            starts[node.saturating_add(1)] =
                starts[node.saturating_add(1)].saturating_add(starts[node]);
        }
        let mut next = starts.clone();
        let mut targets = vec![0; starts[node_count]];
        for edge in edges.iter().filter(inside) {
            let at = &mut next[edge.from as usize];
            targets[*at] = edge.to as usize;
            *at = at.saturating_add(1);
        }
        Self { starts, targets }
    }

    fn of(&self, node: usize) -> &[usize] {
        &self.targets[self.starts[node]..self.starts[node.saturating_add(1)]]
    }
}

/// The state of the search.
struct Search {
    /// When a node was first met.
    index: Vec<u32>,
    /// The earliest node that a node reaches through open ones.
    low: Vec<u32>,
    /// The component of a finished node.
    component: Vec<u32>,
    /// Met, and not yet in a component.
    open: Vec<usize>,
    /// The way to where the search is: nodes, and how many of the targets of each were looked at.
    path: Vec<(usize, usize)>,
    next_index: u32,
    next_component: u32,
}

#[expect(
    clippy::indexing_slicing,
    reason = "every table has an entry for each node, and `Adjacency` leads to no others"
)]
impl Search {
    /// Finishes everything that `root` reaches.
    fn visit(&mut self, root: usize, targets: &Adjacency) {
        self.path.push((root, 0));
        self.enter(root);
        while let Some((node, seen)) = self.path.last_mut() {
            let node = *node;
            if let Some(&target) = targets.of(node).get(*seen) {
                *seen = seen.saturating_add(1);
                if self.index[target] == UNSEEN {
                    self.enter(target);
                    self.path.push((target, 0));
                } else if self.component[target] == UNSEEN {
                    self.low[node] = self.low[node].min(self.index[target]);
                }
                continue;
            }
            self.path.pop();
            if let Some((parent, _)) = self.path.last() {
                self.low[*parent] = self.low[*parent].min(self.low[node]);
            }
            if self.low[node] == self.index[node] {
                self.close(node);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.index[node] = self.next_index;
        self.low[node] = self.next_index;
        self.next_index = self.next_index.saturating_add(1);
        self.open.push(node);
    }

    /// Makes a component of the open nodes from `node` on.
    fn close(&mut self, node: usize) {
        while let Some(member) = self.open.pop() {
            self.component[member] = self.next_component;
            if member == node {
                break;
            }
        }
        self.next_component = self.next_component.saturating_add(1);
    }
}
