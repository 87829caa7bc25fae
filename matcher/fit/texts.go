package fit

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/reading"
)

// Filled is a vacancy with what its text asks in the fields that say nothing, as ranking takes it, and what was read.
func (v *Vocabulary) Filled(r *matcher.Vacancy) (matcher.Vacancy, []reading.Reading) {
	return reading.Fill(r, func(work string) bool { return len(findLabel(work, v.taxonomy.FindOccupations)) > 0 })
}

// readPapers takes from a presentation what the lists of a record leave open: schooling, which is then had at least,
// languages, certificates and driving licences, of which others are not known. What people write not to have tells of
// licences only.
func (v *Vocabulary) readPapers(n *Needs, c *matcher.Candidate) {
	if c.Presentation == "" {
		return
	}
	told := reading.Papers(c)
	if told.Education != "" {
		n.Education = -int8(told.Education.Rank())
	}
	if told.Languages != nil {
		n.Languages = append([]Language{othersUnknown()}, languages(told.Languages)...)
	}
	if told.Certificates != nil {
		n.Certificates = append([]uint32{OthersToo}, v.certificatesHeldSet(told.Certificates)...)
	}
	if c.DrivingLicences != nil {
		return
	}
	if n.Licences = licences(told.Licences, true) &^ knownSet; reading.WithoutLicence(c.Presentation) {
		n.Licences = knownSet
	}
}

// othersUnknown stands first in a list of languages that a presentation tells: those that are not in it are not known.
func othersUnknown() Language { return Language{} }

// OthersToo likewise stands first in a list of certificates, none of which has this number.
const OthersToo = 0

// openEnded reports whether languages or certificates that are not in a list are not known.
func openEnded[E comparable](list []E) bool {
	var open E
	return len(list) > 0 && list[0] == open
}

// atLeast is a level of schooling held, and whether it may be higher, as it is where a presentation tells it.
func atLeast(held int8) (rank int8, open bool) {
	if held < 0 {
		return -held, true
	}
	return held, false
}

// certificatesHeldSet is certificateSet with what each proves besides.
func (v *Vocabulary) certificatesHeldSet(list []matcher.Concept) []uint32 {
	out := v.certificateSet(list)
	for _, c := range list {
		if _, covers, ok := reading.Certificate(c.Label); ok && covers != "" {
			out = append(out, v.Certificate(matcher.Concept{Label: covers}))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
