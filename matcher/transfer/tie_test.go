package transfer

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTieWeightsStayWhatTheyAre(t *testing.T) {
	if got := hashID("foobar"); got != 0x85944171f73967e8 {
		t.Errorf("FNV-1a of foobar is %#x", got)
	}
	for _, c := range []struct {
		source, sink string
		want         uint64
	}{{"person-1", "vacancy-1", 59419}, {"person-1", "vacancy-2", 27396}, {"person-2", "vacancy-1", 892}, {"vacancy-1", "person-1", 37793}} {
		if got := pairTie(hashID(c.source), hashID(c.sink)); got != c.want {
			t.Errorf("%s, %s: %d, want %d", c.source, c.sink, got, c.want)
		}
	}
}

func TestTieWeightsFillTheirBits(t *testing.T) {
	var or, and uint64 = 0, 1<<tieBits - 1
	seen := map[uint64]bool{}
	for i := range uint64(1000) {
		tie := pairTie(hashID("person"), i)
		or, and = or|tie, and&tie
		seen[tie] = true
	}
	if or != 1<<tieBits-1 || and != 0 || len(seen) < 950 {
		t.Errorf("or %#x, and %#x, %d of 1000 distinct", or, and, len(seen))
	}
}

func TestAPriceUnpacksToItsValueWhateverTiesItSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Int64Range(0, MaxValue).Draw(t, "value")
		tie := rapid.Int64Range(-MaxNodes<<tieBits, MaxNodes<<tieBits).Draw(t, "ties")
		if got := unpackPrice(value<<keyShift + tie); got != value {
			t.Fatalf("%d with ties %d unpacks to %d", value, tie, got)
		}
	})
}

func TestTheLargestKeysLeaveRoomForAPathAndASlack(t *testing.T) {
	largest := allTies.pack(MaxValue, 1, 1) | int64(allTies)
	if room := int64(1)<<62 - largest; room <= 0 || 3*uint64(largest) >= 1<<63 || unreachable <= largest {
		t.Errorf("the largest key is %d", largest)
	}
}
