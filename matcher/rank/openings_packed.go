package rank

import (
	"matchd/matcher"
	"matchd/matcher/fit"
)

// openingsPacked is what only openings have packed. A row points at its id, its title, and the occupations of each
// experience asked.
type openingsPacked struct {
	packed
	titles     []string
	rows       []openingPacked
	experience arena[fit.ExperienceAsked]
	firms      register[firm, firm]
	contracts  register[contract, contract]
}

// openingPacked is a row. What has a number is in the segment's registers.
type openingPacked struct {
	number                      uint32
	site                        int32 // of the grounds, also of what is not open
	firm, home, field, contract uint32
	positions, offered          int32
	licences                    fit.Set
	education                   int8
	irregular                   fit.Tri
	open, openHiring, inferred  bool
}

// firm is a company as its vacancy has it.
type firm struct{ id, name string }

// contract is the kind of contract and its term.
type contract struct {
	kind matcher.ContractKind
	term matcher.ContractTerm
}

func newOpeningsPacked(r *openingRoom) openingsPacked {
	return openingsPacked{
		packed: newPacked(r.rows, r.words), titles: make([]string, r.rows), rows: make([]openingPacked, r.rows),
		experience: newArena[fit.ExperienceAsked](r.experience),
	}
}

// pack keeps the rest of the row that columns and lists were just made of.
func (s *openingsPacked) pack(row int, site int32, o *Vacancy) {
	company, deal := firm{o.Company, o.Name}, contract{o.ContractKind, o.ContractTerm}
	s.ids[row], s.titles[row] = o.ID, o.Title
	s.rows[row] = openingPacked{
		number: o.Number, site: site, firm: s.firms.of(company, company), home: s.homeOf(o.Municipality, o.Abroad), field: s.fields.of(o.EducationField),
		contract: s.contracts.of(deal, deal), positions: int32(o.Positions), offered: int32(o.Offered), licences: o.Licences,
		education: o.Education, irregular: o.Irregular, open: o.Open, openHiring: o.OpenHiring, inferred: o.Inferred,
	}
	s.experience.add(o.Experience)
	s.keepWords(o.Words)
}

func (s *openingsPacked) seal() {
	s.firms.seal()
	s.contracts.seal()
	s.packed.seal()
}

// unpack makes the row whole again.
func (s *openingSegment) unpack(i int, to *Vacancy) {
	c, r, l, end := &s.columns[i], &s.rows[i], &s.lists[i], &s.lists[i+1]
	at, company, home, deal := &s.grounds.sites[r.site], &s.firms.values[r.firm], &s.homes.values[r.home], s.contracts.values[r.contract]
	f := s.factCodes.at(&c.factNumbers, i)
	to.Opening = fit.Opening{
		ID: s.ids[i], Number: r.number, Open: r.open, Company: company.id, Name: company.name, Title: s.titles[i],
		Positions: int(r.positions), Offered: int(r.offered),
		Asks: fit.Asks{
			Occupations: s.occupationsOf(i), Skills: s.skillsOf(i), Inferred: r.inferred, SkillWeight: l.skillWeight,
			Experience: s.experience.cut(l.experience, end.experience), Certificates: f.papers,
			Education: r.education, EducationField: s.fields.at(r.field), Languages: f.languages, Licences: r.licences,
			Hours: f.hours, Irregular: r.irregular, ContractKind: deal.kind, ContractTerm: deal.term, OpenHiring: r.openHiring,
			Remote: at.remote, Start: f.start, Closing: c.closing, Pay: f.pay, Sector: s.sectors.at(c.sectors, i),
			Point: at.point, Region: at.region, Municipality: home.municipality, Abroad: home.abroad,
			Words: s.words.cut(l.words, end.words),
		},
	}
}
