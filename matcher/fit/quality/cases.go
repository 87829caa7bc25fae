package quality

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"matchd/matcher"
)

// Cases are vacancies and profiles with the grades that people gave their pairs.
type Cases struct {
	Vacancies []matcher.Vacancy
	Profiles  []matcher.Candidate
	Grades    map[string]map[string]int // by vacancy and profile, 0 to 3
	Traps     []Trap                    // pairs graded 0 because they look better than they are
}

// Trap is a pair that resembles a match and is none.
type Trap struct{ Vacancy, Profile, Why string }

// Load reads vacancies.json and profiles.json (lists of records in the form of the contract; status may be left out)
// and grades.csv (columns vacancy, grade, profiles, why; profiles apart by spaces; lines that start with # are notes).
// It fails on an id that is missing, given twice, or graded twice.
func Load(folder fs.FS) (*Cases, error) {
	c := &Cases{Grades: map[string]map[string]int{}}
	if err := readJSON(folder, "vacancies.json", &c.Vacancies); err != nil {
		return nil, err
	}
	if err := readJSON(folder, "profiles.json", &c.Profiles); err != nil {
		return nil, err
	}
	people := map[string]bool{}
	for i := range c.Profiles {
		p := &c.Profiles[i]
		p.Status = cmp.Or(p.Status, matcher.CandidateAvailable)
		if p.ID == "" || people[p.ID] {
			return nil, fmt.Errorf("read profiles: id %q is missing or given twice", p.ID)
		}
		people[p.ID] = true
	}
	for i := range c.Vacancies {
		v := &c.Vacancies[i]
		v.Status = cmp.Or(v.Status, matcher.VacancyOpen)
		if v.ID == "" || c.Grades[v.ID] != nil {
			return nil, fmt.Errorf("read vacancies: id %q is missing or given twice", v.ID)
		}
		c.Grades[v.ID] = map[string]int{}
	}
	file, err := folder.Open("grades.csv")
	if err != nil {
		return nil, fmt.Errorf("read grades: %w", err)
	}
	defer file.Close()
	return c, c.readGrades(file, people)
}

func readJSON(folder fs.FS, name string, into any) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("read cases: %w", err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func (c *Cases) readGrades(from io.Reader, people map[string]bool) error {
	table := csv.NewReader(bufio.NewReader(from))
	table.Comment, table.FieldsPerRecord = '#', 4
	rows, err := table.ReadAll()
	if err != nil {
		return fmt.Errorf("read grades: %w", err)
	}
	for _, row := range rows[min(1, len(rows)):] {
		grades, grade := c.Grades[row[0]], row[1]
		n, err := strconv.Atoi(grade)
		if grades == nil || err != nil || n < 0 || n > 3 {
			return fmt.Errorf("read grades: vacancy %q or its grade %q is not known", row[0], grade)
		}
		for _, p := range strings.Fields(row[2]) {
			if _, twice := grades[p]; twice || !people[p] {
				return fmt.Errorf("read grades: profile %q of %s is not known or graded twice", p, row[0])
			}
			grades[p] = n
			if n == 0 {
				c.Traps = append(c.Traps, Trap{row[0], p, row[3]})
			}
		}
	}
	return nil
}
