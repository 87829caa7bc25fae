package cache

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"matchd/loadtest/testkit"
)

// wantIs fails unless err is target.
func wantIs(t *testing.T, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Fatalf("error is %v, want %v", err, target)
	}
}

// realRedis is the URL of a Redis that tests may write to under their own prefix: MATCHD_TEST_REDIS_URL, or a
// redis-server of our own where one is installed.
func realRedis(t *testing.T) string {
	t.Helper()
	if address := os.Getenv("MATCHD_TEST_REDIS_URL"); address != "" {
		return address
	}
	return startRedis(t, testkit.FreeAddress(t)).url()
}

// server is a redis-server process of this test.
type server struct {
	address string
	process *exec.Cmd
}

func (s *server) url() string { return "redis://" + s.address }

// startRedis starts redis-server on address and waits until it listens; without the program the test is skipped, or
// fails when MATCHD_TEST_REAL=required.
func startRedis(t *testing.T, address string) *server {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		testkit.Absent(t, "redis-server")
	}
	host, port, _ := net.SplitHostPort(address)
	s := &server{address: address, process: exec.Command(program, "--bind", host, "--port", port,
		"--save", "", "--appendonly", "no", "--dir", t.TempDir(), "--daemonize", "no")}
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.kill() })
	testkit.Eventually(t, "redis-server listens", 10*time.Second, func() bool {
		connection, err := net.Dial("tcp", address)
		if err == nil {
			_ = connection.Close()
		}
		return err == nil
	})
	return s
}

// kill ends the process as a crash would; a second time does nothing.
func (s *server) kill() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

// signal sends sig, such as SIGSTOP for a process that hangs with its connections open.
func (s *server) signal(t *testing.T, sig syscall.Signal) {
	t.Helper()
	if err := s.process.Process.Signal(sig); err != nil {
		t.Fatal(err)
	}
}

// serve accepts connections and runs each through handle; it returns the URL.
func serve(t testing.TB, handle func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = connection.Close() })
			go handle(connection)
		}
	}()
	return fmt.Sprint("redis://", listener.Addr())
}
