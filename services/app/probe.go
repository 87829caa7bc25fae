package app

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"matchd/services/cache"
	"matchd/services/eventlog"
	"matchd/services/telemetry"
)

// probeWithin is how long another machine may take to give a sign of life.
const probeWithin = 3 * time.Second

// Probe tries what a start would do, and leaves nothing behind: it reads the tables, listens for a moment, looks at the
// data folder, and asks Kafka and Redis for a sign of life.
func (c *Config) Probe(ctx context.Context) []Problem {
	f := &findings{}
	c.tryTables(f)
	c.tryAddresses(ctx, f)
	c.tryFolder(f)
	c.tryParts(ctx, f)
	c.tryTelemetry(ctx, f)
	return *f
}

func (c *Config) tryTables(f *findings) {
	if _, err := loadTaxonomy(c.Taxonomy, nil); err != nil {
		f.wrong("MATCHD_TAXONOMY", "cannot be read: "+err.Error(), "give the folder of an ESCO CSV download, or nothing for the built-in taxonomy")
	}
	if _, err := loadPlaces(c.Places); err != nil {
		f.wrong("MATCHD_PLACES", "cannot be read: "+err.Error(), "give a folder with tables in the form of the built-in ones, or nothing for those")
	}
}

func (c *Config) tryAddresses(ctx context.Context, f *findings) {
	for _, at := range []struct{ setting, address string }{{"MATCHD_LISTEN", c.Listen}, {"MATCHD_ADMIN_LISTEN", c.AdminListen}} {
		l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", at.address)
		if err != nil {
			f.wrong(at.setting, "cannot be listened on: "+err.Error(), "is a matchd running already, or another program on that port?")
			continue
		}
		_ = l.Close()
	}
}

// tryFolder writes a file into the data folder, or into the nearest folder that is there already.
func (c *Config) tryFolder(f *findings) {
	dir, err := filepath.Abs(c.DataDir)
	for err == nil {
		if _, gone := os.Stat(dir); gone == nil || dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	var file *os.File
	if err == nil {
		file, err = os.CreateTemp(dir, ".matchd-check-")
	}
	if err != nil {
		f.wrong("MATCHD_DATA_DIR", "cannot be written to: "+err.Error(), "the view and the embedded broker are kept there")
		return
	}
	_ = file.Close()
	_ = os.Remove(file.Name())
	if _, err := os.Stat(lockFile(c.DataDir)); err != nil {
		return
	}
	lock := flock.New(lockFile(c.DataDir))
	if ours, err := lock.TryLock(); err != nil || !ours {
		f.wrong("MATCHD_DATA_DIR", "is in use", "another matchd is running on it")
		return
	}
	_ = lock.Unlock()
}

func (c *Config) tryParts(ctx context.Context, f *findings) {
	ctx, cancel := context.WithTimeout(ctx, probeWithin)
	defer cancel()
	if config, err := c.logConfig(); err == nil && len(c.KafkaBrokers) > 0 && config.Check() == nil {
		if err := eventlog.Probe(ctx, config); err != nil {
			f.wrong("KAFKA_BROKERS", "gives no sign of life: "+err.Error(), "a start waits ten seconds for Kafka and then ends")
		}
	}
	if c.RedisURL == "" {
		return
	}
	store, err := cache.Open(cache.Config{URL: c.RedisURL, Budget: probeWithin / 2})
	if err != nil {
		return // Problems has told
	}
	if err := store.Ping(ctx); err != nil {
		f.doubtful("REDIS_URL", "gives no sign of life: "+err.Error(), "answers are worked out anew every time until it is there")
	}
	_ = store.Close()
}

func (c *Config) tryTelemetry(ctx context.Context, f *findings) {
	watch, err := telemetry.Start(ctx, telemetry.Config{Flush: time.Millisecond}, io.Discard)
	if err != nil {
		f.wrong("OTEL_*", "cannot be understood: "+err.Error(), "traces, metrics and logs cannot leave by these settings")
		return
	}
	_ = watch.Close(ctx) // nothing was measured
}
