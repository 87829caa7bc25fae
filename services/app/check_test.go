package app

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckTellsWhatKeepsAProcessFromStarting(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	noTable, garbage := t.TempDir(), filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(garbage, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		want string // the setting; empty = a start is allowed
		say  string
	}{
		{"nothing is set", nil, "", "allow a start"},
		{"a file of authorities that is not there", []string{"--kafka-tls-ca-file=/nope"}, "KAFKA_TLS_CA_FILE", "no such file"},
		{"a file without certificates", []string{"--kafka-tls", "--kafka-tls-ca-file=" + garbage}, "KAFKA_TLS_CA_FILE", "no certificate"},
		{"a mechanism that nobody knows", []string{"--kafka-sasl-mechanism=FOO"}, "KAFKA_SASL_MECHANISM", "FOO"},
		{"a broker without a port", []string{"--kafka-brokers=kafka"}, "KAFKA_BROKERS", "missing port"},
		{"a broker that is not there", []string{"--kafka-brokers=127.0.0.1:1"}, "KAFKA_BROKERS", "no sign of life"},
		{"a cache by another protocol", []string{"--redis-url=htp://x"}, "REDIS_URL", "redis://"},
		{"a port that is none", []string{"--listen=127.0.0.1:99999"}, "MATCHD_LISTEN", "no port"},
		{"a port that is taken", []string{"--listen=" + taken.Addr().String()}, "MATCHD_LISTEN", "cannot be listened on"},
		{"one address for both servers", []string{"--listen=127.0.0.1:8123", "--admin-listen=127.0.0.1:8123"}, "MATCHD_ADMIN_LISTEN", "MATCHD_LISTEN too"},
		{"a folder without a taxonomy", []string{"--taxonomy=" + noTable}, "MATCHD_TAXONOMY", "occupations_"},
		{"a folder without places", []string{"--places=" + noTable}, "MATCHD_PLACES", "cannot be read"},
		{"a data folder that cannot be", []string{"--data-dir=" + filepath.Join(garbage, "data")}, "MATCHD_DATA_DIR", "cannot be written to"},
		{"keys that are not sent safely", []string{"--auth-issuer=https://i.example", "--auth-audience=a", "--auth-jwks-url=http://i.example/keys"}, "MATCHD_AUTH_JWKS_URL", "https"},
		{"an audience without an issuer", []string{"--auth-audience=a"}, "MATCHD_AUTH_ISSUER", "is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			args := append([]string{"check", "--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0", "--data-dir=" + t.TempDir()}, c.args...)
			err := Main(t.Context(), args, &out, &out)
			if (err == nil) != (c.want == "") {
				t.Fatalf("%v:\n%s", err, out.String())
			}
			_, problems, _ := strings.Cut(out.String(), "\n\n")
			if !strings.Contains(problems, c.say) || c.want != "" && !strings.Contains(problems, "error: "+c.want+" ") {
				t.Errorf("%s and %q are not told in:\n%s", c.want, c.say, problems)
			}
			if n := strings.Count(problems, "error: "); c.want != "" && n != 1 {
				t.Errorf("%d errors for one setting:\n%s", n, problems)
			}
		})
	}
}

func TestCheckTellsOfADataFolderInUseAndACacheThatIsAway(t *testing.T) {
	c := embeddedConfig(t)
	p, err := Open(t.Context(), c, new(bytes.Buffer), new(bytes.Buffer))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close(t.Context()) }()
	c.RedisURL = "redis://127.0.0.1:1"
	var out bytes.Buffer
	if err := Check(t.Context(), &c, &out); err == nil {
		t.Error("a start is allowed on a folder that is in use")
	}
	for _, want := range []string{"error: MATCHD_DATA_DIR is in use", "warning: REDIS_URL gives no sign of life"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in:\n%s", want, out.String())
		}
	}
}

func TestWhatCannotWorkDoesNotStartEither(t *testing.T) {
	for _, args := range [][]string{{"--kafka-tls-ca-file=/nope"}, {"--kafka-sasl-mechanism=FOO"}, {"--redis-url=htp://x"}, {"--listen=127.0.0.1:99999"}} {
		var out bytes.Buffer
		if err := Main(t.Context(), append(args, "--data-dir="+t.TempDir()), &out, &out); err == nil || !strings.Contains(err.Error(), "do not allow a start") {
			t.Errorf("%v: %v", args, err)
		}
	}
}
