package broker

import (
	"fmt"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/schemas"
)

func decisionRecords() recordKind[matcher.Decision] {
	return recordKind[matcher.Decision]{
		kind: view.Decisions, topic: schemas.Decisions, revision: func(v *matcher.Decision) int64 { return v.Revision },
		get: (*view.View).Decision, mayWrite: seesDecision, show: seesDecision, admit: admitDecision,
		bare: func(d *matcher.Decision) matcher.Decision { return *d },
		mayErase: func(s *Service, c Caller, d *matcher.Decision) bool {
			return c.Viewer.All || actsFor(c, d.ByParty) && seesDecision(s, c, d)
		},
		holds: func(id string) []string {
			supply, vacancy, _ := matcher.SplitMatchID(id)
			return []string{supply, vacancy}
		},
		tell: func(*fit.Vocabulary, *matcher.Decision) told { return told{} },
	}
}

// seesDecision hides decisions about people whom the caller may not see. A group has no persons in it.
func seesDecision(s *Service, c Caller, d *matcher.Decision) bool {
	supply, _, _ := matcher.SplitMatchID(d.ID)
	row := s.parts.Views().Snapshot().People.Find(supply)
	return row == nil || sees(c, &row.Profile, s.today())
}

// admitDecision holds a decision against what is known of it, who writes it, and the places that are left.
func admitDecision(s *Service, c Caller, d, was *matcher.Decision, ahead map[string]*matcher.Decision) error {
	now := s.parts.Views().Snapshot()
	if err := mayChange(now, c, d, was); err != nil {
		return err
	}
	return room(now, d, ahead)
}

// mayChange holds who may write what: everybody in the name of the own party, an acceptance for the own side, and
// nobody what another party closed. Who only stands for an employer answers a match that a matcher proposed.
func mayChange(now *view.Snapshot, c Caller, d, was *matcher.Decision) error {
	if c.Viewer.All {
		return nil
	}
	if !actsFor(c, d.ByParty) {
		return fmt.Errorf("decides in the name of another party: %w", matcher.ErrForbidden)
	}
	if was != nil && !was.Open() && !actsFor(c, was.ByParty) {
		return fmt.Errorf("another party closed the match: %w", matcher.ErrForbidden)
	}
	for _, side := range matcher.Sides() {
		if err := mayAccept(now, c, d, was, side); err != nil {
			return err
		}
	}
	if slices.Contains(c.Roles, Matcher) {
		return nil
	}
	return mayAnswer(now, c, d, was)
}

// actsFor reports whether the caller works for the party.
func actsFor(c Caller, p matcher.Party) bool {
	return p.Kind == c.Viewer.Party.Kind && p.Organisation == c.Viewer.Party.Organisation
}

// mayAccept holds what a decision changes in one side's acceptance. For the supply a matcher speaks, or the company
// that announced the group; for the demand whoever stands for employers, of a company by token only that company.
func mayAccept(now *view.Snapshot, c Caller, d, was *matcher.Decision, side matcher.Side) error {
	var before *matcher.Acceptance
	if was != nil {
		before = was.AcceptedBy(side)
	}
	after := d.AcceptedBy(side)
	switch {
	case before == nil && after == nil, before != nil && after != nil && *before == *after:
		return nil
	case before != nil && !actsFor(c, before.Party):
		return fmt.Errorf("takes back what another party accepted: %w", matcher.ErrForbidden)
	case after != nil && !actsFor(c, after.Party):
		return fmt.Errorf("accepts in the name of another party: %w", matcher.ErrForbidden)
	case side == matcher.SupplySide && slices.Contains(c.Roles, Matcher), isSide(now, c, d.ID, side):
		return nil
	}
	return fmt.Errorf("does not speak for the %s: %w", side, matcher.ErrForbidden)
}

// isSide reports whether the caller stands for the employer on a side of a match.
func isSide(now *view.Snapshot, c Caller, match string, side matcher.Side) bool {
	if !slices.Contains(c.Roles, Employer) {
		return false
	}
	own, bound := c.Company()
	supply, vacancy, _ := matcher.SplitMatchID(match)
	if side == matcher.DemandSide {
		row := now.Openings.Find(vacancy)
		return row != nil && (!bound || row.Company == own)
	}
	row := now.Groups.Find(supply)
	return row != nil && bound && row.Employer == own
}

// mayAnswer lets a side say yes or no to what was proposed, and think better of its own no.
func mayAnswer(now *view.Snapshot, c Caller, d, was *matcher.Decision) error {
	switch {
	case was == nil:
		return fmt.Errorf("a matcher proposes first: %w", matcher.ErrForbidden)
	case !isSide(now, c, d.ID, matcher.SupplySide) && !isSide(now, c, d.ID, matcher.DemandSide):
		return fmt.Errorf("is of neither side: %w", matcher.ErrForbidden)
	case d.Size() != was.Size():
		return fmt.Errorf("places are the matcher's to change: %w", matcher.ErrForbidden)
	case d.Status == was.Status, d.Status == matcher.DecisionDeclined, was.Status == matcher.DecisionDeclined && d.Open():
		return nil
	}
	return fmt.Errorf("an employer accepts or declines: %w", matcher.ErrForbidden)
}

// room asks that both sides of a decision are known, and have the places that it takes beside all others that are
// folded or on their way.
func room(now *view.Snapshot, d *matcher.Decision, ahead map[string]*matcher.Decision) error {
	if !d.Open() && !d.Agreed() {
		return nil
	}
	supply, vacancy, _ := matcher.SplitMatchID(d.ID)
	var wrong matcher.InvalidError
	for _, of := range []struct {
		id     string
		side   matcher.Side
		reason string
	}{
		{supply, matcher.SupplySide, "names a candidate or surplus that is not known"},
		{vacancy, matcher.DemandSide, "names a vacancy that is not known"},
	} {
		places, known := now.Capacity(of.id, of.side)
		if !known {
			wrong = append(wrong, matcher.Invalid{Field: "id", Reason: of.reason})
			continue
		}
		if d.Taken() == 0 {
			continue
		}
		if left := max(0, places-taken(now, d.ID, of.id, of.side, ahead)); left < d.Taken() {
			return fmt.Errorf("of the %s %d places are left, the decision takes %d: %w", of.side, left, d.Taken(), matcher.ErrConflict)
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}

// taken is what decisions on other matches take of a side.
func taken(now *view.Snapshot, match, id string, side matcher.Side, ahead map[string]*matcher.Decision) int {
	by := map[string]int{}
	for _, d := range now.Firms.Agreed(id) {
		by[d.ID] = d.Taken()
	}
	for other, d := range ahead {
		supply, vacancy, _ := matcher.SplitMatchID(other)
		if side == matcher.SupplySide && supply == id || side == matcher.DemandSide && vacancy == id {
			by[other] = d.Taken()
		}
	}
	delete(by, match)
	sum := 0
	for _, n := range by {
		sum += n
	}
	return sum
}
