package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/broker"
)

// Version is the full version of the interface, as the description gives it; the paths hold its first number.
const Version = "1.0.0"

// codes finds codes by text.
func codes(find broker.UseCase[broker.Asked[broker.CodeQuestion], schemas.CodeList]) handler {
	return func(ctx context.Context, r *request) (answer, error) {
		q := r.query()
		text := q.text("query")
		ask := broker.CodeQuestion{Text: text, Limit: cmp.Or(q.limit(), schemas.DefaultLimit)}
		if n := len([]rune(text)); n < 1 || n > matcher.MaxLabel {
			q.bad("query", fmt.Sprintf("must have 1 to %d characters", matcher.MaxLabel))
		}
		if err := q.err(); err != nil {
			return answer{}, err
		}
		list, err := find(ctx, asking(r, ask))
		return ok(list), err
	}
}

func (s *server) regions(ctx context.Context, r *request) (answer, error) {
	if err := broker.Allowed(r.caller, broker.AllRoles()...); err != nil {
		return answer{}, fmt.Errorf("list regions: %w", err)
	}
	if err := r.query().err(); err != nil {
		return answer{}, err
	}
	list, err := s.Service.Regions(ctx)
	return ok(list), err
}

func openAPI(context.Context, *request) (answer, error) { return contract(schemas.OpenAPI()), nil }

func asyncAPI(context.Context, *request) (answer, error) { return contract(schemas.AsyncAPI()), nil }

// contract may be read from any page (API Design Rules, publish-openapi).
func contract(document []byte) answer {
	return answer{status: http.StatusOK, raw: document, header: map[string]string{"Access-Control-Allow-Origin": "*"}}
}
