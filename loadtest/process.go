package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a matchd that this command started; nothing else is ever ended by it.
type process struct {
	cmd   *exec.Cmd
	began time.Time
	api   service
	admin string
}

// developmentKey is the key of the processes started here, which listen on loopback only.
const developmentKey = "loadtest-development-key"

// spawn starts a binary on free ports of the loopback interface; setting are further environment variables.
func spawn(binary, data string, logs io.Writer, setting ...string) (*process, error) {
	ports, err := freePorts(2)
	if err != nil {
		return nil, err
	}
	listen, admin := "127.0.0.1:"+ports[0], "127.0.0.1:"+ports[1]
	p := &process{cmd: exec.Command(binary), api: service{API: "http://" + listen, Key: developmentKey}, admin: "http://" + admin}
	p.cmd.Env = append(os.Environ(), append([]string{
		"MATCHD_LISTEN=" + listen, "MATCHD_ADMIN_LISTEN=" + admin, "MATCHD_DATA_DIR=" + data, "MATCHD_DEV_KEY=" + developmentKey,
		"MATCHD_DEMO=false", "MATCHD_LOG_LEVEL=error", "MATCHD_AUTH_ISSUER=",
	}, setting...)...)
	p.cmd.Stdout, p.cmd.Stderr = io.Discard, logs
	p.began = time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start matchd: %w", err)
	}
	return p, nil
}

// freePorts are ports of the loopback interface that nobody listens on at this moment.
func freePorts(n int) ([]string, error) {
	var out []string
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("find free port: %w", err)
		}
		defer l.Close()
		out = append(out, strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
	}
	return out, nil
}

// ready returns how long after the start the process said that it had caught up.
func (p *process) ready(ctx context.Context) (time.Duration, error) {
	c := http.Client{Timeout: time.Second}
	for {
		q, err := http.NewRequestWithContext(ctx, http.MethodGet, p.admin+"/readyz", nil)
		if err != nil {
			return 0, fmt.Errorf("make request: %w", err)
		}
		if a, err := c.Do(q); err == nil {
			_ = a.Body.Close()
			if a.StatusCode == http.StatusOK {
				return time.Since(p.began), nil
			}
		}
		if err := syscall.Kill(p.cmd.Process.Pid, 0); err != nil {
			return 0, fmt.Errorf("matchd ended before it was ready: %w", err)
		}
		select {
		case <-ctx.Done():
			return 0, fmt.Errorf("wait until ready: %w", ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// stop ends the process as an operator would and waits for it; one that does not end within half a minute is killed.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("end matchd: %w", err)
	}
	late := time.AfterFunc(30*time.Second, func() { _ = p.cmd.Process.Kill() })
	defer late.Stop()
	if err := p.cmd.Wait(); err != nil {
		return fmt.Errorf("end matchd: %w", err)
	}
	return nil
}

// memory is what the process keeps in memory now and kept at most, in MiB, as Linux counts it.
func (p *process) memory() (now, most float64, err error) {
	file, err := os.Open(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, 0, fmt.Errorf("read memory of matchd: %w", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		name, rest, _ := strings.Cut(lines.Text(), ":")
		kib, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
		switch name {
		case "VmRSS":
			now = kib / 1024
		case "VmHWM":
			most = kib / 1024
		}
	}
	return now, most, lines.Err()
}

// processor is the processor time that an ended process took, in seconds: unlike the clock it says much the same on a
// machine that others use too.
func (p *process) processor() float64 {
	return (p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()).Seconds()
}
