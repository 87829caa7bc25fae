//go:build !linux

package view

import "github.com/blevesearch/bleve/v2/index/scorch"

// forget leaves it to the system which pages of files stay in memory.
func forget(*scorch.SegmentSnapshot) {}
