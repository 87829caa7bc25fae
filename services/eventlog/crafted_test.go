package eventlog

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"

	"matchd/schemas"
)

// crafted is one record batch as Kafka's log cleaner may leave it: its range of offsets outlives
// its records.
type crafted struct {
	first, last int64
	records     []int64 // offsets that survived
	control     bool
	cut         int // bytes missing at the end
}

// bytes encodes the batch in Kafka's format, version 2.
func (c crafted) bytes() []byte {
	b := kmsg.RecordBatch{
		FirstOffset: c.first, PartitionLeaderEpoch: -1, Magic: 2, LastOffsetDelta: int32(c.last - c.first),
		ProducerID: -1, ProducerEpoch: -1, FirstSequence: -1, NumRecords: int32(len(c.records)),
	}
	if c.control {
		b.Attributes = 1<<5 | 1<<4
	}
	for _, offset := range c.records {
		r := kmsg.Record{OffsetDelta: int32(offset - c.first), Key: []byte{0, 0, 0, 1}, Value: fmt.Appendf(nil, "%d", offset)}
		body := r.AppendTo(nil)[1:] // the length of 0, in one byte
		r.Length = int32(len(body))
		b.Records = r.AppendTo(b.Records)
	}
	raw := b.AppendTo(nil)
	binary.BigEndian.PutUint32(raw[8:], uint32(len(raw)-12))
	binary.BigEndian.PutUint32(raw[17:], crc32.Checksum(raw[21:], crc32.MakeTable(crc32.Castagnoli)))
	return raw[:len(raw)-c.cut]
}

// serve answers fetches of partition 0 as a broker does that holds these batches: from the batch
// in which the offset lies, at most two batches at a time.
func serve(l *Log, high int64, batches []crafted) {
	l.embedded.cluster.ControlKey(int16(kmsg.Fetch), func(req kmsg.Request) (kmsg.Response, error, bool) {
		l.embedded.cluster.KeepControl()
		from := req.(*kmsg.FetchRequest).Topics[0].Partitions[0].FetchOffset
		p := kmsg.NewFetchResponseTopicPartition()
		p.HighWatermark, p.LastStableOffset, p.RecordBatches = high, high, []byte{}
		n := 0
		for _, b := range batches {
			if b.last >= from && n < 2 && (b.cut == 0 || n > 0) {
				p.RecordBatches = append(p.RecordBatches, b.bytes()...)
				n++
			}
		}
		t := kmsg.NewFetchResponseTopic()
		t.Topic = req.(*kmsg.FetchRequest).Topics[0].Topic
		t.Partitions = append(t.Partitions, p)
		answer := req.ResponseKind().(*kmsg.FetchResponse)
		answer.Topics = append(answer.Topics, t)
		return answer, nil, true
	})
}

// These answers make kafka-go's own Reader panic or deliver for ever (segmentio/kafka-go#874,
// #1416); a real log cleaner leaves such batches.
func TestBatchesAsTheLogCleanerLeavesThemAreReadOnceEach(t *testing.T) {
	cases := map[string]struct {
		from    int64
		batches []crafted
		high    int64
		want    []int64
	}{
		"two empty batches in a row": {0, []crafted{
			{first: 0, last: 1, records: []int64{0, 1}}, {first: 2, last: 4}, {first: 5, last: 9}, {first: 10, last: 10, records: []int64{10}},
		}, 11, []int64{0, 1, 10}},
		"an empty batch at the end of the answer": {0, []crafted{
			{first: 0, last: 1, records: []int64{0, 1}}, {first: 2, last: 8}, {first: 9, last: 9, records: []int64{9}},
		}, 10, []int64{0, 1, 9}},
		"an empty batch at the end of the log": {0, []crafted{
			{first: 0, last: 0, records: []int64{0}}, {first: 1, last: 5},
		}, 6, []int64{0}},
		"nothing but empty batches": {0, []crafted{{first: 0, last: 3}, {first: 4, last: 7}}, 8, nil},
		"a batch that starts before the offset": {6, []crafted{
			{first: 0, last: 9, records: []int64{2, 5, 7, 9}},
		}, 10, []int64{7, 9}},
		"a batch whose records all lie before the offset": {6, []crafted{
			{first: 0, last: 9, records: []int64{2, 5}}, {first: 10, last: 10, records: []int64{10}},
		}, 11, []int64{10}},
		"a batch that ends in a hole": {0, []crafted{
			{first: 0, last: 9, records: []int64{4}}, {first: 10, last: 14, records: []int64{12}},
		}, 15, []int64{4, 12}},
		"a truncated last batch": {0, []crafted{
			{first: 0, last: 1, records: []int64{0, 1}}, {first: 2, last: 3, records: []int64{2, 3}, cut: 7},
		}, 2, []int64{0, 1}},
		"the end mark of a transaction": {0, []crafted{
			{first: 0, last: 0, records: []int64{0}}, {first: 1, last: 1, records: []int64{1}, control: true}, {first: 2, last: 2, records: []int64{2}},
		}, 3, []int64{0, 2}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			l := opened(t, Config{})
			serve(l, c.high, c.batches)
			var got []int64
			for _, r := range drained(t, l, schemas.Vacancies, 0, c.from) {
				got = append(got, r.Offset)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("read %v, want %v", got, c.want)
			}
		})
	}
}

func TestAnAnswerWithoutAnyBatchSkipsNothing(t *testing.T) {
	l := opened(t, Config{})
	serve(l, 5, nil)
	b, err := l.Fetch(t.Context(), schemas.Vacancies, 0, 0, FetchOptions{MaxWait: time.Millisecond})
	if err == nil {
		t.Errorf("%+v", b)
	}
}
