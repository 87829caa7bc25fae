package api

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
)

// line is one line of a batch, without its end.
type line struct {
	number  int // from 1, blank lines counted
	body    []byte
	tooLong bool  // body is left out
	err     error // the body broke off here; no line follows
}

// readBuffer is how many bytes are read at a time.
const readBuffer = 64 << 10

// readLines hands on the lines that are not blank until the body ends or ctx has, and closes out; before is called ahead
// of every line. Whoever reads out reads it to its end.
func readLines(ctx context.Context, body io.Reader, limit int64, before func(), out chan<- line) {
	defer close(out)
	r := bufio.NewReaderSize(body, readBuffer)
	for n := 1; ctx.Err() == nil; n++ {
		before()
		l, err := readLine(r, limit)
		l.number = n
		if err != nil && !errors.Is(err, io.EOF) {
			l = line{number: n, err: err}
		}
		if len(l.body) > 0 || l.tooLong || l.err != nil {
			out <- l
		}
		if err != nil {
			return
		}
	}
}

// readLine reads to the next end of line. A line over the limit is read to its end, and not kept.
func readLine(r *bufio.Reader, limit int64) (line, error) {
	var l line
	for {
		part, err := r.ReadSlice('\n')
		if int64(len(l.body)+len(bytes.TrimRight(part, "\r\n"))) > limit {
			l.tooLong, l.body = true, nil
		}
		if !l.tooLong {
			l.body = append(l.body, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			l.body = bytes.TrimSpace(l.body)
			return l, err
		}
	}
}
