-- Behind events_by_day.sql: who takes part, by the number of the event, with the name that the report has for him, and
-- the state as sides.sql has it.
WITH part AS (SELECT * FROM participants WHERE {reports}),
named AS (
    SELECT p.*, a.name
    FROM part AS p
    LEFT JOIN (SELECT report, actor, name FROM actors WHERE {reports}) AS a ON a.report = p.report AND a.actor = p.actor
),
bare AS (SELECT DISTINCT report, start_at, end_at FROM named WHERE name IS NULL),
words AS (
    SELECT b.*, substring(r.text, b.start_at + 1, b.end_at - b.start_at) AS words
    FROM bare AS b JOIN reports AS r ON r.id = b.report
)
SELECT
    e.n, e.day, p.part, p.ordinal, p.actor, p.country, p.sector, coalesce(p.name, w.words) AS name,
    coalesce(p.country, nullif(regexp_extract(p.actor, '^[A-Z]{3}/[^/]+'), '')) AS state
FROM named AS p
JOIN events_by_day AS e ON e.id = p.event
LEFT JOIN words AS w ON w.report = p.report AND w.start_at = p.start_at AND w.end_at = p.end_at
ORDER BY e.n, p.part, p.ordinal
