package population

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"matchd/matcher/taxonomy"
)

// trade is what follows from an occupation, a row of tables/trades.csv.
type trade struct {
	weight       int      // how common in its sectors
	sectors      []string // prefixes; * = any
	irregular    int      // percent of jobs
	partTime     int      // percent of jobs
	wage         int      // EUR a month, full time
	licences     []asked
	certificates []asked
	languages    []asked
	remote       int // percent of jobs
}

// labour joins the occupations of a taxonomy to trades and sectors.
type labour struct {
	// Slices by occupation and by sector are in the order of the taxonomy and of the table of sectors.
	trades   []*trade           // by occupation
	workers  []weighted         // by sector: which of its occupations
	jobs     [][]job            // by sector: the occupations
	everyday []taxonomy.SkillID // asked by the most occupations, most first
}

type job = taxonomy.OccupationID

// newLabour finds the trade of every occupation, then the occupations of every sector. It fails where the taxonomy has
// no occupations.
func newLabour(t *taxonomy.Taxonomy, sectors []sectorRow) (*labour, error) {
	if t.Occupations() == 0 {
		return nil, errors.New("population needs a taxonomy with occupations")
	}
	byKey, err := readTrades()
	if err != nil {
		return nil, fmt.Errorf("read trades: %w", err)
	}
	l := &labour{everyday: everyday(t)}
	sharing := map[*trade]int{}
	for id := range t.Occupations() {
		found := tradeOf(byKey, t.Occupation(job(id)))
		l.trades = append(l.trades, found)
		sharing[found]++
	}
	for _, s := range sectors {
		l.employ(s.code, sharing)
	}
	return l, nil
}

// employ lists the occupations that work in one sector. Work that is done in any sector weighs as its row says.
func (l *labour) employ(sector string, sharing map[*trade]int) {
	var workers weighted
	var jobs []job
	for id, t := range l.trades {
		if t.worksIn(sector) {
			workers.add(max(1, 10_000*t.weight/sharing[t]))
			jobs = append(jobs, job(id))
		}
	}
	if len(jobs) == 0 { // a small taxonomy knows none of the sector's work
		for id := range l.trades {
			workers.add(1)
			jobs = append(jobs, job(id))
		}
	}
	l.workers, l.jobs = append(l.workers, workers), append(l.jobs, jobs)
}

// draw gives an occupation of a sector, common ones oftener: the weight of a trade is shared by the occupations it
// stands for, so that a taxonomy with many names for one kind of work makes it no commoner.
func (l *labour) draw(d dice, sector int) job { return l.jobs[sector][l.workers[sector].pick(d)] }

// worksIn reports whether the work is done in a sector: one of the row's prefixes begins its code.
func (t *trade) worksIn(sector string) bool {
	return slices.ContainsFunc(t.sectors, func(p string) bool { return p == "*" || strings.HasPrefix(sector, p) })
}

// tradeOf finds the row of an occupation: by the end of its code, then by the longest group, then that of group 9.
func tradeOf(byKey map[string]*trade, o taxonomy.Occupation) *trade {
	slug := o.Code[strings.LastIndexAny(o.Code, ":/")+1:]
	if t, ok := byKey[slug]; ok {
		return t
	}
	for n := len(o.Group); n > 0; n-- {
		if t, ok := byKey[o.Group[:n]]; ok {
			return t
		}
	}
	return byKey["9"]
}

// readTrades reads the rows by their keys.
func readTrades() (map[string]*trade, error) {
	table, err := rows("trades.csv")
	if err != nil {
		return nil, err
	}
	var n numbers
	byKey := make(map[string]*trade, len(table))
	for _, row := range table {
		byKey[row[0]] = &trade{
			weight: n.read(row[1]), sectors: strings.Fields(row[2]), irregular: n.read(row[3]), partTime: n.read(row[4]),
			wage: n.read(row[5]), licences: n.askedIn(row[6]), certificates: n.askedIn(row[7]),
			languages: n.askedIn(row[8]), remote: n.read(row[9]),
		}
	}
	return byKey, n.err
}

// everyday lists the commonest skills, at most 30: what people have whatever their work.
func everyday(t *taxonomy.Taxonomy) []taxonomy.SkillID {
	all := make([]taxonomy.SkillID, t.Skills())
	for i := range all {
		all[i] = taxonomy.SkillID(i)
	}
	slices.SortFunc(all, func(a, b taxonomy.SkillID) int {
		return cmp.Or(cmp.Compare(t.Skill(a).Rarity, t.Skill(b).Rarity), cmp.Compare(a, b))
	})
	return all[:min(30, len(all))]
}
