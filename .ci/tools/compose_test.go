// Package tools pins what CI runs beside the Go toolchain, and reads the compose files the way the container engine does.
package tools

import (
	"context"
	"net/netip"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

const (
	plain  = "../../deploy/compose.yaml"
	issuer = "../../deploy/compose.issuer.yaml"
)

// login is what compose.issuer.yaml asks of whoever starts it.
var login = []string{
	"MATCHD_AUTH_ISSUER=https://issuer.example",
	"MATCHD_AUTH_AUDIENCE=matchd",
	"MATCHD_AUTH_JWKS_URL=https://issuer.example/keys",
}

// load reads compose files as one project: checked against the schema, interpolated, merged and consistent.
func load(env []string, files ...string) (*types.Project, error) {
	options, err := cli.NewProjectOptions(files, cli.WithEnv(env))
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}

func mustLoad(t *testing.T, env []string, files ...string) *types.Project {
	t.Helper()
	project, err := load(env, files...)
	if err != nil {
		t.Fatalf("load %v: %v", files, err)
	}
	return project
}

func TestWithoutAnIssuerMatchdStaysOnTheLoopbackOfTheHost(t *testing.T) {
	matchd := mustLoad(t, nil, plain).Services["matchd"]
	if matchd.NetworkMode != "host" || len(matchd.Ports) != 0 {
		t.Errorf("network mode %q with ports %v: loopback of the host is wanted", matchd.NetworkMode, matchd.Ports)
	}
	if _, set := matchd.Environment["MATCHD_LISTEN"]; set {
		t.Error("MATCHD_LISTEN is set, but only its default is loopback")
	}
}

func TestWithAnIssuerMatchdListensInItsOwnNetworkAndHasNoDevelopmentKey(t *testing.T) {
	matchd := mustLoad(t, append(login, "MATCHD_DEV_KEY=left-over"), plain, issuer).Services["matchd"]
	if matchd.NetworkMode != "" || len(matchd.Ports) != 2 {
		t.Errorf("network mode %q with ports %v: an own network and two ports are wanted", matchd.NetworkMode, matchd.Ports)
	}
	if key := matchd.Environment["MATCHD_DEV_KEY"]; key != nil {
		t.Errorf("the development key %q is handed on", *key)
	}
	for _, line := range login {
		name, want, _ := strings.Cut(line, "=")
		if got := matchd.Environment[name]; got == nil || *got != want {
			t.Errorf("%s does not reach matchd", name)
		}
	}
}

func TestEveryLoginSettingIsRequired(t *testing.T) {
	for i, line := range login {
		name, _, _ := strings.Cut(line, "=")
		without := append(append([]string{}, login[:i]...), login[i+1:]...)
		if _, err := load(without, plain, issuer); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: error %v, want one that names it", name, err)
		}
	}
}

func TestEveryPortIsPublishedOnLoopbackAndEveryImageIsPinned(t *testing.T) {
	for _, files := range [][]string{{plain}, {plain, issuer}} {
		for name, service := range mustLoad(t, login, files...).Services {
			for _, port := range service.Ports {
				if address, err := netip.ParseAddr(port.HostIP); err != nil || !address.IsLoopback() {
					t.Errorf("%s publishes port %s on %q", name, port.Published, port.HostIP)
				}
			}
			if _, tag, found := strings.Cut(service.Image, ":"); !found || tag == "latest" {
				t.Errorf("%s runs the image %q without a version", name, service.Image)
			}
		}
	}
}

func TestMatchdWaitsForHealthyParts(t *testing.T) {
	project := mustLoad(t, nil, plain)
	for _, part := range []string{"kafka", "redis"} {
		if project.Services["matchd"].DependsOn[part].Condition != types.ServiceConditionHealthy {
			t.Errorf("matchd does not wait for a healthy %s", part)
		}
		if project.Services[part].HealthCheck == nil {
			t.Errorf("%s has no health check", part)
		}
	}
}
