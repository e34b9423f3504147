package main

import "testing"

func TestFiguresAreWrittenAsTablesHaveThem(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"a share has no zero before the point", share(0.95812), ".958"},
		{"nothing is a share too", share(0), ".000"},
		{"a whole is a whole", share(1), "1.000"},
		{"nearly a whole is rounded to one", share(0.99996), "1.000"},
		{"a difference has its sign", signed(0.2041), "+.204"},
		{"a loss has its sign", signed(-0.01), "-.010"},
		{"no difference is no loss", signed(0), "+.000"},
		{"small numbers are left alone", grouped(999), "999"},
		{"thousands are set apart", grouped(45109), "45,109"},
		{"zeros in a group are kept", grouped(1000005), "1,000,005"},
		{"a debt is one", grouped(-1234), "-1,234"},
		{"a measurement keeps three figures", rounded(522718), "523,000"},
		{"a small one keeps what it has", rounded(42.4), "42"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}
