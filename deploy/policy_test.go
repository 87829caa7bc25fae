package deploy

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestThePodsMeetPodSecurityRestricted(t *testing.T) {
	pod := only(t, "StatefulSet", "matchd").Spec.Template.Spec
	security := pod.SecurityContext
	rules := map[string]bool{
		"the namespace enforces it":         only(t, "Namespace", "matchd").Metadata.Labels["pod-security.kubernetes.io/enforce"] == "restricted",
		"nothing runs as root":              security.RunAsNonRoot && security.RunAsUser > 0,
		"the volume belongs to the user":    security.FSGroup == security.RunAsUser,
		"system calls are filtered":         security.SeccompProfile.Type == "RuntimeDefault",
		"no token of a service account":     pod.AutomountServiceAccountToken != nil && !*pod.AutomountServiceAccountToken,
		"nothing of the host is shared":     !pod.HostNetwork && !pod.HostPID,
		"there is a container to look into": len(pod.Containers) > 0,
	}
	for _, c := range pod.Containers {
		s := c.SecurityContext
		rules[c.Name+": no more privileges"] = !s.Privileged && s.AllowPrivilegeEscalation != nil && !*s.AllowPrivilegeEscalation
		rules[c.Name+": the root filesystem is read-only"] = s.ReadOnlyRootFilesystem
		rules[c.Name+": every capability is dropped"] = slices.Equal(s.Capabilities.Drop, []string{"ALL"}) && len(s.Capabilities.Add) == 0
	}
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		if !rules[rule] {
			t.Errorf("not so: %s", rule)
		}
	}
}

func TestEveryImageHasAVersion(t *testing.T) {
	for _, c := range only(t, "StatefulSet", "matchd").Spec.Template.Spec.Containers {
		if _, tag, found := strings.Cut(c.Image, ":"); !found || tag == "latest" {
			t.Errorf("%s runs %q", c.Name, c.Image)
		}
	}
}

func TestTheProbesAskTheAdminPortAndAStartMayTakeLong(t *testing.T) {
	c := only(t, "StatefulSet", "matchd").Spec.Template.Spec.Containers[0]
	for name, want := range map[string]struct {
		probe *probe
		path  string
	}{
		"startup": {c.StartupProbe, "/healthz"}, "liveness": {c.LivenessProbe, "/healthz"}, "readiness": {c.ReadinessProbe, "/readyz"},
	} {
		if want.probe == nil || want.probe.HTTPGet.Path != want.path || want.probe.HTTPGet.Port != "admin" {
			t.Errorf("the %s probe is %+v", name, want.probe)
		}
	}
	if seconds := c.StartupProbe.PeriodSeconds * c.StartupProbe.FailureThreshold; seconds < 10*60 {
		t.Errorf("a start may take %d seconds, too few to fold a whole log", seconds)
	}
}

func TestTheGarbageCollectorKnowsFourFifthsOfTheMemoryLimit(t *testing.T) {
	c := only(t, "StatefulSet", "matchd").Spec.Template.Spec.Containers[0]
	for _, resource := range []string{"cpu", "memory"} {
		if c.Resources.Requests[resource] == "" || c.Resources.Limits[resource] == "" {
			t.Errorf("%s is not both requested and limited", resource)
		}
	}
	limit := mebibytes(t, c.Resources.Limits["memory"])
	for _, env := range c.Env {
		if env.Name == "GOMEMLIMIT" {
			if share := mebibytes(t, env.Value) / limit; share < 0.75 || share > 0.85 {
				t.Errorf("GOMEMLIMIT is %.2f of the memory limit", share)
			}
			return
		}
	}
	t.Error("GOMEMLIMIT is not set")
}

// mebibytes reads a size as Kubernetes (4Gi) or Go (3276MiB) writes it.
func mebibytes(t *testing.T, size string) float64 {
	t.Helper()
	size = strings.TrimSuffix(size, "B")
	for unit, factor := range map[string]float64{"Mi": 1, "Gi": 1024} {
		if digits, found := strings.CutSuffix(size, unit); found {
			number, err := strconv.ParseFloat(digits, 64)
			if err != nil {
				t.Fatal(err)
			}
			return number * factor
		}
	}
	t.Fatalf("%q is neither in Mi nor in Gi", size)
	return 0
}

func TestTheViewIsOnAVolumeOfItsOwn(t *testing.T) {
	set := only(t, "StatefulSet", "matchd")
	folder := only(t, "ConfigMap", "matchd").Data["MATCHD_DATA_DIR"]
	for _, mount := range set.Spec.Template.Spec.Containers[0].VolumeMounts {
		if mount.MountPath == folder {
			if claims := set.Spec.VolumeClaimTemplates; len(claims) != 1 || claims[0].Metadata.Name != mount.Name {
				t.Errorf("%s is mounted from %s, which no claim makes", folder, mount.Name)
			}
			return
		}
	}
	t.Errorf("nothing is mounted on %s", folder)
}

