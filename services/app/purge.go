package app

import (
	"context"
	"time"

	"matchd/services/broker"
)

// purgeDelay is longer than an answer that was made before an erasure may take on its way into the cache.
const purgeDelay = 200 * time.Millisecond

// noteErased asks for what is kept of answers to be dropped; several erasures at once are one.
func (p *Process) noteErased() {
	select {
	case p.erased <- struct{}{}:
	default:
	}
}

// purge drops answers after erasures, whoever asked for those, as long as ctx lasts. The keys of the cache name the
// state of the view, so that nobody was answered from it meanwhile; what is in it goes at the latest with its age.
func (p *Process) purge(ctx context.Context, service *broker.Service) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-p.erased:
		}
		for wait := purgeDelay; pause(ctx, wait); wait = min(2*wait, time.Minute) {
			service.Forget()
			_, err := p.cache.Purge(ctx)
			if err == nil {
				break
			}
			p.watch.Logger.WarnContext(ctx, "cannot empty the cache after an erasure, trying again", "error", err)
		}
	}
}
