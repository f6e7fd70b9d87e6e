-- name: ids
SELECT e.id FROM events e WHERE {where} ORDER BY e.day DESC NULLS LAST, e.id LIMIT $limit OFFSET $offset

-- name: count
SELECT count(*) AS events, count(*) FILTER (e.quad = 1) AS quad1, count(*) FILTER (e.quad = 2) AS quad2,
    count(*) FILTER (e.quad = 3) AS quad3, count(*) FILTER (e.quad = 4) AS quad4,
    min(e.day)::VARCHAR AS first_day, max(e.day)::VARCHAR AS last_day
FROM events e WHERE {where}

-- name: lines
WITH wanted AS (SELECT unnest($ids::VARCHAR[]) AS id),
found AS (SELECT e.* FROM events e WHERE e.id IN (SELECT id FROM wanted)),
home AS (SELECT * FROM reports WHERE id IN (SELECT report FROM found)),
sentence AS (
    SELECT f.id, any_value(s.start_at) AS start_at, any_value(s.end_at) AS end_at
    FROM found f JOIN sentences s
        ON s.report = f.report AND s.start_at <= f.anchor_start AND f.anchor_start < s.end_at
    GROUP BY f.id),
place AS (SELECT * FROM places WHERE report IN (SELECT report FROM found)),
said AS (SELECT * FROM statements WHERE report IN (SELECT report FROM found)),
linked AS (SELECT * FROM happenings WHERE event IN (SELECT id FROM wanted))
SELECT f.id, f.report, f.ordinal, f.type, f.mode, f.quad, f.score, f.modality, f.historical, f.same_as, f.confidence,
    f.begin_day::VARCHAR AS begin_day, f.until_day::VARCHAR AS until_day, f.day::VARCHAR AS day,
    f.killed_min, f.killed_max, f.injured_min, f.injured_max,
    f.displaced_min, f.displaced_max, f.detained_min, f.detained_max,
    substring(r.text, f.anchor_start + 1, f.anchor_end - f.anchor_start) AS words,
    substring(r.text, t.start_at + 1, f.anchor_start - t.start_at) AS before,
    substring(r.text, f.anchor_end + 1, t.end_at - f.anchor_end) AS after,
    r.title, r.publisher, r.day::VARCHAR AS report_day,
    pl.name AS place_name, pl.country AS place_country, pl.feature AS place_feature, pl.lat, pl.lon,
    s.source_actor, s.denies, substring(r.text, s.source_start + 1, s.source_end - s.source_start) AS source_words,
    f.statement IS NOT NULL AS sourced, h.happening
FROM found f JOIN home r ON r.id = f.report
LEFT JOIN sentence t ON t.id = f.id
LEFT JOIN place pl ON pl.report = f.report AND pl.ordinal = f.place
LEFT JOIN said s ON s.id = f.statement
LEFT JOIN linked h ON h.event = f.id

-- name: participants
WITH part AS (SELECT * FROM participants WHERE event IN (SELECT unnest($ids::VARCHAR[]))),
named AS (SELECT * FROM actors WHERE report IN (SELECT report FROM part)),
home AS (SELECT id, text FROM reports WHERE id IN (SELECT report FROM part))
SELECT p.event, p.part, p.actor, p.country,
    coalesce(a.name, substring(r.text, p.start_at + 1, p.end_at - p.start_at)) AS name
FROM part p JOIN home r ON r.id = p.report LEFT JOIN named a ON a.report = p.report AND a.actor = p.actor
ORDER BY p.event, p.part, p.ordinal

-- name: days
SELECT e.day::VARCHAR AS day, count(*) AS events,
    count(*) FILTER (e.quad = 1) AS quad1, count(*) FILTER (e.quad = 2) AS quad2,
    count(*) FILTER (e.quad = 3) AS quad3, count(*) FILTER (e.quad = 4) AS quad4, sum(e.score) AS score
FROM events e WHERE e.day IS NOT NULL AND {where} GROUP BY e.day ORDER BY e.day

-- name: types
SELECT e.type, count(*) AS events FROM events e WHERE {where} GROUP BY e.type ORDER BY events DESC, e.type

-- name: places
SELECT pl.name, pl.lat, pl.lon, pl.country, pl.feature, count(*) AS events
FROM events e JOIN places pl ON pl.report = e.report AND pl.ordinal = e.place
WHERE {where} GROUP BY ALL ORDER BY events DESC, pl.name LIMIT $limit

-- name: ties
WITH kept AS (SELECT e.id, e.report, e.quad, e.modality = 'actual' AS firm FROM events e WHERE {where}),
part AS (SELECT p.* FROM participants p WHERE p.event IN (SELECT id FROM kept))
SELECT a.actor AS actor, b.actor AS recipient, k.quad, k.firm, count(*) AS events
FROM kept k JOIN part a ON a.event = k.id AND a.part = 'actor'
JOIN part b ON b.event = k.id AND b.part = 'recipient'
WHERE a.actor <> b.actor GROUP BY ALL ORDER BY events DESC, actor, recipient, quad LIMIT $limit

-- name: acting
WITH kept AS (SELECT e.id, e.day, e.quad, e.modality = 'actual' AS firm FROM events e WHERE e.day IS NOT NULL AND {where})
SELECT p.actor, k.day::VARCHAR AS day, k.quad, count(*) AS events
FROM kept k JOIN participants p ON p.event = k.id AND p.part = 'actor' AND p.ordinal = 0
GROUP BY ALL ORDER BY day, events DESC, actor, quad

-- name: countries
WITH kept AS (SELECT e.id FROM events e WHERE {where}),
part AS (SELECT DISTINCT event, country FROM participants WHERE event IN (SELECT id FROM kept) AND country IS NOT NULL)
SELECT country, count(*) AS events FROM part GROUP BY country ORDER BY events DESC, country LIMIT $limit

-- name: partners
WITH kept AS (SELECT e.id, e.quad FROM events e WHERE {where}),
part AS (SELECT DISTINCT event, part, country FROM participants WHERE event IN (SELECT id FROM kept) AND country IS NOT NULL)
SELECT p.country, count(DISTINCT k.id) AS events,
    count(DISTINCT k.id) FILTER (k.quad = 1) AS quad1, count(DISTINCT k.id) FILTER (k.quad = 2) AS quad2,
    count(DISTINCT k.id) FILTER (k.quad = 3) AS quad3, count(DISTINCT k.id) FILTER (k.quad = 4) AS quad4
FROM kept k JOIN part p ON p.event = k.id WHERE p.country <> $own
GROUP BY p.country ORDER BY events DESC, p.country LIMIT $limit

-- name: names
-- "Iraqi troops" rather than "its troops", where some report has it.
SELECT actor, coalesce(mode(name) FILTER (regexp_matches(name, '^\p{Lu}')), mode(name)) AS name
FROM actors WHERE actor IN (SELECT unnest($ids::VARCHAR[])) GROUP BY actor
