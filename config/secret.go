package config

import (
	"regexp"
	"strings"
)

// Mask stands where a secret is hidden.
const Mask = "********"

var (
	secretKey      = regexp.MustCompile(`(?i)^(.*?["']?[\w-]*(?:pas+w|pwd|token|secret)[\w-]*["']?\s*:\s*)(.*)$`)
	secretInURL    = regexp.MustCompile(`://.*@`)
	secretInServer = regexp.MustCompile(`[^\s"'\[\],/]+@`)
)

// hideLine hides what may be a secret in a line of YAML: all after a key that
// sounds like one, misspelt or not, and who signs in within a URL. It rather
// hides too much.
func hideLine(line string) string {
	if m := secretKey.FindStringSubmatch(line); m != nil && m[2] != "" && !strings.HasPrefix(m[2], "#") {
		line = m[1] + Mask
	}
	line = secretInURL.ReplaceAllLiteralString(line, "://"+Mask+"@")
	return secretInServer.ReplaceAllLiteralString(line, Mask+"@")
}

// hideURL hides the password in the address of a server, or the token, which
// is a user without a password.
func hideURL(s string) string {
	at := strings.LastIndexByte(s, '@')
	if at < 0 {
		return s
	}
	scheme := ""
	if i := strings.Index(s[:at], "://"); i >= 0 {
		scheme = s[:i+3]
	}
	user, _, hasPassword := strings.Cut(s[len(scheme):at], ":")
	if hasPassword {
		return scheme + user + ":" + Mask + s[at:]
	}
	return scheme + Mask + s[at:]
}
