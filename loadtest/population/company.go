package population

import (
	"fmt"
	"slices"

	"matchd/matcher"
)

// firstCompany is the lowest number of a made-up company. No real number begins with 00: the first two digits of the
// old ones were the number of a chamber of commerce, from 01, and those given out since 2008 begin far higher.
const firstCompany = 100_000

// companyID is a number in the form of the trade register (KvK) that belongs to nobody.
func companyID(j int) string { return fmt.Sprintf("%08d", firstCompany+j) }

// Company gives company j, 0 <= j < Config.Companies. Companies with many establishments mostly have a national
// agreement, as the letter of 30-11-2020 foresees for large employers that span regions.
func (p *Population) Company(j int) matcher.Company {
	d := p.dice(ofCompany, j)
	c := matcher.Company{ID: companyID(j), Revision: 1, Status: matcher.CompanyActive, Name: p.companyName(j),
		Sectors: []matcher.Sector{p.sectorOf(j).sector()}}
	for n := range p.establishments(j) {
		home := p.country.homes[p.establishment(j, n)]
		c.Establishments = append(c.Establishments, matcher.Establishment{
			Place: matcher.Place{Postcode: home.postcode, Municipality: home.municipality}})
	}
	if len(c.Establishments) > 3 && d.chance(60) {
		c.Agreements = []matcher.Agreement{{Kind: matcher.NationalAgreement, With: "UWV"}}
	} else if d.chance(12) {
		c.Agreements = []matcher.Agreement{{Kind: matcher.RegionAgreement, With: "Regionaal mobiliteitsteam"}}
	}
	c.RecognisedTraining = p.recognised(d, j)
	return c
}

// recognised gives the occupations that a company may train for, of half of the companies.
func (p *Population) recognised(d dice, j int) []matcher.Recognition {
	if !d.chance(50) {
		return nil
	}
	var all []matcher.Recognition
	for range d.between(1, 3) {
		r := matcher.Recognition{Occupation: p.concept(p.labour.draw(d, int(p.seats.seats[j].sector)))}
		if !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	return all
}

// concept is an occupation by its code and label.
func (p *Population) concept(id job) matcher.Concept {
	o := p.Taxonomy.Occupation(id)
	return matcher.Concept{Code: o.Code, Label: o.Label}
}
