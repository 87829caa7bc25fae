package eventlog

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"matchd/schemas"
)

func TestABrokerMayAskForTLSAndAProofOfWhoWeAre(t *testing.T) {
	site := httptest.NewTLSServer(nil) // for its certificate
	defer site.Close()
	roots := x509.NewCertPool()
	roots.AddCert(site.Certificate())
	for _, mechanism := range []string{"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"} {
		t.Run(mechanism, func(t *testing.T) {
			cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.EnableSASL(),
				kfake.Superuser(mechanism, "matchd", "secret"), kfake.TLS(&tls.Config{Certificates: site.TLS.Certificates}))
			if err != nil {
				t.Fatal(err)
			}
			defer cluster.Close()
			c := Config{
				Brokers: cluster.ListenAddrs(), Replication: 1, TLS: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
				SASL: SASL{Mechanism: mechanism, User: "matchd", Password: "secret"},
			}
			l := reopened(t, c)
			published(t, l, record(schemas.Vacancies, "a", "1"))
			owning, stop := context.WithCancel(t.Context())
			if err := l.Own(owning, "g", []string{schemas.Vacancies}, func(context.Context, map[string][]int) { stop() }); err != nil {
				t.Error(err)
			}
			closed(t, l)
			if mechanism == "SCRAM-SHA-512" {
				refuses(t, c)
			}
		})
	}
}

// refuses opens the log in every wrong way.
func refuses(t *testing.T, c Config) {
	for what, wrong := range map[string]func(*Config){
		"a wrong password":      func(c *Config) { c.SASL.Password = "guess" },
		"no proof":              func(c *Config) { c.SASL = SASL{} },
		"an unknown authority":  func(c *Config) { c.TLS = &tls.Config{} },
		"a connection in clear": func(c *Config) { c.TLS = nil },
	} {
		bad := c
		wrong(&bad)
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		if l, err := Open(ctx, bad); err == nil {
			t.Errorf("%s opened the log %v", what, l.Address())
		}
		cancel()
	}
}

func TestAnUnknownProofIsRefusedBeforeAnythingIsSent(t *testing.T) {
	if _, err := Open(t.Context(), Config{Brokers: []string{"127.0.0.1:1"}, SASL: SASL{Mechanism: "GSSAPI"}}); err == nil {
		t.Error("GSSAPI is not supported and was accepted")
	}
}