func TestThePodsAreSpreadAndOneAtATimeMayGo(t *testing.T) {
	set := only(t, "StatefulSet", "matchd")
	if set.Spec.Replicas < 2 {
		t.Errorf("%d replicas", set.Spec.Replicas)
	}
	if only(t, "PodDisruptionBudget", "matchd").Spec.MaxUnavailable != 1 {
		t.Error("the disruption budget does not say one")
	}
	var over []string
	for _, s := range set.Spec.Template.Spec.TopologySpreadConstraints {
		if maps.Equal(s.LabelSelector.MatchLabels, set.Spec.Template.Metadata.Labels) {
			over = append(over, s.TopologyKey)
		}
	}
	if !slices.Contains(over, "kubernetes.io/hostname") || !slices.Contains(over, "topology.kubernetes.io/zone") {
		t.Errorf("spread over %v", over)
	}
}

func TestEveryTrafficIsDeniedUnlessNamed(t *testing.T) {
	deny := only(t, "NetworkPolicy", "default-deny").Spec
	if len(deny.PodSelector.MatchLabels) != 0 || !slices.Equal(deny.PolicyTypes, []string{"Ingress", "Egress"}) ||
		len(deny.Ingress)+len(deny.Egress) != 0 {
		t.Errorf("default-deny lets something through: %+v", deny)
	}
	labels := only(t, "StatefulSet", "matchd").Spec.Template.Metadata.Labels
	for _, name := range []string{"matchd-in", "matchd-out"} {
		allow := only(t, "NetworkPolicy", name).Spec
		if !maps.Equal(allow.PodSelector.MatchLabels, labels) {
			t.Errorf("%s does not select the pods", name)
		}
		for _, rule := range slices.Concat(allow.Ingress, allow.Egress) {
			var named map[string]yaml.Node
			if err := rule.Decode(&named); err != nil {
				t.Fatal(err)
			}
			_, from := named["from"]
			_, to := named["to"]
			if _, ports := named["ports"]; !ports || from == to {
				t.Errorf("%s, line %d: a rule without a peer or without ports lets everything through", name, rule.Line)
			}
		}
	}
}

func TestTheServicesReachPortsOfThePods(t *testing.T) {
	set := only(t, "StatefulSet", "matchd")
	var ports []string
	for _, p := range set.Spec.Template.Spec.Containers[0].Ports {
		ports = append(ports, p.Name)
	}
	for _, name := range []string{"matchd", "matchd-pods"} {
		service := only(t, "Service", name)
		var labels map[string]string
		if err := service.Spec.Selector.Decode(&labels); err != nil || !maps.Equal(labels, set.Spec.Template.Metadata.Labels) {
			t.Errorf("%s selects %v, not the pods (%v)", name, labels, err)
		}
		for _, p := range service.Spec.Ports {
			if !slices.Contains(ports, p.TargetPort) {
				t.Errorf("%s leads to %q, which no container opens", name, p.TargetPort)
			}
		}
	}
	if only(t, "Service", set.Spec.ServiceName).Spec.ClusterIP != "None" {
		t.Error("the service of the set is not headless")
	}
}

func TestNothingAppliedHoldsASecret(t *testing.T) {
	for _, m := range manifests(t) {
		if m.Kind == "Secret" {
			t.Errorf("the Secret %s is applied with the rest", m.Metadata.Name)
		}
		if m.Kind != "Namespace" && m.Metadata.Namespace != "matchd" {
			t.Errorf("%s %s is in namespace %q", m.Kind, m.Metadata.Name, m.Metadata.Namespace)
		}
	}
	for name := range only(t, "ConfigMap", "matchd").Data {
		if strings.Contains(name, "KEY") && !strings.HasSuffix(name, "JWKS_URL") || strings.Contains(name, "PASSWORD") || name == "REDIS_URL" {
			t.Errorf("%s belongs in the Secret", name)
		}
	}
}

func TestTheImageRunsOneStaticProgramAsTheSameUser(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	user := strconv.Itoa(only(t, "StatefulSet", "matchd").Spec.Template.Spec.SecurityContext.RunAsUser)
	for _, line := range []string{"CGO_ENABLED=0", "USER " + user + ":" + user, `ENTRYPOINT ["/matchd"]`, "ENV MATCHD_DATA_DIR=/data"} {
		if !bytes.Contains(text, []byte(line)) {
			t.Errorf("the Dockerfile lacks %q", line)
		}
	}
}
