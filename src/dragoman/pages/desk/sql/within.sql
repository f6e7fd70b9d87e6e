-- Temporary tables of a page's own events, so that its many questions read few rows.

-- name: kept_events
CREATE TEMP TABLE kept_events AS
SELECT e.n, e.day, e.type, e.quad, e.score, e.modality, e.historical, e.counted,
    e.place_name, e.place_country, e.place_feature, e.lat, e.lon, e.tellings, e.reports, e.sources
FROM events_by_day e WHERE {where}

-- name: kept_sides
CREATE TEMP TABLE kept_sides AS
SELECT s.n, s.day, s.part, s.ordinal, s.actor, s.country, s.sector, s.state
FROM sides_by_day s WHERE {days} AND s.n IN (SELECT n FROM kept_events)
