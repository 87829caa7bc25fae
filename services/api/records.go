package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"matchd/schemas"
	"matchd/services/broker"
)

// readWrite are the routes of a record that is put and read.
func readWrite[T schemas.Entity](template string, b broker.Records[T]) []route {
	name := paramNames(template)[0]
	return []route{
		{method: http.MethodGet, template: template, handle: reader(b, name), tagged: true},
		{method: http.MethodPut, template: template, handle: writer(b, name)},
	}
}

// entity are the routes of a record that can be erased too.
func entity[T schemas.Entity](template string, b broker.Records[T]) []route {
	return append(readWrite(template, b), route{method: http.MethodDelete, template: template, handle: eraser(b, paramNames(template)[0])})
}

func reader[T schemas.Entity](b broker.Records[T], name string) handler {
	return func(ctx context.Context, r *request) (answer, error) {
		if err := r.query().err(); err != nil {
			return answer{}, err
		}
		value, err := b.Get(ctx, asking(r, r.params[name]))
		return answer{status: http.StatusOK, body: value, tagged: true}, err
	}
}

func writer[T schemas.Entity](b broker.Records[T], name string) handler {
	return func(ctx context.Context, r *request) (answer, error) {
		body, err := r.json()
		if err != nil {
			return answer{}, err
		}
		done, err := b.Put(ctx, asking(r, broker.PutQuestion{ID: r.params[name], Body: body, Wait: r.wait}, r.query().found()...))
		if err != nil {
			return answer{}, err
		}
		return accepted(r, done), nil
	}
}

func eraser[T schemas.Entity](b broker.Records[T], name string) handler {
	return func(ctx context.Context, r *request) (answer, error) {
		if err := r.query().err(); err != nil {
			return answer{}, err
		}
		done, err := b.Delete(ctx, asking(r, broker.DeleteQuestion{ID: r.params[name], Wait: r.wait}))
		if err != nil {
			return answer{}, err
		}
		return accepted(r, done), nil
	}
}

// accepted is 200 where the view has it, and 202 with where it will be else.
func accepted(r *request, done schemas.Accepted) answer {
	a := answer{status: http.StatusAccepted, body: done, header: map[string]string{}}
	if done.Searchable {
		a.status = http.StatusOK
	} else if r.http.Method == http.MethodPut {
		a.header["Location"] = r.http.URL.EscapedPath()
	}
	if r.wait > 0 {
		a.header["Preference-Applied"] = fmt.Sprintf("wait=%d", r.wait/time.Second)
	}
	return a
}
