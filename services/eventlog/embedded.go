package eventlog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// embedded is a broker inside this process, on the loopback interface only. It answers the Kafka
// protocol to anyone on this machine.
type embedded struct {
	cluster *kfake.Cluster
	records string       // folder of the records; empty = in memory
	lock    *flock.Flock // nil = in memory
	stop    chan struct{}
	stopped chan struct{}
}

// compactEvery is how often superseded and erased records are removed. It is work in proportion to
// the whole log, during which the broker does not answer.
const compactEvery = time.Hour

// startEmbedded starts a broker, with the records that an earlier one left in cfg.DataDir.
func startEmbedded(cfg Config) (*embedded, error) {
	e := &embedded{stop: make(chan struct{}), stopped: make(chan struct{})}
	options := []kfake.Opt{
		kfake.Ports(cfg.Port), // one port, one broker
		kfake.ClusterID("matchd-embedded"),
		// Its own ticker compacts without a net (see compact) and does not tick after a restart.
		kfake.BrokerConfigs(map[string]string{"log.cleaner.backoff.ms": millis(100 * 365 * 24 * time.Hour)}),
	}
	if cfg.DataDir != "" {
		if err := e.claim(cfg.DataDir); err != nil {
			return nil, fmt.Errorf("start embedded broker: %w", err)
		}
		options = append(options, kfake.DataDir(e.records))
	}
	cluster, err := kfake.NewCluster(options...)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start embedded broker: %w", err), e.release())
	}
	e.cluster = cluster
	_ = e.compact() // see clean
	go e.clean()
	return e, nil
}

// claim locks the data directory for this process and mends what a crash left in it.
func (e *embedded) claim(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make data directory: %w", err)
	}
	lock := flock.New(filepath.Join(dir, "broker.lock"))
	ours, err := lock.TryLock()
	if err != nil {
		return fmt.Errorf("lock data directory: %w", err)
	}
	if !ours {
		return fmt.Errorf("lock data directory %s: %w", dir, ErrInUse)
	}
	e.lock, e.records = lock, filepath.Join(dir, "records")
	if err := restore(e.records); err != nil {
		return errors.Join(err, e.release())
	}
	return nil
}

// release lets another process use the data directory.
func (e *embedded) release() error {
	if e.lock == nil {
		return nil
	}
	return e.lock.Unlock()
}

// addresses returns where the broker listens.
func (e *embedded) addresses() []string { return e.cluster.ListenAddrs() }

// clean compacts every hour, after the compaction at the start. Where that is not possible, for
// want of room or of hard links, the log only stays larger.
func (e *embedded) clean() {
	defer close(e.stopped)
	ticker := time.NewTicker(compactEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			_ = e.compact()
		case <-e.stop:
			return
		}
	}
}

// compact removes superseded and erased records. The broker deletes its files before it writes the
// new ones, so a kill in between would lose records: it works under a safety copy that restore
// puts back, and takes no new records meanwhile (publishers try again by themselves). It also moves
// the start of the log to the first record that is left: a reader far behind is out of range.
func (e *embedded) compact() error {
	if e.records == "" {
		e.cluster.Compact()
		return nil
	}
	hold := e.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.NotLeaderForPartition, Count: -1})
	defer hold.Remove()
	e.cluster.ListenAddrs() // returns when requests that were let in before are done
	if err := secure(e.records); err != nil {
		return fmt.Errorf("compact embedded log: %w", err)
	}
	e.cluster.Compact()
	if err := discard(e.records); err != nil {
		return fmt.Errorf("compact embedded log: %w", err)
	}
	return nil
}

// close stops the broker and writes all it knows to disk.
func (e *embedded) close() error {
	close(e.stop)
	<-e.stopped
	e.cluster.Close()
	if err := e.release(); err != nil {
		return fmt.Errorf("stop embedded broker: %w", err)
	}
	return nil
}
