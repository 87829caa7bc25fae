package broker

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
)

// UseCase answers a question. Any number of goroutines may ask one at once; an answer is made from one state of the view.
type UseCase[Q, R any] func(ctx context.Context, q Q) (R, error)

// Caller is who asks: as what, for which party, and in which regions. The zero Caller may nothing.
type Caller struct {
	Subject string // from the token; for the log of who was shown what
	Roles   []Role
	Viewer  matcher.Viewer
	Regions []string // labour-market regions whose events the caller is sent; none = all. Who may be seen is consent's to say
}

// Company is the company whose own caller this is: one that stands for an employer and names its number as organisation.
// An employer service point (werkgeversservicepunt) stands for many and is bound to none.
func (c Caller) Company() (id string, bound bool) {
	p := c.Viewer.Party
	return p.Organisation, !c.Viewer.All && p.Kind == matcher.EmployerParty && matcher.ValidCompanyID(p.Organisation)
}

// only is the company that a caller may act for and ask about, where that is one: somebody bound to a company who is
// not a matcher too.
func (c Caller) only() (id string, one bool) {
	id, bound := c.Company()
	return id, bound && !slices.Contains(c.Roles, Matcher)
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

// Asked makes a question out of a caller and what is asked. Fill in Caller and Q; the rest is for those on the way.
type Asked[Q any] struct {
	Caller Caller
	Q      Q
	// Wrong is what has been found wrong about the question on its way here, to be told with the rest of it.
	Wrong matcher.InvalidError

	at *moment // the state that it is answered from; set once, so that no answer is made from two
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

// checked refuses a question with everything that is wrong about it.
func checked[Q, R any](check func(Asked[Q]) []matcher.Invalid, next UseCase[Asked[Q], R]) UseCase[Asked[Q], R] {
	return func(ctx context.Context, q Asked[Q]) (R, error) {
		if wrong := withMore(q.Wrong, check(q)); len(wrong) > 0 {
			var none R
			return none, wrong
		}
		return next(ctx, q)
	}
}

// owned lets a caller who stands for one company ask about that company only: one of those that the question is about.
// Matchers, and employer service points (werkgeversservicepunten), which stand for many, ask about any.
func owned[Q, R any](next UseCase[Asked[Q], R], companies func(*Q) []string) UseCase[Asked[Q], R] {
	return func(ctx context.Context, q Asked[Q]) (R, error) {
		own, one := q.Caller.only()
		if about := companies(&q.Q); one && len(about) > 0 && !slices.Contains(about, own) {
			var none R
			return none, fmt.Errorf("asks about another company than its own: %w", matcher.ErrForbidden)
		}
		return next(ctx, q)
	}
}

// withMore adds what is wrong about further fields.
func withMore(wrong matcher.InvalidError, more []matcher.Invalid) matcher.InvalidError {
	for _, m := range more {
		if !slices.ContainsFunc(wrong, func(w matcher.Invalid) bool { return w.Field == m.Field }) {
			wrong = append(wrong, m)
		}
	}
	return wrong
}

// moment is one state of one view: what a question is checked, cached, answered and stamped by.
type moment struct {
	*view.View
	now *view.Snapshot
}

func (s *Service) moment() *moment {
	v := s.parts.Views()
	return &moment{v, v.Snapshot()}
}

// errMoved says that the view moved on before a text was found in the state that is answered from.
var errMoved = errors.New("the view moved on")

// texts finds a text in the state itself.
func (m *moment) texts(ctx context.Context, k view.Kind, text string) (fit.Texts, error) {
	now, found, err := m.Texts(ctx, k, text)
	if err == nil && now != m.now {
		err = errMoved
	}
	return found, err
}

// pinned has a question answered from one state; where texts can no longer be found in it, from a newer one.
func pinned[Q, R any](s *Service, next UseCase[Asked[Q], R]) UseCase[Asked[Q], R] {
	return func(ctx context.Context, q Asked[Q]) (R, error) {
		for {
			q.at = s.moment()
			r, err := next(ctx, q)
			if !errors.Is(err, errMoved) {
				return r, err
			}
			if err := ctx.Err(); err != nil {
				return r, err
			}
		}
	}
}

// Allowed is matcher.ErrForbidden where the caller has none of the roles, nil where it has one.
func Allowed(c Caller, roles ...Role) error {
	if slices.ContainsFunc(c.Roles, func(r Role) bool { return slices.Contains(roles, r) }) {
		return nil
	}
	return fmt.Errorf("needs one of the roles %v: %w", roles, matcher.ErrForbidden)
}
