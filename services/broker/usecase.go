package broker

import (
	"context"
	"fmt"
	"slices"

	"matchd/matcher"
)

// UseCase answers a question.
type UseCase[Q, R any] func(ctx context.Context, q Q) (R, error)

// Caller is who asks: as what, for which party, and in which regions.
type Caller struct {
	Subject string // from the token; for the log of who was shown what
	Roles   []Role
	Viewer  matcher.Viewer
	Regions []string // labour-market regions the caller is limited to; none = all
}

// Role is what somebody may do.
type Role string

// The roles, as they stand in the token's "roles" claim.
const (
	Matcher   Role = "matcher"   // searches, ranks, explains, decides; sees profiles by consent
	Employer  Role = "employer"  // employer service point (werkgeversservicepunt): pushes vacancies and surpluses
	Intake    Role = "intake"    // draws up profiles for the responsible party
	Dashboard Role = "dashboard" // consumes match events
)

// AllRoles are every role; the development key has them.
func AllRoles() []Role { return []Role{Matcher, Employer, Intake, Dashboard} }

// asked is a question that knows who asks it.
type asked interface{ Asker() Caller }

// Asked makes a question out of a caller and what is asked.
type Asked[Q any] struct {
	Caller Caller
	Q      Q
}

// Asker is the caller.
func (a Asked[Q]) Asker() Caller { return a.Caller }

// authorised lets a question through where the caller has one of the roles.
func authorised[Q asked, R any](next UseCase[Q, R], roles ...Role) UseCase[Q, R] {
	return func(ctx context.Context, q Q) (R, error) {
		if err := Allowed(q.Asker(), roles...); err != nil {
			var none R
			return none, err
		}
		return next(ctx, q)
	}
}

// Allowed is matcher.ErrForbidden where the caller has none of the roles.
func Allowed(c Caller, roles ...Role) error {
	if slices.ContainsFunc(c.Roles, func(r Role) bool { return slices.Contains(roles, r) }) {
		return nil
	}
	return fmt.Errorf("needs one of the roles %v: %w", roles, matcher.ErrForbidden)
}
