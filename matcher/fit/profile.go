package fit

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/place"
)

// Profile is a person or an announced group as ranking knows them: numbers only. There is deliberately no field for
// birth year, work limitations or anything else of matcher.Restricted. It is compiled once, by Vocabulary.Profile or Group,
// and read by many goroutines after that: it must not be changed.
type Profile struct {
	ID          string
	Number      uint32 // the view's, by which it keeps tables; 0 = not stored
	Available   bool   // the record's status; decisions may change it later
	Situation   matcher.Situation
	Headcount   int    // 1 for a person; of a group those whom decisions left
	Announced   int    // headcount before that
	Employer    string // company id, empty = unknown
	SurplusID   string
	Responsible matcher.Party
	Consent     matcher.Consent
	Until       matcher.Date // last day on which an announced group is to be had; 0 = open
	Post        *Post        // the job that is lost; nil where nobody loses one
	Needs                    // what a Profile and the columns of ranking share
}

// Post is the job that a person or an announced group leaves: what a transfer is compared with, and no part of any
// score. Parts that are unknown are zero.
type Post struct {
	Company matcher.CompanyRef
	Hours   Span         // per week, in tenths of an hour
	Until   matcher.Date // last working day; 0 = unknown
}

// AtRisk reports whether there is a job that the person or group may be losing; Leaves says on which days.
func (p *Profile) AtRisk() bool { return p.Post != nil }

// Leaves reports whether the profile is supply on a day, in the sense of the broker function (makelaarsfunctie): an
// announced group and who is one of it, who has a last working day ahead or at most recent days behind, and, where no
// day is told, whose situation says so. Recent is in days, see TransferModel.Recent. Of a group AvailableUntil is judged
// apart.
func (p *Profile) Leaves(asOf matcher.Date, recent int) bool {
	switch {
	case p.Post == nil:
		return false
	case p.SurplusID == "" && p.Post.Until != 0:
		return int(asOf-p.Post.Until) <= recent
	}
	return p.SurplusID != "" || p.Situation == matcher.AtRisk || p.Situation == matcher.RecentlyUnemployed
}

// Needs is the part of a profile that the score depends on. Slices are nil where nothing is known, empty where it is
// known that there is nothing, and shared between rows that have equal ones: they must not be changed. Lists of wishes and
// jobs say nothing where they are empty.
type Needs struct {
	Skills         []SkillHeld          // ascending by Skill, one each
	SkillsOpen     bool                 // nobody listed them: they are those that the presentation names, and others are not known
	Held           []Job                // of experience, of the employer, or told by the presentation
	Likely         []Near[OccupationID] // where no job is known: what the skills point to, see likely
	Wished         []OccupationID
	WishedSectors  []matcher.Sector
	Education      int8                 // rank of the level, 0 = unknown; below 0 the rank that it has at least, see atLeast
	EducationField string               // ISCED-F code, or its name folded
	Languages      []Language           // one without a code first where others are not known
	Licences       Set                  // of matcher.Licences by their index, with all that those held cover
	Certificates   []uint32             // numbers of Vocabulary.Certificate, ascending; 0 first where others are not known
	Hours          Span                 // per week, in tenths of an hour
	ContractKind   matcher.ContractKind // empty = no wish
	ContractTerm   matcher.ContractTerm
	Irregular      Tri
	MaxMetres      int32 // own maximum distance; 0 = unknown
	MaxMinutes     int16 // own maximum travel time; 0 = unknown
	CrossBorder    Tri
	Transport      Set          // by the index in transports(), see TravelMinutes
	From           matcher.Date // first day available
	Pay            int32        // least wished, euro cents an hour; 0 = unknown
	Point          place.Point  // home; where a group works. Not known = the zero Point
	Region         uint8        // Vocabulary.Region; 0 = unknown or abroad
	Municipality   string       // GMnnnn
	Abroad         string       // country, where it is not the Netherlands
	Words          Words        // of occupations that the taxonomy does not know
}

// SkillHeld is a skill with the mastery, 0 to 1000 thousandths, or -1 where unknown.
type SkillHeld struct {
	Skill SkillID
	Level int16
}

// Job is one job held, in an occupation, from a day to a day. An occupation with two numbers (Vocabulary.Occupation)
// makes two jobs.
type Job struct {
	Occupation OccupationID
	From, To   matcher.Date // From = 0: not known when; To = 0: still running
	Days       int32        // how long, where that is told without dates; 0 = unknown
}

// Language is mastery of a language; ranks of CEFR, 0 = unknown.
type Language struct {
	Code          [3]byte // ISO 639-3
	Oral, Written int8
}

