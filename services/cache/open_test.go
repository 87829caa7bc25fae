package cache

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestOpenRefusesWhatIsNoRedisURL(t *testing.T) {
	for name, address := range map[string]string{
		"no scheme":               "localhost:6379",
		"another scheme":          "http://localhost:6379",
		"a socket":                "unix:///run/redis.sock",
		"a database by name":      "redis://:hunter2@localhost/main",
		"a port that is no port":  "redis://:hunter2@localhost:port",
		"an escape that is none":  "redis://user:hunter2%zz@localhost",
		"a control character":     "redis://user:hunter2@local\nhost",
		"an option that is none":  "redis://:hunter2@localhost?sharding=1",
		"a path of several parts": "redis://:hunter2@localhost/0/1",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(Config{URL: address})
			if err == nil {
				t.Fatal("no error")
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the error repeats the password: %v", err)
			}
		})
	}
}

func TestOpenDoesNotNeedTheServer(t *testing.T) {
	for _, address := range []string{"", "redis://localhost:1", "rediss://user:secret@[::1]:1/3"} {
		store, err := Open(Config{URL: address})
		if err != nil {
			t.Errorf("%q: %v", address, err)
			continue
		}
		if err := store.Close(); err != nil {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestTheURLCannotMakeRedisSlow(t *testing.T) {
	options, err := redisOptions("rediss://localhost/2?read_timeout=1m&dial_timeout=1m&max_retries=9&pool_timeout=1m", DefaultBudget)
	if err != nil {
		t.Fatal(err)
	}
	if options.ReadTimeout != 20*time.Millisecond || options.WriteTimeout != 20*time.Millisecond ||
		options.DialTimeout != 100*time.Millisecond || options.PoolTimeout != 5*time.Millisecond {
		t.Errorf("timeouts are %v %v %v %v", options.ReadTimeout, options.WriteTimeout, options.DialTimeout, options.PoolTimeout)
	}
	if options.MaxRetries != -1 || !options.ContextTimeoutEnabled {
		t.Errorf("retries %d, context %t", options.MaxRetries, options.ContextTimeoutEnabled)
	}
	if options.TLSConfig == nil || options.TLSConfig.ServerName != "localhost" || options.TLSConfig.InsecureSkipVerify || options.DB != 2 {
		t.Errorf("TLS %v, database %d", options.TLSConfig, options.DB)
	}
}

func TestAPurgeLeavesTheKeysOfOthers(t *testing.T) {
	address := realRedis(t)
	mine := open(t, Config{URL: address, Prefix: "mine[*]:", Budget: patient})
	others := open(t, Config{URL: address, Prefix: "mine*:", Budget: patient})
	defer others.Purge(context.Background())
	set(t, mine, "key", []byte("mine"), time.Minute)
	set(t, others, "key", []byte("theirs"), time.Minute)
	if n, err := mine.Purge(t.Context()); err != nil || n != 1 {
		t.Fatalf("Purge() = %d, %v; want 1", n, err)
	}
	wantMiss(t, mine, "key")
	wantHit(t, others, "key", []byte("theirs"))
}
