package matcher

import "strings"

// Reasons that more than one rule gives.
const (
	reasonID      = "must be 1 to 200 characters out of A-Z a-z 0-9 _ . : -"
	reasonCompany = "must be a KvK number (8 digits) or an OIN (20 digits)"
	reasonSector  = "must be an SBI code: 1 to 5 digits or a section letter A to V"
	reasonMinMax  = "must not be below min"
)

// ValidID reports whether a text can be the id of a record: the characters of VUM ids and the colon. The sign that
// separates the two ids of a match id is not among them.
func ValidID(id string) bool {
	return id != "" && len(id) <= 200 && all(id, func(b byte) bool {
		return digit(b) || b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || b == '.' || b == ':' || b == '-'
	})
}

// ValidCompanyID reports whether a text is a KvK number (8 digits) or an OIN (organisatie-identificatienummer, 20 digits).
func ValidCompanyID(id string) bool { return (len(id) == 8 || len(id) == 20) && all(id, digit) }

func all(s string, in func(byte) bool) bool {
	for i := range len(s) {
		if !in(s[i]) {
			return false
		}
	}
	return true
}

func digit(b byte) bool { return b >= '0' && b <= '9' }
func upper(b byte) bool { return b >= 'A' && b <= 'Z' }
func lower(b byte) bool { return b >= 'a' && b <= 'z' }

// identity checks what every record has.
func (c *checker) identity(valid bool, reason string, revision int64) {
	if !valid {
		c.fail("id", reason)
	}
	if revision < 0 || revision > MaxRevision {
		c.fail("revision", "must be a whole number from 0 to 9007199254740991")
	}
}

// concept checks a code or a label, of which an item of a list needs one.
func (c *checker) concept(v Concept, needed bool) {
	if needed && v.IsZero() {
		c.fail("", "needs a code or a label")
	}
	c.text("code", v.Code, MaxLabel)
	c.text("label", v.Label, MaxLabel)
}

func (c *checker) conceptIn(name string, v Concept) { c.in(name, func() { c.concept(v, false) }) }

func (c *checker) concepts(name string, vs []Concept) {
	each(c, name, vs, MaxItems, func(v *Concept) { c.concept(*v, true) })
}

func (c *checker) sector(v Sector, needed bool) {
	switch {
	case v.Code == "" && needed:
		c.fail("code", "is required")
	case v.Code != "" && !sectorCode(v.Code):
		c.fail("code", reasonSector)
	}
	oneOf(c, "edition", v.Edition, "2008", "2025")
}

func sectorCode(s string) bool {
	return len(s) <= 5 && all(s, digit) || len(s) == 1 && s[0] >= 'A' && s[0] <= 'V'
}

func (c *checker) sectors(name string, vs []Sector) {
	each(c, name, vs, MaxItems, func(v *Sector) { c.sector(*v, true) })
}

func (c *checker) hours(v *Hours) {
	if v == nil {
		return
	}
	c.in("hours", func() {
		c.number("min", v.Min, 0, MaxWeeklyHours)
		c.number("max", v.Max, 0, MaxWeeklyHours)
		c.minMax(v.Min, v.Max)
	})
}

func (c *checker) minMax(least, most *float64) {
	if least != nil && most != nil && *least > *most {
		c.fail("max", reasonMinMax)
	}
}

func (c *checker) salary(v *Salary) {
	if v == nil {
		return
	}
	c.in("salary", func() {
		c.number("min", v.Min, 0, 1e9)
		c.number("max", v.Max, 0, 1e9)
		c.minMax(v.Min, v.Max)
		oneOf(c, "period", v.Period, PerHour, PerWeek, PerMonth, PerYear)
		if v.Currency != "" && !(len(v.Currency) == 3 && all(v.Currency, upper)) {
			c.fail("currency", "must be an ISO 4217 code such as EUR")
		}
	})
}

func (c *checker) place(v Place) {
	c.in("place", func() {
		if v.Country != "" && !(len(v.Country) == 2 && all(v.Country, upper)) {
			c.fail("country", "must be an ISO 3166-1 code of two capitals such as NL")
		}
		if (v.Country == "" || v.Country == "NL") && v.Postcode != "" && !dutchPostcode(v.Postcode) {
			c.fail("postcode", "must be a Dutch postcode such as 1234 or 1234 AB")
		}
		c.text("postcode", v.Postcode, MaxLabel)
		c.text("municipality", v.Municipality, MaxLabel)
	})
}

func dutchPostcode(s string) bool {
	if len(s) < 4 || s[0] == '0' || !all(s[:4], digit) {
		return false
	}
	letters := strings.TrimPrefix(s[4:], " ")
	return s[4:] == "" || s[4:] == " " || len(letters) == 2 && all(letters, func(b byte) bool { return lower(b | 0x20) })
}

func (c *checker) company(v CompanyRef, needed bool) {
	switch {
	case v.ID == "" && needed:
		c.fail("id", "is required: "+strings.TrimPrefix(reasonCompany, "must be "))
	case v.ID != "" && !ValidCompanyID(v.ID):
		c.fail("id", reasonCompany)
	}
	c.text("name", v.Name, MaxLabel)
	c.in("sector", func() { c.sector(v.Sector, false) })
}

func (c *checker) party(name string, v Party, kinds ...PartyKind) {
	c.in(name, func() {
		oneOf(c, "kind", v.Kind, kinds...)
		c.text("organisation", v.Organisation, MaxLabel)
		if r := v.Region; r != "" && !(len(r) == 4 && r[:2] == "AM" && all(r[2:], digit)) {
			c.fail("region", "must be a labour-market region such as AM13")
		}
	})
}
