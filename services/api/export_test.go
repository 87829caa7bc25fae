package api

// Registered lists the operations that are registered, as "METHOD /template".
func Registered(c Config) []string {
	var out []string
	for _, r := range (&server{Config: c}).routes() {
		out = append(out, r.method+" "+r.template)
	}
	return out
}
