package taxonomy

// accumulator sums whole numbers per thing and remembers which things it touched, in the order of first touch.
type accumulator struct {
	sum     []int64
	seen    []bool
	touched []uint32
}

// newAccumulator makes room for n things.
func newAccumulator(n int) *accumulator {
	return &accumulator{sum: make([]int64, n), seen: make([]bool, n)}
}

// reset forgets what was added, in time proportional to it.
func (a *accumulator) reset() {
	for _, i := range a.touched {
		a.sum[i], a.seen[i] = 0, false
	}
	a.touched = a.touched[:0]
}

// add adds to one thing; adding 0 still counts as touching it.
func (a *accumulator) add(i uint32, amount int64) {
	if !a.seen[i] {
		a.seen[i] = true
		a.touched = append(a.touched, i)
	}
	a.sum[i] += amount
}

// addAsking adds, for every occupation that asks a skill, the product of both weights times the squared rarity.
func (a *accumulator) addAsking(by []asking, weight, rarity int64) {
	for _, other := range by {
		a.add(uint32(other.occupation), weight*other.weight*rarity*rarity)
	}
}
