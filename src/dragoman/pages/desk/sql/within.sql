-- Temporary tables that stand before the store's own, so that many questions about few events read few rows.

-- name: events
CREATE TEMP TABLE kept_events AS SELECT e.* FROM events e WHERE {where}

-- name: participants
CREATE TEMP TABLE kept_participants AS SELECT p.* FROM participants p WHERE p.event IN (SELECT id FROM kept_events)

-- name: places
CREATE TEMP TABLE kept_places AS SELECT p.* FROM places p WHERE p.report IN (SELECT report FROM kept_events)

-- name: happenings
CREATE TEMP TABLE kept_happenings AS SELECT h.* FROM happenings h WHERE h.event IN (SELECT id FROM kept_events)