// listLike is from how many skills on a presentation is taken for a list; Model.Named, which says how much fewer leave
// open, is no more.
const listLike = 4

// Profile compiles a candidate. It resolves every label and reads the presentation, which is nearly all of what folding a
// candidate costs; what no list knows gets a number that stays (see Guest for questions). It cannot fail: what cannot be
// read is unknown. The candidate's slices may be kept.
func (v *Vocabulary) Profile(c *matcher.Candidate) Profile {
	n := Needs{
		Skills:        v.skillsHeld(c.Skills, c.Presentation),
		WishedSectors: c.Wishes.Sectors,
		Education:     finished(c.Education), EducationField: conceptKey(c.Education.Field),
		Languages: languages(c.Languages), Licences: licences(c.DrivingLicences, true),
		Certificates: v.certificatesHeldSet(c.Certificates),
		Hours:        span(c.Wishes.Hours), ContractKind: c.Wishes.Contract.Kind, ContractTerm: c.Wishes.Contract.Term,
		Irregular: tri(c.Wishes.IrregularHours), CrossBorder: tri(c.Wishes.CrossBorder),
		Transport: transportSet(c.Transport), From: availableFrom(c), Pay: leastPay(c.Wishes.Salary),
	}
	n.SkillsOpen = c.Skills == nil && n.Skills != nil && len(n.Skills) < listLike
	v.readPapers(&n, c)
	if m := c.Wishes.MaxDistanceKm; m != nil {
		n.MaxMetres = int32(max(1, *m*1000))
	}
	if m := c.Wishes.MaxTravelMinutes; m != nil {
		n.MaxMinutes = int16(max(1, *m))
	}
	var unsure []Near[OccupationID]
	n.Held, unsure = v.jobs(c, &n.Words)
	n.Wished = v.wished(c.Wishes.Occupations, &n.Words)
	v.locate(&n, c.Place)
	v.readPresentation(&n, c)
	n.Likely = v.likely(&n, unsure)
	return Profile{
		ID: c.ID, Available: c.Status == matcher.CandidateAvailable, Situation: c.Situation, Headcount: 1, Announced: 1,
		Employer: c.Employer.ID, SurplusID: c.SurplusID, Responsible: c.ResponsibleParty, Consent: c.Consent,
		Post: postOf(c), Needs: n,
	}
}

// postOf is the job that a person is losing or has lost, nil of anybody else. Who is one of an announced group is at
// risk whatever the profile says.
func postOf(c *matcher.Candidate) *Post {
	if c.Situation != matcher.AtRisk && c.Situation != matcher.RecentlyUnemployed && c.SurplusID == "" && c.Employer.Until == 0 {
		return nil
	}
	return &Post{Company: c.Employer.CompanyRef, Hours: span(c.Employer.Hours), Until: c.Employer.Until}
}

// Group compiles an announced surplus: every person in it is taken to be as the group is described, at risk, and to want
// the work that they do.
func (v *Vocabulary) Group(s *matcher.Surplus) Profile {
	n := Needs{
		Skills:    v.skillsHeld(s.Skills, ""),
		Education: finished(s.Education), EducationField: conceptKey(s.Education.Field),
		Languages: languages(s.Languages), Licences: licences(s.DrivingLicences, true),
		Certificates: v.certificatesHeldSet(s.Certificates), Hours: span(s.Hours), From: s.AvailableFrom,
	}
	ids, _ := v.Occupation(s.Occupation)
	v.noteOccupations(&n.Words, ids, s.Occupation)
	for _, id := range ids {
		n.Held = append(n.Held, Job{Occupation: id})
		n.Wished = append(n.Wished, id)
	}
	n.Likely = v.likely(&n, nil)
	v.locate(&n, s.Place)
	return Profile{
		ID: s.ID, Available: s.Status == matcher.SurplusAnnounced || s.Status == matcher.SurplusOpen,
		Situation: matcher.AtRisk, Headcount: s.Headcount, Announced: s.Headcount, Employer: s.Company.ID, Until: s.AvailableUntil,
		Post: &Post{Company: s.Company, Hours: span(s.Hours)}, Needs: n,
	}
}

func (v *Vocabulary) locate(n *Needs, p matcher.Place) {
	at, ok := v.places.Locate(p.Postcode, p.Municipality, p.Country)
	if !ok {
		if p.Country != "NL" {
			n.Abroad = p.Country
		}
		return
	}
	n.Point, n.Municipality = at.Point, at.Municipality
	n.Region, _ = v.Region(at.Region)
}

