package app

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
)

// progress shows how far a long start is, on a terminal only.
type progress struct {
	out   io.Writer
	label string
	bar   *progressbar.ProgressBar
}

func newProgress(out io.Writer, label string) *progress {
	if f, ok := out.(*os.File); !ok || !isatty.IsTerminal(f.Fd()) {
		out = nil
	}
	return &progress{out: out, label: label}
}

// worthShowing is the number of records below which a bar would only flicker.
const worthShowing = 2000

func (p *progress) set(done, total int) {
	if p.out == nil || total < worthShowing {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.out), progressbar.OptionSetDescription(p.label),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
	}
	// A terminal that cannot be written to is no reason to stop.
	_ = p.bar.Set(done)
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
