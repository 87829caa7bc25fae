// Package deploy holds what runs matchd elsewhere; its tests hold the Kubernetes manifests to the rules of a cluster with
// pod security "restricted".
package deploy

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"go.yaml.in/yaml/v3"
)

// manifest is one Kubernetes object: the fields that the tests look at, of whatever kind it is.
type manifest struct {
	Kind     string `yaml:"kind"`
	Metadata struct {
		Name      string            `yaml:"name"`
		Namespace string            `yaml:"namespace"`
		Labels    map[string]string `yaml:"labels"`
	} `yaml:"metadata"`
	Data map[string]string `yaml:"data"`
	Spec spec              `yaml:"spec"`
}

type spec struct {
	Replicas             int         `yaml:"replicas"`
	ServiceName          string      `yaml:"serviceName"`
	ClusterIP            string      `yaml:"clusterIP"`
	Selector             yaml.Node   `yaml:"selector"` // a map of labels in a Service, matchLabels elsewhere
	PodSelector          selector    `yaml:"podSelector"`
	PolicyTypes          []string    `yaml:"policyTypes"`
	Ingress              []yaml.Node `yaml:"ingress"`
	Egress               []yaml.Node `yaml:"egress"`
	Ports                []port      `yaml:"ports"`
	MaxUnavailable       int         `yaml:"maxUnavailable"`
	Template             template    `yaml:"template"`
	VolumeClaimTemplates []manifest  `yaml:"volumeClaimTemplates"`
}

type selector struct {
	MatchLabels map[string]string `yaml:"matchLabels"`
}

type port struct {
	Name          string `yaml:"name"`
	TargetPort    string `yaml:"targetPort"`
	ContainerPort int    `yaml:"containerPort"`
}

type template struct {
	Metadata struct {
		Labels map[string]string `yaml:"labels"`
	} `yaml:"metadata"`
	Spec pod `yaml:"spec"`
}

type pod struct {
	AutomountServiceAccountToken *bool       `yaml:"automountServiceAccountToken"`
	HostNetwork                  bool        `yaml:"hostNetwork"`
	HostPID                      bool        `yaml:"hostPID"`
	SecurityContext              security    `yaml:"securityContext"`
	TopologySpreadConstraints    []spread    `yaml:"topologySpreadConstraints"`
	Containers                   []container `yaml:"containers"`
	Volumes                      []struct {
		Name     string     `yaml:"name"`
		EmptyDir *yaml.Node `yaml:"emptyDir"`
	} `yaml:"volumes"`
}

type spread struct {
	TopologyKey   string   `yaml:"topologyKey"`
	LabelSelector selector `yaml:"labelSelector"`
}

type security struct {
	RunAsNonRoot             bool                  `yaml:"runAsNonRoot"`
	RunAsUser                int                   `yaml:"runAsUser"`
	FSGroup                  int                   `yaml:"fsGroup"`
	Privileged               bool                  `yaml:"privileged"`
	AllowPrivilegeEscalation *bool                 `yaml:"allowPrivilegeEscalation"`
	ReadOnlyRootFilesystem   bool                  `yaml:"readOnlyRootFilesystem"`
	SeccompProfile           struct{ Type string } `yaml:"seccompProfile"`
	Capabilities             struct {
		Add  []string `yaml:"add"`
		Drop []string `yaml:"drop"`
	} `yaml:"capabilities"`
}

type container struct {
	Name            string   `yaml:"name"`
	Image           string   `yaml:"image"`
	SecurityContext security `yaml:"securityContext"`
	Env             []struct {
		Name  string `yaml:"name"`
		Value string `yaml:"value"`
	} `yaml:"env"`
	Ports     []port `yaml:"ports"`
	Resources struct {
		Requests map[string]string `yaml:"requests"`
		Limits   map[string]string `yaml:"limits"`
	} `yaml:"resources"`
	StartupProbe   *probe `yaml:"startupProbe"`
	LivenessProbe  *probe `yaml:"livenessProbe"`
	ReadinessProbe *probe `yaml:"readinessProbe"`
	VolumeMounts   []struct {
		Name      string `yaml:"name"`
		MountPath string `yaml:"mountPath"`
	} `yaml:"volumeMounts"`
}

type probe struct {
	HTTPGet struct {
		Path string `yaml:"path"`
		Port string `yaml:"port"`
	} `yaml:"httpGet"`
	PeriodSeconds    int `yaml:"periodSeconds"`
	FailureThreshold int `yaml:"failureThreshold"`
}

// manifests reads every object that kustomization.yaml applies.
func manifests(t *testing.T) []manifest {
	t.Helper()
	var list struct {
		Resources []string `yaml:"resources"`
	}
	if err := yaml.Unmarshal(read(t, "kustomization.yaml"), &list); err != nil {
		t.Fatal(err)
	}
	var all []manifest
	for _, file := range list.Resources {
		documents := yaml.NewDecoder(bytes.NewReader(read(t, file)))
		for {
			var one manifest
			err := documents.Decode(&one)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			all = append(all, one)
		}
	}
	return all
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("kubernetes", file))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// only returns the one object of a kind, by name.
func only(t *testing.T, kind, name string) manifest {
	t.Helper()
	for _, m := range manifests(t) {
		if m.Kind == kind && m.Metadata.Name == name {
			return m
		}
	}
	t.Fatalf("there is no %s %s", kind, name)
	return manifest{}
}
