package transfer

// keyShift and tieBits lay out a key: the value above keyShift, the tie weight in the lowest tieBits, and room between
// for sums of up to MaxNodes tie weights of either sign.
const (
	keyShift = 38
	tieBits  = 16
)

// ties says which bits of the tie weight take part; fewer leave more to the third rule of the package comment.
type ties uint64

// allTies is what plans are made with.
const allTies ties = 1<<tieBits - 1

// pack folds the value of a pair and its tie weight in one key.
func (t ties) pack(value int64, source, sink uint64) int64 {
	return value<<keyShift | int64(pairTie(source, sink)&uint64(t))
}

// unpackPrice returns the value part of a lowest price. Such a price is the sum of keys along a path with alternating
// signs, so its tie part lies within 2^37 of zero and rounding takes it off exactly. The values are a certificate in
// themselves: on an edge the three tie parts together stay below 2^38, so u+v >= key leaves u+v >= value, and u+v = key
// leaves u+v = value; a price of zero stays zero.
func unpackPrice(price int64) int64 { return (price + 1<<(keyShift-1)) >> keyShift }

// hashID is FNV-1a (Fowler, Noll, Vo; RFC 9923), 64 bits.
func hashID(id string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return h
}

// pairTie draws the tie weight of a pair from the hashes of its ids with the finalizer of SplitMix64 (Steele, Lea and
// Flood, 2014). It has to be stable, not secure.
func pairTie(source, sink uint64) uint64 {
	z := source + 0x9e3779b97f4a7c15*sink
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return (z ^ z>>31) >> (64 - tieBits)
}
