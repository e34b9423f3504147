package wire

func looksLikeMIME([]byte) bool                          { return false }
func looksLikeHTML([]byte, string) bool                  { return false }
func decodeMIME(in input, c string) ([]candidate, error) { return nil, nil }
