package telemetry

import (
	"os"
	"strings"
)

// signal is one of the three kinds of telemetry, as the OTEL_* variables name it.
type signal string

const (
	traces  signal = "TRACES"
	metrics signal = "METRICS"
	logs    signal = "LOGS"
)

// asked reports whether the environment asks for exporting s: an exporter is named, or an OTLP endpoint is given
// that serves s. The specification's default, OTLP to localhost, is not followed: this service exports nothing by itself.
func (s signal) asked() bool {
	if strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") {
		return false
	}
	switch os.Getenv("OTEL_" + string(s) + "_EXPORTER") {
	case "none":
		return false
	case "":
		return os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" ||
			os.Getenv("OTEL_EXPORTER_OTLP_"+string(s)+"_ENDPOINT") != ""
	case "prometheus":
		return s != metrics // the page serves it already; the exporter would open a port of its own
	default:
		return true
	}
}

// exporting reports whether anything leaves the process.
func exporting() bool {
	return traces.asked() || metrics.asked() || logs.asked()
}
