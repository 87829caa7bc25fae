package taxonomy

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/fnv"
	"maps"
	"slices"
)

// algorithm changes whenever the same files would give other answers than before.
const algorithm = "9"

// fingerprint hashes everything that answers depend on, in an order that does not depend on the order of the files.
// FNV-1a of 128 bits, cut to 64: it tells versions apart, it protects nothing.
func fingerprint(t *Taxonomy, s *source) string {
	h := fnv.New128a()
	fmt.Fprintf(h, "%s\n", algorithm)
	for _, o := range t.occupations {
		fmt.Fprintf(h, "%q %q %q %s %s %v %v\n", o.Code, o.Label, o.Alternative, o.Group, o.EducationLevel, o.Essential, o.Optional)
	}
	for _, k := range t.skills {
		fmt.Fprintf(h, "%q %q %q %s\n", k.Code, k.Label, k.Alternative, k.Kind)
	}
	for _, code := range slices.Sorted(maps.Keys(s.groups)) {
		fmt.Fprintf(h, "%q %q\n", code, s.groups[code])
	}
	slices.SortFunc(s.moves, func(a, b move) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(weightOf(a.near), weightOf(b.near)))
	})
	for _, m := range slices.Compact(s.moves) {
		fmt.Fprintf(h, "%q %t %q\n", m.from, m.near, m.to)
	}
	writeRelations(h, s.broader)
	writeRelations(h, s.related)
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// writeRelations hashes a list of relations after sorting it.
func writeRelations(h hash.Hash, relations []relation) {
	slices.SortFunc(relations, func(a, b relation) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(weightOf(a.essential), weightOf(b.essential)))
	})
	for _, r := range slices.Compact(relations) {
		fmt.Fprintf(h, "%q %q %t\n", r.from, r.to, r.essential)
	}
}
