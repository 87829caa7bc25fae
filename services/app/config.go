package app

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"matchd/services/eventlog"
)

// Config is every setting; each is an environment variable and a flag of the same name. Main fills it from both, with the
// defaults; the zero value is no sound setting. A new one needs its line in README.md, its rule in Problems where it can be
// wrong, and in shown where it is secret.
type Config struct {
	Listen      string   `env:"MATCHD_LISTEN" default:"127.0.0.1:8080" help:"Address of the public API."`
	AdminListen string   `env:"MATCHD_ADMIN_LISTEN" default:"127.0.0.1:8081" help:"Address of health, readiness, metrics and profiles."`
	DataDir     string   `env:"MATCHD_DATA_DIR" default:"./data" help:"Folder of the view and of the embedded broker."`
	Demo        *bool    `env:"MATCHD_DEMO" negatable:"" help:"Load the demo population when the log is empty. On when everything is embedded."`
	Taxonomy    string   `env:"MATCHD_TAXONOMY" help:"Folder with the ESCO CSV download in any language, or our own form. Empty: the built-in Dutch one."`
	Places      string   `env:"MATCHD_PLACES" help:"Folder with newer tables of regions, municipalities and postcodes. Empty: the built-in ones of 2021."`
	Shrinking   []string `env:"MATCHD_SHRINKING_SECTORS" name:"shrinking-sectors" help:"SBI numbers or beginnings of them, of the sectors that people leave. Empty: those that the letter of 30-11-2020 names."`
	Source      string   `env:"MATCHD_SOURCE" default:"urn:nld:oin:00000000000000000000:systeem:matchd" help:"URN of this system in the events it sends."`
	LogLevel    string   `env:"MATCHD_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"Lowest level that is logged: debug, info, warn or error."`

	DevKey       string `env:"MATCHD_DEV_KEY" help:"Development key with all roles, accepted on loopback only. Empty: a random one is printed."`
	AuthIssuer   string `env:"MATCHD_AUTH_ISSUER" help:"Issuer of access tokens. Without one the process listens on loopback only."`
	AuthAudience string `env:"MATCHD_AUTH_AUDIENCE" help:"Audience that access tokens must name."`
	AuthJWKS     string `env:"MATCHD_AUTH_JWKS_URL" name:"auth-jwks-url" help:"Where the issuer's keys are."`

	KafkaBrokers     []string `env:"KAFKA_BROKERS" help:"host:port,… of Kafka. Empty: an embedded broker."`
	KafkaTopicPrefix string   `env:"KAFKA_TOPIC_PREFIX" help:"Stands before every topic and group, so that installations can share a cluster."`
	KafkaReplication int      `env:"KAFKA_REPLICATION" help:"Copies of a topic made here. 0: what the cluster does by default."`
	KafkaTLS         bool     `env:"KAFKA_TLS" help:"Speak TLS 1.2 or newer to Kafka."`
	KafkaCA          string   `env:"KAFKA_TLS_CA_FILE" name:"kafka-tls-ca-file" help:"PEM file of the authorities to trust instead of the system's."`
	KafkaMechanism   string   `env:"KAFKA_SASL_MECHANISM" name:"kafka-sasl-mechanism" help:"PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512."`
	KafkaUser        string   `env:"KAFKA_SASL_USERNAME" name:"kafka-sasl-username" help:"User at Kafka."`
	KafkaPassword    string   `env:"KAFKA_SASL_PASSWORD" name:"kafka-sasl-password" help:"Password at Kafka."`
	KafkaPort        int      `env:"MATCHD_KAFKA_PORT" name:"kafka-port" help:"Loopback port of the embedded broker. 0: a free one."`

	RedisURL string `env:"REDIS_URL" name:"redis-url" help:"redis:// or rediss://. Empty: an in-process cache."`
}

// Embedded reports whether neither Kafka nor Redis has an address.
func (c *Config) Embedded() bool { return len(c.KafkaBrokers) == 0 && c.RedisURL == "" }

// WantsDemo reports whether an empty log gets the demo population.
func (c *Config) WantsDemo() bool {
	if c.Demo != nil {
		return *c.Demo
	}
	return c.Embedded()
}

// logConfig is how the log is opened.
func (c *Config) logConfig() (eventlog.Config, error) {
	out := eventlog.Config{
		Brokers: c.KafkaBrokers, DataDir: filepath.Join(c.DataDir, "kafka"), Port: c.KafkaPort, TopicPrefix: c.KafkaTopicPrefix,
		ClientID: "matchd", Replication: c.KafkaReplication,
		SASL: eventlog.SASL{Mechanism: c.KafkaMechanism, User: c.KafkaUser, Password: c.KafkaPassword},
	}
	authorities, err := c.authorities()
	if c.KafkaTLS {
		out.TLS = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: authorities}
	}
	return out, err
}

// authorities are those of the file, nil (the system's) where none is given.
func (c *Config) authorities() (*x509.CertPool, error) {
	if c.KafkaCA == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(c.KafkaCA)
	if err != nil {
		return nil, fmt.Errorf("read KAFKA_TLS_CA_FILE: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, errors.New("read KAFKA_TLS_CA_FILE: no certificate in it")
	}
	return pool, nil
}
