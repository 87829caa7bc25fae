package app

import (
	"bytes"
	"strings"
	"testing"
)

func TestTheCommandLineAnswersWithoutStartingAnything(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{"help names every setting", []string{"--help"}, []string{"KAFKA_BROKERS", "REDIS_URL", "MATCHD_TAXONOMY", "rebuild", "audit"}},
		{"check prints effective settings", []string{"check", "--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0"}, []string{"MATCHD_LISTEN            127.0.0.1:0", "allow a start"}},
		{"check hides secrets", []string{"check", "--dev-key=very-secret", "--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0"}, []string{"MATCHD_DEV_KEY           (set)"}},
		{"an audit compares groups", []string{"audit", "fairness", "--people=200"}, []string{"Fairness of the first 10", "banenafspraak"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := Main(t.Context(), c.args, &out, &out); err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is not in:\n%s", want, out.String())
				}
			}
			if strings.Contains(out.String(), "very-secret") {
				t.Error("a secret was printed")
			}
		})
	}
}

func TestSettingsThatCannotWorkAreAllNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Config)
		want   []string
	}{
		{"beyond loopback without an issuer", func(c *Config) { c.Listen = "0.0.0.0:8080" }, []string{"MATCHD_LISTEN"}},
		{"the admin address too", func(c *Config) { c.AdminListen = ":8081" }, []string{"MATCHD_ADMIN_LISTEN"}},
		{"an issuer without keys", func(c *Config) { c.AuthIssuer = "https://issuer.example" }, []string{"MATCHD_AUTH_ISSUER"}},
		{"a taxonomy that is not there", func(c *Config) { c.Taxonomy = "/nowhere/at/all" }, []string{"MATCHD_TAXONOMY"}},
		{"two at once", func(c *Config) { c.Listen, c.Places = "nonsense", "/nowhere/at/all" }, []string{"MATCHD_LISTEN", "MATCHD_PLACES"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := Config{Listen: "127.0.0.1:0", AdminListen: "127.0.0.1:0"}
			if err := fatal(&config); err != nil {
				t.Fatalf("sound settings are refused: %v", err)
			}
			c.change(&config)
			err := fatal(&config)
			if err == nil {
				t.Fatal("the settings were accepted")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%s is not named in: %v", want, err)
				}
			}
		})
	}
}

func TestAnIssuerAllowsToListenBeyondLoopback(t *testing.T) {
	c := Config{Listen: ":8080", AdminListen: ":8081", AuthIssuer: "https://issuer.example", AuthAudience: "matchd", AuthJWKS: "https://issuer.example/keys"}
	if err := fatal(&c); err != nil {
		t.Error(err)
	}
}
