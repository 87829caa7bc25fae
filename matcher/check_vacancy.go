package matcher

// Check gives every rule of the contract that the vacancy breaks, none where it is sound.
func (v *Vacancy) Check() []Invalid {
	c := &checker{}
	c.identity(ValidID(v.ID), reasonID, v.Revision)
	required(c, "status", v.Status, VacancyOpen, VacancyFilled, VacancyWithdrawn)
	c.in("company", func() { c.company(v.Company, false) })
	c.text("title", v.Title, MaxLabel)
	c.text("description", v.Description, MaxText)
	c.conceptIn("occupation", v.Occupation)
	c.asked(v)
	c.hours(v.Hours)
	c.contract(v.Contract)
	c.place(v.Place)
	c.number("remoteShare", v.RemoteShare, 0, 1)
	c.whole("positions", v.Positions, 0, MaxPositions) // 0 = absent: decoding has refused a 0 that was given
	c.salary(v.Salary)
	return c.found
}

// asked checks what the vacancy asks of a person.
func (c *checker) asked(v *Vacancy) {
	each(c, "skills", v.Skills, MaxSkills, func(s *SkillAsked) {
		c.concept(s.Concept(), true)
		oneOf(c, "kind", s.Kind, Knowledge, Skill, Attitude)
		oneOf(c, "importance", s.Importance, Essential, Important, Useful)
		c.number("level", s.Level, 0, 1)
	})
	each(c, "experience", v.Experience, MaxItems, func(e *ExperienceAsk) {
		c.conceptIn("occupation", e.Occupation)
		c.number("minimumYears", e.MinimumYears, 0, MaxYears)
	})
	c.concepts("certificates", v.Certificates)
	c.in("education", func() {
		oneOf(c, "minimumLevel", v.Education.MinimumLevel, educationLevels()...)
		c.conceptIn("field", v.Education.Field)
	})
	c.languages(v.Languages)
	c.licences(v.DrivingLicences)
}
