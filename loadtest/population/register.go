package population

import "matchd/matcher"

// register knows of every company what others need to find it: its sector, its seat, and how big it is.
type register struct {
	seats         []seat
	reorganising  int                // the first companies, which have a surplus
	bySector      [][]int32          // sector -> companies without a surplus, big ones first
	byRegion      map[string][]int32 // region -> companies, big ones first
	vacancies     weighted           // sectors by their share of the vacancies
	reorganisings weighted           // sectors by how often their companies have a surplus
}

// seat is one company: 12 bytes, all that is kept of it.
type seat struct {
	sector int16
	rank   int32 // how many companies of its kind are bigger
	home   int32
}

// The steps of an additive recurrence that fills the plane evenly: 1/g and 1/g² with g the plastic number (Roberts
// 2018, "The unreasonable effectiveness of quasirandom sequences"), in units of 2^-64, so that sums wrap by
// themselves. So every sector is in every part of the country.
const (
	stepSector uint64 = 13925035116211876495
	stepPlace  uint64 = 10511698010929265436
)

// newRegister seats the companies. The first are those with a surplus, one to every pack.
func (p *Population) newRegister() *register {
	r := &register{byRegion: map[string][]int32{}, bySector: make([][]int32, len(p.sectors))}
	for _, s := range p.sectors {
		r.vacancies.add(s.share)
		r.reorganisings.add(s.surplus)
	}
	if p.Config.Surpluses > 0 {
		last, _ := packOf(p.Config.Surpluses - 1)
		r.reorganising = last + 1
	}
	for j := range p.Config.Companies {
		s := p.seatOf(r, j)
		region := p.country.homes[s.home].region
		r.byRegion[region] = append(r.byRegion[region], int32(j))
		if s.rank = int32(j); j >= r.reorganising {
			s.rank = int32(len(r.bySector[s.sector]))
			r.bySector[s.sector] = append(r.bySector[s.sector], int32(j))
		}
		r.seats = append(r.seats, s)
	}
	return r
}

// seatOf places company j: its sector and its home are drawn evenly, home where the sector is tied to places.
func (p *Population) seatOf(r *register, j int) seat {
	d := p.dice(ofSeat, j)
	sector := r.vacancies.at(mix(p.Seed) + uint64(j)*stepSector)
	if j < r.reorganising {
		sector = r.reorganisings.at(uint64(j) * stepSector)
	}
	home, tied := p.country.inTown(d, p.sectors[sector].places)
	if !tied {
		home = p.country.people.at(mix(p.Seed) + uint64(j)*stepPlace)
	}
	return seat{sector: int16(sector), home: int32(home)}
}

// hiring draws a company with a vacancy: its sector by the share of the vacancies, then big ones oftener. A sector
// without a company, in a small population, is drawn anew.
func (p *Population) hiring(d dice) int {
	r := p.seats
	if r.reorganising > 0 && d.chance(4) { // who lets people go in one place hires in another
		return d.ranked(r.reorganising)
	}
	for range 8 {
		if here := r.bySector[r.vacancies.pick(d)]; len(here) > 0 {
			return int(here[d.ranked(len(here))])
		}
	}
	return d.ranked(len(r.seats))
}

// employing draws a company that employed somebody of a region: one seated there, big ones oftener, or any where the
// population has none there.
func (p *Population) employing(d dice, region string) int {
	if here := p.seats.byRegion[region]; len(here) > 0 {
		return int(here[d.ranked(len(here))])
	}
	return d.ranked(len(p.seats.seats))
}

// establishments is the number of places a company works in: from 11 of the biggest of a kind to one; at most two
// where the sector is tied to a place.
func (p *Population) establishments(j int) int {
	n := 1 + 40/(flatness+int(p.seats.seats[j].rank))
	if len(p.sectorOf(j).places) > 0 {
		return min(n, 2)
	}
	return n
}

// establishment is the home of one of a company's places; 0 is the seat. Half of the others are in the seat's region,
// half anywhere, all in the sector's own places where it is tied to some.
func (p *Population) establishment(j, n int) int {
	s := p.seats.seats[j]
	if n == 0 {
		return int(s.home)
	}
	d := p.dice(ofEstablishment, j<<8|n)
	if home, tied := p.country.inTown(d, p.sectors[s.sector].places); tied {
		return home
	}
	if d.chance(50) {
		return p.country.inRegion(d, p.country.homes[s.home].region)
	}
	return p.country.anywhere(d)
}

// reference names a company in another record.
func (p *Population) reference(j int) matcher.CompanyRef {
	return matcher.CompanyRef{ID: companyID(j), Name: p.companyName(j), Sector: p.sectorOf(j).sector()}
}

// sectorOf is the sector that company j is in.
func (p *Population) sectorOf(j int) *sectorRow { return &p.sectors[p.seats.seats[j].sector] }
