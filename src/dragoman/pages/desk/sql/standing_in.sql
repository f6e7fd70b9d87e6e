-- What stands in place of the tables by day while reports have come since these were made: their own rows without what was
-- coded anew, and the rows of what came. {of} is the table, {stored} the one in the file, {made} the question that makes
-- its rows.

-- name: gone
CREATE TEMP TABLE gone AS
SELECT n FROM {stored}events_by_day WHERE report IN (SELECT report FROM unpictured)

-- name: new_events
CREATE TEMP TABLE new_events AS SELECT * REPLACE (-n AS n) FROM ({made})

-- name: new_sides
CREATE TEMP TABLE new_sides AS {made}

-- name: new_pairs
CREATE TEMP TABLE new_pairs AS {made}

-- name: new_reports
CREATE TEMP TABLE new_reports AS {made}

-- name: new_dues
CREATE TEMP TABLE new_dues AS {made}

-- name: new_stances
CREATE TEMP TABLE new_stances AS {made}

-- name: both
CREATE TEMP VIEW {of}_by_day AS
SELECT * FROM {stored}{of}_by_day WHERE {kept} UNION ALL BY NAME SELECT * FROM new_{of}
