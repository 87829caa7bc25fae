package rank

import (
	"slices"
	"unsafe"
)

// bytesOf is the memory of a list, to be laid out but not to be written.
func bytesOf[V any](list []V) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(list))), uintptr(len(list))*unsafe.Sizeof(*new(V)))
}

func (s *peopleSegment) memory() [][]byte {
	own := [][]byte{
		bytesOf(s.briefs), bytesOf(s.columns), bytesOf(s.lists), bytesOf(s.occupations.items), bytesOf(s.likely.items), bytesOf(s.skills.items),
		bytesOf(s.rows), bytesOf(s.jobs.items),
	}
	return slices.Concat(own, s.byOcc.memory(), s.byClass.memory(), s.bySkill.memory(), s.byJob.memory(), s.packed.memory())
}

func (s *openingSegment) memory() [][]byte {
	own := [][]byte{
		bytesOf(s.columns), bytesOf(s.lists), bytesOf(s.occupied.items), bytesOf(s.skills.items), bytesOf(s.titles), bytesOf(s.rows), bytesOf(s.experience.items),
	}
	return slices.Concat(own, s.bySkill.memory(), s.packed.memory())
}

func (p *packed) memory() [][]byte { return [][]byte{bytesOf(p.ids), bytesOf(p.words.items)} }

func (l *local[E]) memory() [][]byte {
	return [][]byte{bytesOf(l.numbers), bytesOf(l.first), bytesOf(l.rows), bytesOf(l.marks), bytesOf(l.before)}
}
