package fit

import (
	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// Told is the occupation that a vacancy naming none we know is taken to be in.
type Told struct {
	taxonomy.Occupation
	ID    OccupationID
	Field string // that it is read from: title, description or skills
	Sure  uint16 // confidence in thousandths, 1 to 1000, with the likeness of the skills where title or skills tell it
}

// ToldOccupation is what is read of a vacancy when it is compiled; false where it says too little. It reads the record as a
// guest, so nothing of it stays, and costs as much as compiling it.
func (v *Vocabulary) ToldOccupation(r *matcher.Vacancy) (Told, bool) {
	guest := v.Guest()
	return guest.occupationOf(r, append(guest.listedSkills(r, &Words{}), guest.namedSkills(r)...))
}
