package audit

import (
	"fmt"
	"io"
	"strings"
)

// WriteTo renders the report as plain text for people to read.
func (r Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "Fairness of the first %d of each list: %d people, %d vacancies, as of %s.\n", r.K, r.People, r.Vacancies, r.AsOf)
	fmt.Fprintf(&b, "Rate: selected of those eligible and suitable or trainable. Below %.0f %% of the best group's rate is an alarm to look closer, not a verdict.\n", 100*fourFifths)
	for _, d := range r.Dimensions {
		fmt.Fprintf(&b, "\n%-20s %8s %9s %9s %8s %6s\n", d.Name, "people", "pool", "selected", "rate", "ratio")
		for _, g := range d.Groups {
			fmt.Fprintf(&b, "%-20s %8d %9d %9d %7.2f%% %6.2f%s\n", g.Name, g.People, g.Pool, g.Selected, 100*g.Rate, g.Ratio, g.remark())
		}
	}
	fmt.Fprint(&b, "\nWhat must not matter, and how many lists it moved\n")
	for _, m := range r.Moved {
		fmt.Fprintf(&b, "%-20s %8d  %s\n", m.Name, m.Lists, m.Why)
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

func (g *Group) remark() string {
	switch {
	case g.Few:
		return "  too few to say"
	case g.Alarm:
		return "  ALARM"
	}
	return ""
}
