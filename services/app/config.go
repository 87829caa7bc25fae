package app

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"matchd/services/eventlog"
)

// Config is every setting; each is an environment variable and a flag of the same name.
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

// Problem is something wrong or doubtful in the settings, with what it means.
type Problem struct {
	Setting string
	What    string
	Means   string // why it matters and what to do
	Fatal   bool
}

// Problems lists everything wrong at once.
func (c *Config) Problems() []Problem {
	var out []Problem
	add := func(fatal bool, setting, what, means string) { out = append(out, Problem{setting, what, means, fatal}) }
	for setting, address := range map[string]string{"MATCHD_LISTEN": c.Listen, "MATCHD_ADMIN_LISTEN": c.AdminListen} {
		if _, _, err := net.SplitHostPort(address); err != nil {
			add(true, setting, "is not host:port", "the process cannot listen there; give for instance 127.0.0.1:8080")
		} else if c.AuthIssuer == "" && !loopback(address) {
			add(true, setting, "is beyond loopback without MATCHD_AUTH_ISSUER", "anybody on the network could read profiles; set an issuer or listen on 127.0.0.1")
		}
	}
	if given := []string{c.AuthIssuer, c.AuthAudience, c.AuthJWKS}; c.AuthIssuer != "" && strings.Contains(strings.Join(given, "\x00")+"\x00", "\x00\x00") {
		add(true, "MATCHD_AUTH_ISSUER", "needs MATCHD_AUTH_AUDIENCE and MATCHD_AUTH_JWKS_URL beside it", "tokens cannot be checked without them")
	}
	for setting, folder := range map[string]string{"MATCHD_TAXONOMY": c.Taxonomy, "MATCHD_PLACES": c.Places} {
		if info, err := os.Stat(folder); folder != "" && (err != nil || !info.IsDir()) {
			add(true, setting, "is no folder that can be read", "give a folder, or nothing for the built-in tables")
		}
	}
	for _, prefix := range c.Shrinking {
		if len(prefix) == 0 || len(prefix) > 5 || strings.Trim(prefix, "0123456789") != "" {
			add(true, "MATCHD_SHRINKING_SECTORS", "has "+strconv.Quote(prefix)+", which is no SBI number", "give 1 to 5 digits without dots, such as 51 or 5223")
		}
	}
	if c.KafkaMechanism != "" && len(c.KafkaBrokers) > 0 && !c.KafkaTLS {
		add(false, "KAFKA_SASL_MECHANISM", "is used without KAFKA_TLS", "the password or its proof travels in the clear")
	}
	if len(c.KafkaBrokers) > 0 && c.RedisURL == "" {
		add(false, "REDIS_URL", "is empty", "every replica caches for itself; answers stay right")
	}
	if len(c.KafkaBrokers) > 0 && c.WantsDemo() {
		add(false, "MATCHD_DEMO", "is on with a real Kafka", "an empty log there gets synthetic people")
	}
	return out
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// logConfig is how the log is opened.
func (c *Config) logConfig() (eventlog.Config, error) {
	out := eventlog.Config{
		Brokers: c.KafkaBrokers, DataDir: filepath.Join(c.DataDir, "kafka"), Port: c.KafkaPort, TopicPrefix: c.KafkaTopicPrefix,
		ClientID: "matchd", Replication: c.KafkaReplication,
		SASL: eventlog.SASL{Mechanism: c.KafkaMechanism, User: c.KafkaUser, Password: c.KafkaPassword},
	}
	if !c.KafkaTLS {
		return out, nil
	}
	out.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	if c.KafkaCA != "" {
		pem, err := os.ReadFile(c.KafkaCA)
		if err != nil {
			return out, fmt.Errorf("read KAFKA_TLS_CA_FILE: %w", err)
		}
		out.TLS.RootCAs = x509.NewCertPool()
		if !out.TLS.RootCAs.AppendCertsFromPEM(pem) {
			return out, fmt.Errorf("read KAFKA_TLS_CA_FILE: no certificate in it")
		}
	}
	return out, nil
}
