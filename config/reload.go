package config

import "reflect"

// Reload compares two configurations: the keys that changed and can be
// applied while running, and those that need a restart.
func Reload(old, new *Config) (apply, restart []string) {
	before := fields(old)
	for i, f := range fields(new) {
		switch {
		case reflect.DeepEqual(before[i].value.Interface(), f.value.Interface()):
		case f.is("reload"):
			apply = append(apply, f.key)
		default:
			restart = append(restart, f.key)
		}
	}
	return apply, restart
}

// Reloaded is the configuration in effect after a reload: the old one, with
// what can be applied from the new one.
func Reloaded(old, new *Config) *Config {
	c := *old
	after := fields(new)
	for i, f := range fields(&c) {
		if f.is("reload") {
			f.value.Set(after[i].value)
		}
	}
	return &c
}
