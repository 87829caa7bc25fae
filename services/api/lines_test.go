package api

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

func FuzzLines(f *testing.F) {
	f.Add([]byte("one\ntwo\r\n\n"+strings.Repeat("x", 30)+"\nthree"), uint8(20))
	f.Fuzz(func(t *testing.T, data []byte, limit uint8) {
		r := bufio.NewReaderSize(bytes.NewReader(data), 16)
		whole := bytes.Split(data, []byte("\n"))
		for i := 0; ; i++ {
			l, err := readLine(r, int64(limit))
			if i == len(whole) {
				if !errors.Is(err, io.EOF) || len(l.body) > 0 {
					t.Fatalf("after the end: %q, %v", l.body, err)
				}
				return
			}
			want := bytes.TrimSpace(whole[i])
			if !l.tooLong && !bytes.Equal(l.body, want) || l.tooLong && len(whole[i]) <= int(limit) {
				t.Fatalf("line %d is %q (too long: %v), want %q", i, l.body, l.tooLong, want)
			}
			if err != nil {
				return
			}
		}
	})
}