// SkillsListed reports whether somebody listed the skills, be it none: what is not among them is then known to be lacking.
func (n *Needs) SkillsListed() bool { return n.Skills != nil && !n.SkillsOpen }

// skillsHeld merges what is listed with what the presentation (free text) names; listed skills keep their level.
func (v *Vocabulary) skillsHeld(listed []matcher.SkillHeld, text string) []SkillHeld {
	var out []SkillHeld
	if listed != nil {
		out = make([]SkillHeld, 0, len(listed))
	}
	for i := range listed {
		ids, _ := v.Skill(listed[i].Concept())
		for _, id := range ids {
			out = append(out, SkillHeld{id, level(listed[i].Level)})
		}
	}
	if text != "" {
		for _, hit := range v.taxonomy.SkillsIn(text) {
			id, _ := v.taxonomy.SkillID(hit.Code)
			out = append(out, SkillHeld{SkillID(id), -1})
		}
	}
	// The best-known mention of a skill counts: levels descend, so that compacting keeps the highest.
	slices.SortFunc(out, func(a, b SkillHeld) int {
		return cmp.Or(cmp.Compare(a.Skill, b.Skill), cmp.Compare(b.Level, a.Level))
	})
	return slices.CompactFunc(out, func(a, b SkillHeld) bool { return a.Skill == b.Skill })
}

// jobs are those held. Where no title can be read and one resembles work that the taxonomy knows, nothing is known of the
// work done: it may be any, is surely that of a vacancy with the same words, and likely what the title nearly says.
func (v *Vocabulary) jobs(c *matcher.Candidate, own *Words) (held []Job, unsure []Near[OccupationID]) {
	read, like := false, false
	note := func(o matcher.Concept) []OccupationID {
		ids, known := v.Occupation(o)
		v.noteOccupations(own, ids, o)
		if read = read || known || o.Code != ""; !read {
			nearly, resembles := v.nearly(o.Label)
			like, unsure = like || resembles, append(unsure, nearly...)
		}
		return ids
	}
	for _, e := range c.Experience {
		for _, id := range note(e.Occupation) {
			held = append(held, Job{Occupation: id, From: e.From, To: e.To})
		}
	}
	for _, id := range note(c.Employer.Occupation) {
		if !slices.ContainsFunc(held, func(j Job) bool { return j.Occupation == id }) {
			held = append(held, Job{Occupation: id, To: c.Employer.Until})
		}
	}
	if read || !like {
		return held, nil
	}
	for _, job := range held {
		unsure = append(unsure, Near[OccupationID]{job.Occupation, 1000})
	}
	return nil, unsure
}

// likeFloor is the confidence in thousandths from which a title that cannot be read may mean what it resembles. Below it
// the words shared are mostly common ones. From nearlyFloor on it says a head that many kinds of work share (monteur), or
// work at another level (assistent inkoper), which is near to what it resembles.
const (
	likeFloor   = 400
	nearlyFloor = 600
)

// nearly lists the occupations that a title which cannot be read nearly says, as near as it is sure, and reports whether
// it resembles any.
func (v *Vocabulary) nearly(title string) (near []Near[OccupationID], resembles bool) {
	for _, hit := range v.taxonomy.FindOccupations(title, 5) {
		resembles = resembles || hit.Confidence >= likeFloor
		if hit.Confidence >= nearlyFloor {
			id, _ := v.taxonomy.OccupationID(hit.Code)
			near = append(near, Near[OccupationID]{OccupationID(id), hit.Confidence})
		}
	}
	return near, resembles
}

func (v *Vocabulary) wished(list []matcher.Concept, own *Words) []OccupationID {
	var out []OccupationID
	for _, c := range list {
		ids, _ := v.Occupation(c)
		v.noteOccupations(own, ids, c)
		for _, id := range ids {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

func (v *Vocabulary) certificateSet(list []matcher.Concept) []uint32 {
	if list == nil {
		return nil
	}
	out := make([]uint32, 0, len(list))
	for _, c := range list {
		out = append(out, v.Certificate(c))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// finished is the level that was completed: schooling that still runs or was given up counts as one level lower.
func finished(e matcher.Education) int8 {
	rank := e.Level.Rank()
	if rank > 1 && (e.Status == matcher.Ongoing || e.Status == matcher.Discontinued) {
		rank--
	}
	return int8(rank)
}

// availableFrom is the day wished, or the day after the last working day.
func availableFrom(c *matcher.Candidate) matcher.Date {
	if c.Wishes.StartFrom != 0 {
		return c.Wishes.StartFrom
	}
	if c.Employer.Until != 0 {
		return c.Employer.Until + 1
	}
	return 0
}
