-- Temporary tables that stand before the store's own, so that many questions about few events read few rows.

-- name: events
CREATE TEMP TABLE kept_events AS SELECT e.* FROM events e WHERE {where}

-- name: events_by_day
CREATE TEMP TABLE kept_events_by_day AS SELECT d.* FROM events_by_day d WHERE {days} AND d.event IN (SELECT id FROM kept_events)

-- name: sides_by_day
CREATE TEMP TABLE kept_sides_by_day AS SELECT d.* FROM sides_by_day d WHERE {days} AND d.event IN (SELECT id FROM kept_events)

-- name: places
CREATE TEMP TABLE kept_places AS SELECT p.* FROM places p WHERE p.report IN (SELECT report FROM kept_events)

-- name: participants
CREATE TEMP VIEW participants AS SELECT * FROM sides_by_day

-- name: happenings
CREATE TEMP VIEW happenings AS SELECT happening, event, report, first FROM events_by_day WHERE happening IS NOT NULL
