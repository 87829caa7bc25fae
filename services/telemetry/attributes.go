package telemetry

import (
	"slices"

	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// The attributes of our own; all have few values, each known when the service is built or configured.
const (
	// KeyOutcome is what came of a cache lookup (hit, miss, error) or of a span on its way out (ended, exported, failed).
	KeyOutcome = attribute.Key("matchd.outcome")
	// KeyKind is the kind of document: vacancy, candidate, surplus, company, decision.
	KeyKind = attribute.Key("matchd.kind")
	// KeyUseCase is the use case that ranked, such as candidate-matches.
	KeyUseCase = attribute.Key("matchd.use_case")
	// KeyReason is the class of reason for a dead letter, such as malformed; never the text of an error.
	KeyReason = attribute.Key("matchd.reason")
	// KeyEventType is the last part of the type of a match event, such as match.found.
	KeyEventType = attribute.Key("matchd.event.type")
)

// attributeKeys is the allow-list, sorted. Absent on purpose though OpenTelemetry asks for them: url.path and url.query
// (ids), client.address and user_agent.original (persons), messaging.message.id and messaging.kafka.message.key (ids),
// exception.message and exception.stacktrace (may quote a record).
func attributeKeys() []attribute.Key {
	keys := []attribute.Key{
		KeyOutcome, KeyKind, KeyUseCase, KeyReason, KeyEventType,
		semconv.ErrorTypeKey,
		semconv.ExceptionTypeKey,
		semconv.HTTPRequestMethodKey,
		semconv.HTTPResponseStatusCodeKey,
		semconv.HTTPRouteKey,
		semconv.URLSchemeKey,
		semconv.MessagingSystemKey,
		semconv.MessagingBatchMessageCountKey,
		semconv.MessagingDestinationNameKey,
		semconv.MessagingDestinationPartitionIDKey,
		semconv.MessagingOperationNameKey,
		semconv.MessagingOperationTypeKey,
	}
	slices.Sort(keys)
	return keys
}

// AttributeKeys lists, sorted, the attributes that may leave the process on spans, metrics and exported logs; all
// others are dropped on the way out. None can hold personal data.
func AttributeKeys() []string {
	keys := attributeKeys()
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = string(key)
	}
	return names
}

// allowed keeps the attributes of the allow-list and of more.
func allowed(more ...string) attribute.Filter {
	keys := attributeKeys()
	for _, key := range more {
		keys = append(keys, attribute.Key(key))
	}
	return attribute.NewAllowKeysFilter(keys...)
}

// kept returns a copy of attrs without what filter refuses.
func kept(attrs []attribute.KeyValue, filter attribute.Filter) []attribute.KeyValue {
	return slices.DeleteFunc(slices.Clone(attrs), func(kv attribute.KeyValue) bool { return !filter(kv) })
}
