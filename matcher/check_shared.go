package matcher

// languages checks languages asked or held.
func (c *checker) languages(vs []Language) {
	each(c, "languages", vs, MaxItems, func(v *Language) {
		if len(v.Code) != 3 || !all(v.Code, lower) {
			c.fail("code", "must be an ISO 639-3 code of three small letters such as nld")
		}
		oneOf(c, "oral", v.Oral, cefrLevels()...)
		oneOf(c, "written", v.Written, cefrLevels()...)
	})
}

func (c *checker) licences(vs []Licence) {
	each(c, "drivingLicences", vs, MaxItems, func(v *Licence) { required(c, "", *v, Licences()...) })
}

func (c *checker) skillsHeld(vs []SkillHeld) {
	each(c, "skills", vs, MaxSkills, func(v *SkillHeld) {
		c.concept(v.Concept(), true)
		oneOf(c, "kind", v.Kind, Knowledge, Skill, Attitude)
		c.number("level", v.Level, 0, 1)
	})
}

func (c *checker) education(v Education) {
	c.in("education", func() {
		oneOf(c, "level", v.Level, educationLevels()...)
		c.conceptIn("field", v.Field)
		oneOf(c, "status", v.Status, Completed, Ongoing, Discontinued)
	})
}

func (c *checker) contract(v Contract) {
	c.in("contract", func() {
		oneOf(c, "kind", v.Kind, Regular, Apprenticeship, WorkExperience, Volunteer)
		oneOf(c, "term", v.Term, Permanent, Temporary)
	})
}
