package matcher

// Check gives every rule of the contract that the surplus breaks, none where it is sound.
func (v *Surplus) Check() []Invalid {
	c := &checker{}
	c.identity(ValidID(v.ID), reasonID, v.Revision)
	required(c, "status", v.Status, SurplusAnnounced, SurplusOpen, SurplusClosed, SurplusWithdrawn)
	c.in("company", func() { c.company(v.Company, true) })
	c.whole("headcount", v.Headcount, 1, MaxHeadcount)
	c.conceptIn("occupation", v.Occupation)
	c.hours(v.Hours)
	c.skillsHeld(v.Skills)
	c.concepts("certificates", v.Certificates)
	c.education(v.Education)
	c.languages(v.Languages)
	c.licences(v.DrivingLicences)
	c.place(v.Place)
	c.order("availableFrom", v.AvailableFrom, "availableUntil", v.AvailableUntil)
	return c.found
}

// Check gives every rule of the contract that the company breaks, none where it is sound.
func (v *Company) Check() []Invalid {
	c := &checker{}
	c.identity(ValidCompanyID(v.ID), reasonCompany, v.Revision)
	required(c, "status", v.Status, CompanyActive, CompanyClosed)
	c.text("name", v.Name, MaxLabel)
	c.sectors("sectors", v.Sectors)
	each(c, "establishments", v.Establishments, MaxItems, func(e *Establishment) { c.place(e.Place) })
	each(c, "agreements", v.Agreements, MaxItems, func(a *Agreement) {
		oneOf(c, "kind", a.Kind, NationalAgreement, SectorAgreement, RegionAgreement)
		c.text("with", a.With, MaxLabel)
	})
	each(c, "recognisedTraining", v.RecognisedTraining, MaxItems, func(r *Recognition) {
		c.conceptIn("occupation", r.Occupation)
	})
	return c.found
}

// Check gives every rule of the contract that the decision breaks, none where it is sound.
func (v *Decision) Check() []Invalid {
	c := &checker{}
	supply, vacancy, ok := SplitMatchID(v.ID)
	c.identity(ok && ValidID(supply) && ValidID(vacancy),
		"must be a match id: the id of the candidate or surplus, ~, and the id of the vacancy", v.Revision)
	required(c, "status", v.Status, DecisionProposed, DecisionIntroduced, DecisionDeclined, DecisionHired, DecisionWithdrawn)
	c.party("byParty", v.ByParty, SocialPartners, UWV, Municipality, EmployerParty)
	if v.Reason != "" && !ValidID(v.Reason) {
		c.fail("reason", "must be a code: "+reasonID[len("must be "):])
	}
	c.whole("places", v.Places, 0, MaxPositions)
	c.acceptances(v)
	return c.found
}

// acceptances: each side says yes once; a party that accepts for a side may be any that can decide.
func (c *checker) acceptances(v *Decision) {
	seen := map[Side]bool{}
	each(c, "acceptances", v.Acceptances, len(Sides()), func(a *Acceptance) {
		required(c, "side", a.Side, SupplySide, DemandSide)
		seen[a.Side] = true
		c.party("party", a.Party, SocialPartners, UWV, Municipality, EmployerParty)
	})
	if len(seen) < len(v.Acceptances) {
		c.fail("acceptances", "must have each side once at most")
	}
}
