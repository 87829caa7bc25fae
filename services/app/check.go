package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// Check prints the effective settings, secrets hidden, and explains every problem, also those that only trying shows. It
// fails where one keeps the process from starting.
func Check(ctx context.Context, c *Config, out io.Writer) error {
	v := reflect.ValueOf(*c)
	for i := range v.NumField() {
		if _, err := fmt.Fprintf(out, "%-24s %s\n", v.Type().Field(i).Tag.Get("env"), shown(v.Type().Field(i).Name, v.Field(i))); err != nil {
			return err
		}
	}
	var bad error
	for _, p := range toldOnce(append(c.Problems(), c.Probe(ctx)...)) {
		degree := "warning"
		if p.Fatal {
			degree, bad = "error", errors.New("the settings do not allow a start")
		}
		if _, err := fmt.Fprintf(out, "\n%s: %s %s\n  %s\n", degree, p.Setting, p.What, p.Means); err != nil {
			return err
		}
	}
	if bad == nil {
		if _, err := fmt.Fprintln(out, "\nthe settings allow a start"); err != nil {
			return err
		}
	}
	return bad
}

// toldOnce leaves out what trying shows of a setting that was wrong in itself.
func toldOnce(all []Problem) []Problem {
	var out []Problem
	wrong := map[string]bool{}
	for _, p := range all {
		if !wrong[p.Setting] {
			out = append(out, p)
		}
		wrong[p.Setting] = wrong[p.Setting] || p.Fatal
	}
	return out
}

func shown(name string, v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return "(by whether everything is embedded)"
		}
		v = v.Elem()
	}
	text := strings.Trim(fmt.Sprint(v.Interface()), "[]")
	switch {
	case text == "" || text == "0":
		return "(default)"
	case name == "DevKey" || name == "KafkaPassword" || name == "RedisURL":
		return "(set)"
	}
	return text
}
