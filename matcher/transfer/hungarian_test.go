package transfer

import "math"

// hungarian is the dense Hungarian method in the shortest-augmenting-path form of Jonker and Volgenant (1987), O(rows^2 x
// columns). It shares nothing with the package but the types, and serves as oracle and as baseline for speed.
type hungarian struct {
	cost       [][]int64 // rows <= columns
	u, v       []int64   // 1-based prices of rows and columns
	row        []int     // 1-based row of each column, 0 where free
	way        []int
	least      []int64
	used       []bool
	rows, cols int
}

// hungarianValue returns the value of the best plan of p, taking capacities apart into units.
func hungarianValue(p Problem) int64 {
	cost := unitCosts(p)
	if len(cost) == 0 {
		return 0
	}
	h := &hungarian{cost: cost, rows: len(cost), cols: len(cost[0])}
	h.u, h.v = make([]int64, h.rows+1), make([]int64, h.cols+1)
	h.row, h.way = make([]int, h.cols+1), make([]int, h.cols+1)
	h.least, h.used = make([]int64, h.cols+1), make([]bool, h.cols+1)
	for i := 1; i <= h.rows; i++ {
		h.assign(i)
	}
	var value int64
	for j := 1; j <= h.cols; j++ {
		if h.row[j] > 0 {
			value -= cost[h.row[j]-1][j-1]
		}
	}
	return value
}

// unitCosts lays out one row for each unit of the smaller side; a pair that is no edge costs nothing and gains nothing.
func unitCosts(p Problem) [][]int64 {
	sources, sinks := units(p.Sources), units(p.Sinks)
	value := map[[2]int]int64{}
	for _, e := range p.Edges {
		value[[2]int{int(e.Source), int(e.Sink)}] = e.Value
	}
	flip := len(sources) > len(sinks)
	if flip {
		sources, sinks = sinks, sources
	}
	if len(sources) == 0 {
		return nil
	}
	cost := make([][]int64, len(sources))
	for i, s := range sources {
		cost[i] = make([]int64, len(sinks))
		for j, t := range sinks {
			if flip {
				cost[i][j] = -value[[2]int{t, s}]
			} else {
				cost[i][j] = -value[[2]int{s, t}]
			}
		}
	}
	return cost
}

func units(nodes []Node) (of []int) {
	for i, n := range nodes {
		for range n.Capacity {
			of = append(of, i)
		}
	}
	return of
}

// assign finds a place for row i by one shortest path.
func (h *hungarian) assign(i int) {
	for j := range h.least {
		h.least[j], h.used[j] = math.MaxInt64, false
	}
	h.row[0] = i
	j := 0
	for h.row[j] != 0 {
		j = h.step(j)
	}
	for j != 0 {
		h.row[j] = h.row[h.way[j]]
		j = h.way[j]
	}
}

// step settles column j, moves the prices, and returns the next nearest column.
func (h *hungarian) step(j int) int {
	h.used[j] = true
	i, delta, next := h.row[j], int64(math.MaxInt64), 0
	costs, u := h.cost[i-1], h.u[i]
	for k := 1; k <= h.cols; k++ {
		if h.used[k] {
			continue
		}
		if c := costs[k-1] - u - h.v[k]; c < h.least[k] {
			h.least[k], h.way[k] = c, j
		}
		if h.least[k] < delta {
			delta, next = h.least[k], k
		}
	}
	for k := range h.used {
		if h.used[k] {
			h.u[h.row[k]] += delta
			h.v[k] -= delta
		} else {
			h.least[k] -= delta
		}
	}
	return next
}
