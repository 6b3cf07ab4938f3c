//! What rests on one another. Takes a graph, gives its strongly connected components, each after those that it rests on
//! (R. Tarjan, Depth-first search and linear graph algorithms, 1972; with a stack of its own, so that no chain is too
//! long).

/// The components, each sorted. `below`: for each place what it rests on.
pub(crate) fn components(below: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        below,
        number: vec![None; below.len()],
        low: vec![0; below.len()],
        on_stack: vec![false; below.len()],
        stack: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for root in 0..below.len() {
        search.visit(root);
    }
    search.found
}

struct Search<'a> {
    below: &'a [Vec<usize>],
    number: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn enter(&mut self, node: usize) {
        self.number[node] = Some(self.next);
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn visit(&mut self, root: usize) {
        if self.number[root].is_some() {
            return;
        }
        self.enter(root);
        let mut path = vec![(root, 0)];
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            if let Some(below) = self.below[node].get(*edge).copied() {
                *edge += 1;
                match self.number[below] {
                    None => {
                        self.enter(below);
                        path.push((below, 0));
                    }
                    Some(number) if self.on_stack[below] => {
                        self.low[node] = self.low[node].min(number)
                    }
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            if let Some((above, _)) = path.last() {
                self.low[*above] = self.low[*above].min(self.low[node]);
            }
            if Some(self.low[node]) == self.number[node] {
                self.leave(node);
            }
        }
    }

    fn leave(&mut self, root: usize) {
        let mut component = Vec::new();
        while let Some(node) = self.stack.pop() {
            self.on_stack[node] = false;
            component.push(node);
            if node == root {
                break;
            }
        }
        component.sort_unstable();
        self.found.push(component);
    }
}
