package schemas_test

import (
	"slices"
	"testing"

	"matchd/schemas"
)

// The hashes are those of UtilsTest.testMurmur2 in Apache Kafka's own tests.
func TestPartitionOfAgreesWithKafkasJavaClients(t *testing.T) {
	for key, hash := range map[string]int32{
		"21":                         -973932308,
		"foobar":                     -790332482,
		"a-little-bit-long-string":   -985981536,
		"a-little-bit-longer-string": -1486304829,
		"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8": -58897971,
		"abc": 479470107,
	} {
		for _, partitions := range []int{1, 2, 6, 12, 1 << 30} {
			if got, want := schemas.PartitionOf([]byte(key), partitions), int(hash&0x7fffffff)%partitions; got != want {
				t.Errorf("key %q of %d: partition %d, want %d", key, partitions, got, want)
			}
		}
	}
}

func TestARecordWithoutKeyHasThePartitionOfTheEmptyKey(t *testing.T) {
	if got, want := schemas.PartitionOf(nil, 6), schemas.PartitionOf([]byte{}, 6); got != want {
		t.Errorf("partition %d, want %d", got, want)
	}
}

func TestTheTableOfTopicsIsTheContracts(t *testing.T) {
	var compacted, appendOnly []string
	for _, topic := range schemas.Topics() {
		if found, ok := schemas.TopicNamed(topic.Name); !ok || found != topic {
			t.Errorf("topic %q is not found by its name", topic.Name)
		}
		if topic.Kind == schemas.Compacted {
			compacted = append(compacted, topic.Name)
		} else {
			appendOnly = append(appendOnly, topic.Name)
		}
	}
	if want := []string{"vacancies.v1", "candidates.v1", "surpluses.v1", "companies.v1", "decisions.v1"}; !slices.Equal(compacted, want) {
		t.Errorf("compacted: %v, want %v", compacted, want)
	}
	if want := []string{"match-events.v1", "dead-letters.v1"}; !slices.Equal(appendOnly, want) {
		t.Errorf("append only: %v, want %v", appendOnly, want)
	}
	if _, ok := schemas.TopicNamed("vacancies"); ok {
		t.Error("a topic that is not in the contract was found")
	}
}

func TestHeadersAreReadAndSetByKey(t *testing.T) {
	shared := []schemas.Header{{Key: "a", Value: []byte("1")}, {Key: "b", Value: []byte("2")}, {Key: "a", Value: []byte("3")}}
	r := schemas.Record{Headers: shared}
	if got := r.Header("a"); got != "3" {
		t.Errorf("the last value of a repeated key counts: %q", got)
	}
	if got := r.Header("c"); got != "" {
		t.Errorf("an absent header is empty: %q", got)
	}
	r.SetHeader("a", "4")
	if got := r.Header("a"); got != "4" || len(r.Headers) != 2 {
		t.Errorf("a set header is the only one of its key: %v", r.Headers)
	}
	if string(shared[0].Value) != "1" || string(shared[2].Value) != "3" {
		t.Error("setting a header wrote into a slice that others share")
	}
	if got := (&schemas.Record{Headers: shared}).HeaderKeys(); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("keys: %v", got)
	}
}

func TestOnlyAnAbsentValueIsATombstone(t *testing.T) {
	if !(&schemas.Record{}).Tombstone() || (&schemas.Record{Value: []byte{}}).Tombstone() {
		t.Error("nil is a tombstone, an empty value is not")
	}
}
