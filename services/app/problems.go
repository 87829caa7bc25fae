package app

import (
	"context"
	"net"
	"os"
	"strconv"
	"strings"

	"matchd/services/api"
	"matchd/services/cache"
)

// Problem is something wrong or doubtful in the settings, with what it means.
type Problem struct {
	Setting string // the variable
	What    string // is wrong, to be read behind the setting
	Means   string // why it matters and what to do
	Fatal   bool   // it keeps the process from starting
}

// findings gathers problems.
type findings []Problem

func (f *findings) wrong(setting, what, means string) {
	*f = append(*f, Problem{setting, what, means, true})
}

func (f *findings) doubtful(setting, what, means string) {
	*f = append(*f, Problem{setting, what, means, false})
}

// Problems lists everything wrong at once, as far as the settings tell by themselves: they are read with what a start
// reads them with.
func (c *Config) Problems() []Problem {
	f := &findings{}
	c.addresses(f)
	c.logins(f)
	for _, at := range []struct{ setting, folder string }{{"MATCHD_TAXONOMY", c.Taxonomy}, {"MATCHD_PLACES", c.Places}} {
		if info, err := os.Stat(at.folder); at.folder != "" && (err != nil || !info.IsDir()) {
			f.wrong(at.setting, "is no folder that can be read", "give a folder, or nothing for the built-in tables")
		}
	}
	for _, prefix := range c.Shrinking {
		if len(prefix) == 0 || len(prefix) > 5 || strings.Trim(prefix, "0123456789") != "" {
			f.wrong("MATCHD_SHRINKING_SECTORS", "has "+strconv.Quote(prefix)+", which is no SBI number", "give 1 to 5 digits without dots, such as 51 or 5223")
		}
	}
	c.parts(f)
	return *f
}

func (c *Config) addresses(f *findings) {
	for _, at := range []struct{ setting, address string }{{"MATCHD_LISTEN", c.Listen}, {"MATCHD_ADMIN_LISTEN", c.AdminListen}} {
		_, port, err := net.SplitHostPort(at.address)
		if err != nil {
			f.wrong(at.setting, "is not host:port", "the process cannot listen there; give for instance 127.0.0.1:8080")
			continue
		}
		if _, err := net.LookupPort("tcp", port); err != nil {
			f.wrong(at.setting, "has "+strconv.Quote(port)+", which is no port", "give a number from 0 to 65535")
		}
		if c.AuthIssuer == "" && !loopback(at.address) {
			f.wrong(at.setting, "is beyond loopback without MATCHD_AUTH_ISSUER", "anybody on the network could read profiles; set an issuer or listen on 127.0.0.1")
		}
	}
	if _, port, _ := net.SplitHostPort(c.Listen); c.Listen == c.AdminListen && port != "0" {
		f.wrong("MATCHD_ADMIN_LISTEN", "is MATCHD_LISTEN too", "two servers cannot have one address")
	}
}

func (c *Config) logins(f *findings) {
	switch {
	case c.AuthIssuer == "" && (c.AuthAudience != "" || c.AuthJWKS != ""):
		f.wrong("MATCHD_AUTH_ISSUER", "is missing beside MATCHD_AUTH_AUDIENCE or MATCHD_AUTH_JWKS_URL", "tokens would not be looked at")
	case c.AuthIssuer == "":
	case c.AuthAudience == "" || c.AuthJWKS == "":
		f.wrong("MATCHD_AUTH_ISSUER", "needs MATCHD_AUTH_AUDIENCE and MATCHD_AUTH_JWKS_URL beside it", "tokens cannot be checked without them")
	default:
		if _, err := api.NewJWT(context.Background(), c.AuthIssuer, c.AuthAudience, c.AuthJWKS); err != nil {
			f.wrong("MATCHD_AUTH_JWKS_URL", "cannot be used: "+err.Error(), "the keys that tokens are checked with come from there; give an https address")
		}
	}
}

// parts looks at the settings of Kafka and Redis.
func (c *Config) parts(f *findings) {
	if _, err := c.authorities(); err != nil {
		f.wrong("KAFKA_TLS_CA_FILE", "cannot be used: "+err.Error(), "give a PEM file with certificates, or nothing to trust the system's authorities")
	} else if c.KafkaCA != "" && !c.KafkaTLS {
		f.doubtful("KAFKA_TLS_CA_FILE", "is given without KAFKA_TLS", "Kafka is spoken to in the clear")
	}
	if config, _ := c.logConfig(); config.Check() != nil {
		setting := "KAFKA_BROKERS"
		if config.Brokers = nil; config.Check() != nil {
			setting = "KAFKA_SASL_MECHANISM"
		}
		config.Brokers = c.KafkaBrokers
		f.wrong(setting, "cannot be used: "+config.Check().Error(), "the log cannot be opened")
	}
	if c.KafkaPort < 0 || c.KafkaPort > 65535 {
		f.wrong("MATCHD_KAFKA_PORT", "is no port", "give a number from 0 to 65535")
	}
	if c.KafkaReplication < 0 || c.KafkaReplication > 32767 {
		f.wrong("KAFKA_REPLICATION", "is no number of copies", "give 1 or more, or 0 for what the cluster does by default")
	}
	if store, err := cache.Open(cache.Config{URL: c.RedisURL}); err != nil {
		f.wrong("REDIS_URL", "cannot be used: "+err.Error(), "give redis://host:port/number, rediss:// for TLS, or nothing for an in-process cache")
	} else {
		_ = store.Close() // it has not connected
	}
	if c.KafkaMechanism != "" && len(c.KafkaBrokers) > 0 && !c.KafkaTLS {
		f.doubtful("KAFKA_SASL_MECHANISM", "is used without KAFKA_TLS", "the password or its proof travels in the clear")
	}
	if len(c.KafkaBrokers) > 0 && c.RedisURL == "" {
		f.doubtful("REDIS_URL", "is empty", "every replica caches for itself; answers stay right")
	}
	if len(c.KafkaBrokers) > 0 && c.WantsDemo() {
		f.doubtful("MATCHD_DEMO", "is on with a real Kafka", "an empty log there gets synthetic people")
	}
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
