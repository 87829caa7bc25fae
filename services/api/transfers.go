package api

import (
	"context"
	"slices"

	"matchd/schemas"
	"matchd/services/broker"
)

// page reads how a list about transfers is cut.
func (q *query) page() schemas.TransferOptions {
	return schemas.TransferOptions{Limit: q.limit(), Cursor: q.text("cursor"), AsOf: q.date("asOf")}
}

func (s *server) partners(ctx context.Context, r *request) (answer, error) {
	q := r.query()
	ask := broker.PartnerQuestion{Company: r.params["id"], Direction: q.text("direction"), Options: q.page()}
	ask.Options.MaxDistanceKm = q.number("maxDistanceKm")
	if !slices.Contains([]string{"", schemas.Outbound, schemas.Inbound}, ask.Direction) {
		q.bad("direction", "must be one of outbound, inbound")
	}
	list, err := s.Service.Partners(ctx, asking(r, ask, q.found(ask.Options.Check()...)...))
	return ok(list), err
}

func (s *server) plan(ctx context.Context, r *request) (answer, error) {
	q := r.query()
	ask := broker.PlanQuestion{From: r.params["id"], To: r.params["partnerId"], AsOf: q.date("asOf"), MaxDistanceKm: q.number("maxDistanceKm"), Locale: r.locale()}
	if err := q.err(schemas.CheckReach(ask.MaxDistanceKm)...); err != nil {
		return answer{}, err
	}
	plan, err := s.Service.Plan(ctx, asking(r, ask))
	return spoken(plan, ask.Locale), err
}

// queryTransfers plans for surpluses in the body.
func (s *server) queryTransfers(ctx context.Context, r *request) (answer, error) {
	if err := r.query().err(); err != nil {
		return answer{}, err
	}
	body, err := r.json()
	if err != nil {
		return answer{}, err
	}
	given, err := schemas.DecodeTransferQuery(body)
	if err != nil {
		return answer{}, err
	}
	found, err := s.Service.WhatIf(ctx, asking(r, broker.WhatIfQuestion{Query: given, Locale: r.locale()}))
	return spoken(found, r.locale()), err
}

// ofRegion answers a page about a region.
func ofRegion[R any](use broker.UseCase[broker.Asked[broker.RegionQuestion], R]) handler {
	return func(ctx context.Context, r *request) (answer, error) {
		q := r.query()
		ask := broker.RegionQuestion{Region: r.params["code"], Options: q.page()}
		found, err := use(ctx, asking(r, ask, q.found(ask.Options.Check()...)...))
		return ok(found), err
	}
}

// regionTransfers answers ofRegion's question in one of two views.
func (s *server) regionTransfers(ctx context.Context, r *request) (answer, error) {
	q := r.query()
	ask := broker.RegionQuestion{Region: r.params["code"], View: q.text("view"), Options: q.page()}
	if !slices.Contains([]string{"", schemas.JointView, schemas.IndependentView}, ask.View) {
		q.bad("view", "must be one of joint, independent")
	}
	found, err := s.Service.RegionTransfers(ctx, asking(r, ask, q.found(ask.Options.Check()...)...))
	return ok(found), err
}

func (s *server) sectorFlows(ctx context.Context, r *request) (answer, error) {
	q := r.query()
	ask := broker.RegionQuestion{Region: r.params["code"], Options: schemas.TransferOptions{AsOf: q.date("asOf")}, Locale: r.locale()}
	found, err := s.Service.SectorFlows(ctx, asking(r, ask, q.found()...))
	return spoken(found, ask.Locale), err
}
