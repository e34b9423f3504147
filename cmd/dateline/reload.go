package main

import (
	"slices"
	"strings"
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"dateline/config"
	"dateline/consumer"
	"dateline/enrich"
	"dateline/enrich/topic"
)

// reloader reads the configuration anew while stories go on. A configuration
// that is wrong changes nothing.
type reloader struct {
	mu       sync.Mutex
	d        *daemon
	consumer *consumer.Consumer
	enricher enricher
	good     prometheus.Gauge
	when     prometheus.Gauge
}

func newReloader(d *daemon, reg prometheus.Registerer, c *consumer.Consumer, e enricher) *reloader {
	r := &reloader{d: d, consumer: c, enricher: e,
		good: prometheus.NewGauge(prometheus.GaugeOpts{Name: "dateline_config_last_reload_successful", Help: "1 if the last reading of the configuration went well, else 0."}),
		when: prometheus.NewGauge(prometheus.GaugeOpts{Name: "dateline_config_last_reload_success_timestamp_seconds", Help: "When the configuration was last read well, in Unix time."}),
	}
	reg.MustRegister(r.good, r.when)
	r.good.Set(1)
	r.when.SetToCurrentTime()
	return r
}

func (r *reloader) reload() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	applied, restart, err := r.apply()
	if err != nil {
		r.good.Set(0)
		r.d.log.Error("configuration not reloaded, the old one stays", "error", err)
		return err
	}
	r.good.Set(1)
	r.when.SetToCurrentTime()
	if len(applied) == 0 {
		applied = []string{"nothing, it is as it was"}
	}
	r.d.log.Info("configuration reloaded", "applied", strings.Join(applied, ", "))
	if len(restart) > 0 {
		r.d.log.Warn("these changes need a restart", "keys", strings.Join(restart, ", "))
	}
	return nil
}

// tunable is an enricher that can have other thresholds and keep its models.
type tunable interface {
	With(enrich.Thresholds) *enrich.Enricher
	WithTopics(topic.Options) (*enrich.Enricher, error)
}

func (r *reloader) apply() (applied, restart []string, err error) {
	fresh, _, err := r.d.app.loadConfig()
	if err != nil {
		return nil, nil, err
	}
	e, read, err := renewed(r.enricher, fresh)
	if err != nil {
		return nil, nil, err
	}
	tagged, err := tagging(fresh)
	if err != nil {
		return nil, nil, err
	}
	if err := r.consumer.Reload(e, formatRules(fresh), tagged); err != nil {
		return nil, nil, err
	}
	r.enricher = e
	if err := r.d.app.setLevel(fresh.Log.Level); err != nil {
		return nil, nil, err
	}
	applied, restart = config.Reload(r.d.cfg, fresh)
	applied = append(applied, read...)
	if fresh.Topics.Rules != "" && !slices.Contains(applied, "topics.rules") {
		applied = append(applied, "topics.rules as the file is now")
	}
	r.d.cfg = config.Reloaded(r.d.cfg, fresh)
	return applied, restart, nil
}

// renewed is the enricher with the thresholds and topics of a configuration, and
// with its authority files read anew, where they or their list have changed. It tells
// what was read.
func renewed(e enricher, cfg *config.Config) (fresh enricher, read []string, err error) {
	if i, ok := e.(informed); ok && !i.Authority().Unchanged(cfg.Entities.Authorities) {
		listed, err := loadAuthorities(cfg)
		if err != nil {
			return nil, nil, err
		}
		e, read = i.Knowing(listed), []string{"authorities: " + listed.String()}
	}
	t, ok := e.(tunable)
	if !ok {
		return e, read, nil
	}
	topics, err := topicOptions(cfg)
	if err != nil {
		return nil, nil, err
	}
	tuned, err := t.WithTopics(topics)
	if err != nil {
		return nil, nil, err
	}
	return tuned.With(thresholds(cfg)), read, nil
}
