package view

// rows gathers what a batch does to one book: the last word on an id counts.
type rows[R interface{ Key() string }] struct {
	byID  map[string]*R // nil = remove
	order []string
}

func newRows[R interface{ Key() string }]() *rows[R] { return &rows[R]{byID: map[string]*R{}} }

func (r *rows[R]) note(id string, row *R) {
	if _, ok := r.byID[id]; !ok {
		r.order = append(r.order, id)
	}
	r.byID[id] = row
}

func (r *rows[R]) put(row R)        { r.note(row.Key(), &row) }
func (r *rows[R]) remove(id string) { r.note(id, nil) }

func (r *rows[R]) list() (put []R, remove []string) {
	for _, id := range r.order {
		if row := r.byID[id]; row != nil {
			put = append(put, *row)
		} else {
			remove = append(remove, id)
		}
	}
	return put, remove
}
