package eventlog

import (
	"context"
	"errors"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/schemas"
)

func TestABrokerThatIsAwayWhenTheLogIsOpenedIsReported(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	w := &wire{gone: true}
	if l, err := open(ctx, Config{Brokers: []string{"127.0.0.1:1"}}, w.dial); !errors.Is(err, ErrUnavailable) {
		t.Errorf("%v, %v", l, err)
	}
}

func TestABrokerThatComesWhileTheLogIsOpenedIsWaitedFor(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		broker := opened(t, c)
		c.Brokers, c.TopicPrefix = broker.Address(), broker.cfg.TopicPrefix
		w := &wire{gone: true}
		time.AfterFunc(100*time.Millisecond, w.mend)
		l, err := open(t.Context(), c, w.dial)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestAnOutageIsReportedByEveryCallAndSurvived(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l, w := openedByWire(t, c)
		p := published(t, l, record(schemas.Vacancies, "a", "1"))[0]
		waiting := make(chan error, 1)
		go func() {
			_, err := l.Fetch(t.Context(), p.Topic, p.Partition, p.Offset+1, FetchOptions{MaxWait: 20 * time.Second})
			waiting <- err
		}()
		time.Sleep(50 * time.Millisecond) // let the reader wait
		w.cut()
		if err := <-waiting; !errors.Is(err, ErrUnavailable) {
			t.Errorf("fetch under way: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		positions, err := l.Publish(ctx, []schemas.Record{record(schemas.Vacancies, "a", "lost")})
		if !errors.Is(err, ErrUnavailable) || positions[0].Offset != -1 {
			t.Errorf("publish: %v at %v", err, positions)
		}
		_, fetching := l.Fetch(ctx, p.Topic, p.Partition, 0, FetchOptions{})
		_, bounding := l.Bounds(ctx, p.Topic)
		_, identifying := l.Identity(ctx, p.Topic)
		for call, err := range map[string]error{"fetch": fetching, "bounds": bounding, "identity": identifying, "ping": l.Ping(ctx)} {
			if !errors.Is(err, ErrUnavailable) {
				t.Errorf("%s: %v", call, err)
			}
		}
		time.AfterFunc(200*time.Millisecond, w.mend)
		again := published(t, l, record(schemas.Vacancies, "a", "2"))[0] // tries until the wire is mended
		if again.Offset != 1 {
			t.Errorf("after the outage the record landed at %d, want 1", again.Offset)
		}
		testkit.Eventually(t, "fetch works again", 5*time.Second, func() bool {
			b, err := l.Fetch(t.Context(), p.Topic, p.Partition, 0, FetchOptions{})
			return err == nil && len(b.Records) == 2
		})
		testkit.Eventually(t, "ping works again", 5*time.Second, func() bool { return l.Ping(t.Context()) == nil })
	})
}

func TestWithoutADeadlinePublishGivesUpByItself(t *testing.T) {
	l, w := openedByWire(t, Config{})
	w.cut()
	_, err := l.Publish(t.Context(), []schemas.Record{record(schemas.Vacancies, "a", "1")})
	if !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), "the wire is cut") {
		t.Error(err)
	}
}

func TestCloseLeavesNothingRunning(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		c.TopicPrefix = "left."
		l, err := Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 2)
		go func() {
			_, err := l.Fetch(t.Context(), schemas.Vacancies, 0, 0, FetchOptions{MaxWait: 20 * time.Second})
			ended <- err
		}()
		owning := make(chan struct{})
		go func() {
			ended <- l.Own(t.Context(), "g", []string{schemas.Vacancies}, func(context.Context, map[string][]int) { close(owning) })
		}()
		<-owning
		begun := time.Now()
		for range 2 {
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(begun); took > closeWithin {
			t.Errorf("closing took %v", took)
		}
		for range 2 {
			if err := <-ended; !errors.Is(err, ErrClosed) {
				t.Error(err)
			}
		}
		if _, err := l.Publish(t.Context(), []schemas.Record{record(schemas.Vacancies, "a", "1")}); !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
		testkit.Eventually(t, "the client's and the broker's goroutines end", 5*time.Second, func() bool {
			stacks := make([]byte, 1<<20)
			all := string(stacks[:runtime.Stack(stacks, true)])
			return !strings.Contains(all, "segmentio/kafka-go") && !strings.Contains(all, "franz-go")
		})
	})
}

func TestAConnectionMadeAfterClosingIsRefused(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	c := newConnections((&net.Dialer{}).DialContext)
	conn, err := c.dialContext(t.Context(), "tcp", server.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	c.breakAll()
	if _, err := conn.Write([]byte("x")); err == nil {
		t.Error("a broken connection still writes")
	}
	if err := c.wait(10 * time.Millisecond); err == nil {
		t.Error("a connection that its user has not closed was not waited for")
	}
	_ = conn.Close()
	if err := c.wait(time.Second); err != nil {
		t.Error(err)
	}
	if _, err := c.dialContext(t.Context(), "tcp", server.Addr().String()); !errors.Is(err, net.ErrClosed) {
		t.Error(err)
	}
}
