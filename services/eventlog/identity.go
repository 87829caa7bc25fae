package eventlog

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// Identity returns a text that is the same as long as topic is the same topic: the cluster's id
// and the id that the broker gave the topic when it was made. A topic that was deleted and made
// again has another one, so bookmarks into the old one are void. Brokers older than Kafka 2.8 know
// no topic ids; there only the cluster's id and the name tell. It returns ErrUnavailable while the
// broker is away, and ErrUnknownTopic.
func (l *Log) Identity(ctx context.Context, topic string) (string, error) {
	if err := known(topic, 0); err != nil {
		return "", fmt.Errorf("identify topic: %w", err)
	}
	asking, done := l.within(ctx, askWithin)
	defer done()
	answer, err := l.transport.RoundTrip(asking, l.client.Addr, &topicQuery{name: l.topicName(topic), clientID: l.cfg.ClientID})
	if err != nil {
		return "", l.failed(ctx, "identify topic "+topic, err)
	}
	return answer.(*topicQuery).identity, nil
}

// topicQuery asks for a topic's id, which the client library's own metadata request is too old to
// show. The library lends a connection that it has opened and authenticated.
type topicQuery struct {
	name     string
	clientID string
	identity string
}

// ApiKey names the request for the library, which would fill in the version if it knew one new enough.
func (q *topicQuery) ApiKey() protocol.ApiKey { return protocol.Metadata }

// Required says that we write and read the bytes ourselves.
func (q *topicQuery) Required(map[protocol.ApiKey]int16) bool { return true }

const maxAnswer = 16 << 20 // more than any answer about one topic

// RawExchange asks about the topic on a connection that nobody else uses meanwhile.
func (q *topicQuery) RawExchange(rw io.ReadWriter) (protocol.Message, error) {
	request := kmsg.NewMetadataRequest()
	request.Version = 12 // Kafka 2.8: with topic ids
	topic := kmsg.NewMetadataRequestTopic()
	topic.Topic = &q.name
	request.Topics = append(request.Topics, topic)
	format := kmsg.NewRequestFormatter(kmsg.FormatterClientID(q.clientID))
	if _, err := rw.Write(format.AppendRequest(nil, &request, 0)); err != nil {
		return nil, err
	}
	body, err := readAnswer(rw)
	if err != nil {
		return nil, err
	}
	answer := request.ResponseKind().(*kmsg.MetadataResponse)
	if err := answer.ReadFrom(body); err != nil {
		return nil, err
	}
	return q, q.take(answer)
}

// readAnswer returns the body of one response, without its header: length, correlation id, no tags.
func readAnswer(r io.Reader) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(size[:])
	if n < 5 || n > maxAnswer {
		return nil, errors.New("answer of impossible size")
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, err
	}
	return body[5:], nil
}

// take reads the identity out of the answer.
func (q *topicQuery) take(answer *kmsg.MetadataResponse) error {
	if len(answer.Topics) != 1 {
		return protocol.NewErrNoTopic(q.name)
	}
	t := answer.Topics[0]
	if t.ErrorCode != 0 {
		return kafka.Error(t.ErrorCode)
	}
	cluster := ""
	if answer.ClusterID != nil {
		cluster = *answer.ClusterID
	}
	q.identity = cluster + "/" + hex.EncodeToString(t.TopicID[:])
	return nil
}
