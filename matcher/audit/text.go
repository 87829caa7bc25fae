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
	fmt.Fprintf(&b, "Rate: selected of those eligible and suitable or trainable. Ratio: to the rate of everyone else. Below %.0f %% is an alarm to look closer, not a verdict, where chance makes it less often than %.0f %% of the time over all groups together (Holm).\n", 100*fourFifths, 100*unlikely)
	fmt.Fprint(&b, "An alarm names the reasons in which the group scores lower. Where more people are within reach of a list, as in dense regions, each is selected less often.\n")
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
		return "  ALARM" + g.because()
	}
	return ""
}

// because tells in which reasons the group's pairs score lower than everyone else's.
func (g *Group) because() string {
	if len(g.Behind) == 0 {
		return ": no reason scores lower"
	}
	var parts []string
	for _, b := range g.Behind {
		parts = append(parts, fmt.Sprintf("%s %.3f", b.Reason, b.By))
	}
	return ": lower by " + strings.Join(parts, ", ")
}
