package matcher

// Check gives every rule of the contract that the profile breaks, none where it is sound. The reasons name what is
// expected, never what was given.
func (v *Candidate) Check() []Invalid {
	c := &checker{}
	c.identity(ValidID(v.ID), reasonID, v.Revision)
	required(c, "status", v.Status, CandidateAvailable, CandidatePlaced, CandidateWithdrawn)
	c.party("responsibleParty", v.ResponsibleParty, SocialPartners, UWV, Municipality)
	c.place(v.Place)
	oneOf(c, "situation", v.Situation, AtRisk, RecentlyUnemployed, Unemployed, SelfEmployed, SchoolLeaver, Employed)
	c.in("employer", func() {
		c.company(v.Employer.CompanyRef, false)
		c.conceptIn("occupation", v.Employer.Occupation)
		c.hours(v.Employer.Hours)
	})
	if v.SurplusID != "" && !ValidID(v.SurplusID) {
		c.fail("surplusId", reasonID)
	}
	c.text("presentation", v.Presentation, MaxText)
	c.in("wishes", func() { c.wishes(&v.Wishes) })
	c.held(v)
	each(c, "transport", v.Transport, MaxItems, func(t *Transport) {
		required(c, "", *t, Car, Motorcycle, Moped, Bicycle, PublicTransport, OtherTransport)
	})
	c.in("consent", func() {
		each(c, "sharedWith", v.Consent.SharedWith, MaxItems, func(s *string) { c.named("", *s) })
	})
	c.restricted(v.Restricted)
	return c.found
}

func (c *checker) wishes(w *Wishes) {
	c.concepts("occupations", w.Occupations)
	c.sectors("sectors", w.Sectors)
	c.hours(w.Hours)
	c.contract(w.Contract)
	c.number("maxDistanceKm", w.MaxDistanceKm, 0, MaxDistance)
	c.number("maxTravelMinutes", w.MaxTravelMinutes, 0, MaxTravel)
	c.salary(w.Salary)
	each(c, "interests", w.Interests, MaxItems, func(s *string) { c.named("", *s) })
}

// held checks what the person can and has done.
func (c *checker) held(v *Candidate) {
	c.skillsHeld(v.Skills)
	c.concepts("certificates", v.Certificates)
	c.education(v.Education)
	c.languages(v.Languages)
	c.licences(v.DrivingLicences)
	each(c, "experience", v.Experience, MaxItems, func(e *Experience) {
		c.conceptIn("occupation", e.Occupation)
		c.in("sector", func() { c.sector(e.Sector, false) })
		c.order("from", e.From, "to", e.To)
	})
}

func (c *checker) restricted(r *Restricted) {
	if r == nil {
		return
	}
	c.in("restricted", func() {
		c.text("workplaceNeeds", r.WorkplaceNeeds, MaxText)
		c.text("supportNeeds", r.SupportNeeds, MaxText)
		if r.BirthYear != 0 {
			c.whole("birthYear", r.BirthYear, 1900, 2100)
		}
	})
}
