-- name: found
SELECT e.n FROM {events} e WHERE {where} ORDER BY e.day DESC NULLS LAST, e.n LIMIT $limit OFFSET $offset

-- name: of_ids
SELECT id, n FROM events_by_day WHERE id IN (SELECT unnest($ids::VARCHAR[]))

-- name: count
SELECT count(*) AS events, count(*) FILTER (e.quad = 1) AS quad1, count(*) FILTER (e.quad = 2) AS quad2,
    count(*) FILTER (e.quad = 3) AS quad3, count(*) FILTER (e.quad = 4) AS quad4,
    min(e.day)::VARCHAR AS first_day, max(e.day)::VARCHAR AS last_day
FROM {events} e WHERE {where}

-- name: lines
-- Without the words: to join the texts here reads far more of them than to ask for these reports' own.
SELECT n, id, report, ordinal, type, mode, quad, modality, historical, confidence,
    anchor_start, anchor_end, sentence_start, sentence_end, source_start, source_end,
    begin_day::VARCHAR AS begin_day, until_day::VARCHAR AS until_day, day::VARCHAR AS day,
    killed_min, killed_max, injured_min, injured_max, displaced_min, displaced_max, detained_min, detained_max,
    publisher, report_day::VARCHAR AS report_day, place_name, place_feature, source_actor, denies, sourced, happening
FROM events_by_day WHERE n IN (SELECT unnest($ns::INTEGER[]))

-- name: participants
SELECT n, part, actor, name FROM sides_by_day WHERE n IN (SELECT unnest($ns::INTEGER[])) ORDER BY n, part, ordinal

-- name: days
SELECT e.day::VARCHAR AS day, count(*) AS events,
    count(*) FILTER (e.quad = 1) AS quad1, count(*) FILTER (e.quad = 2) AS quad2,
    count(*) FILTER (e.quad = 3) AS quad3, count(*) FILTER (e.quad = 4) AS quad4, sum(e.score) AS score
FROM {events} e WHERE e.day IS NOT NULL AND {where} GROUP BY e.day ORDER BY e.day

-- name: places
SELECT e.place_name AS name, e.lat, e.lon, e.place_country AS country, e.place_feature AS feature, count(*) AS events
FROM {events} e WHERE e.place_name IS NOT NULL AND {where} GROUP BY ALL ORDER BY events DESC, name LIMIT $limit

-- name: ties
WITH own AS (SELECT e.n, e.quad, e.modality = 'actual' AS firm FROM {events} e WHERE {where})
SELECT a.actor AS actor, b.actor AS recipient, o.quad, o.firm, count(*) AS events
FROM own o JOIN {sides} a ON a.n = o.n AND a.part = 'actor' JOIN {sides} b ON b.n = o.n AND b.part = 'recipient'
WHERE a.actor <> b.actor GROUP BY ALL ORDER BY events DESC, actor, recipient, quad LIMIT $limit

-- name: acting
WITH own AS (SELECT e.n, e.day, e.quad FROM {events} e WHERE e.day IS NOT NULL AND {where})
SELECT p.actor, o.day::VARCHAR AS day, o.quad, count(*) AS events
FROM own o JOIN {sides} p ON p.n = o.n AND p.part = 'actor' AND p.ordinal = 0
GROUP BY ALL ORDER BY day, events DESC, p.actor, o.quad

-- name: partners
WITH own AS (SELECT e.n, e.quad FROM {events} e WHERE {where}),
part AS (SELECT DISTINCT n, country FROM {sides} WHERE country IS NOT NULL AND country <> $own)
SELECT p.country, count(*) AS events,
    count(*) FILTER (o.quad = 1) AS quad1, count(*) FILTER (o.quad = 2) AS quad2,
    count(*) FILTER (o.quad = 3) AS quad3, count(*) FILTER (o.quad = 4) AS quad4
FROM own o JOIN part p ON p.n = o.n GROUP BY p.country ORDER BY events DESC, p.country LIMIT $limit

-- name: names
SELECT actor, name FROM known_actors WHERE actor IN (SELECT unnest($ids::VARCHAR[]))
