package gazetteer

// AppendKey appends to dst the form in which the index compares names: Latin
// letters in lower case without diacritics, words separated by one blank, no
// dots or apostrophes, "and" for "&". It reports false if s holds anything
// that no name has, or is longer than names are.
func AppendKey(dst []byte, s string) ([]byte, bool) {
	var f folded
	if !f.set(s) {
		return dst, false
	}
	return append(dst, f.key[:f.n]...), true
}
