package transfer

// entry is a node waiting at a tentative distance.
type entry struct {
	dist int64
	node int32
}

// heap is a binary min-heap of entries by distance, written out because the search spends its time here and
// container/heap would box every entry.
type heap []entry

func (h *heap) push(e entry) {
	q := append(*h, e)
	i := len(q) - 1
	for i > 0 {
		up := (i - 1) / 2
		if q[up].dist <= e.dist {
			break
		}
		q[i] = q[up]
		i = up
	}
	q[i] = e
	*h = q
}

func (h *heap) pop() entry {
	q := *h
	top, last := q[0], q[len(q)-1]
	q = q[:len(q)-1]
	*h = q
	if len(q) > 0 {
		q.sink(last)
	}
	return top
}

// sink places e, starting from the top, among its smaller children.
func (h heap) sink(e entry) {
	i := 0
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].dist < h[child].dist {
			child++
		}
		if e.dist <= h[child].dist {
			break
		}
		h[i] = h[child]
		i = child
	}
	h[i] = e
}
