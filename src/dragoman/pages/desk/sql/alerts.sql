-- name: pairs
-- The days of the pairs of states that had conflict in the week.
WITH lately AS (
    SELECT DISTINCT least(source, target) AS a, greatest(source, target) AS b FROM dyad_days
    WHERE level = 'state' AND day > $on::DATE - 7 AND day <= $on::DATE AND quad3 + quad4 > 0 AND source <> target)
SELECT d.source, d.target, d.day::VARCHAR AS day, d.quad3, d.quad4, d.mutual
FROM dyad_days d JOIN lately l ON l.a = least(d.source, d.target) AND l.b = greatest(d.source, d.target)
WHERE d.level = 'state' AND d.day > $on::DATE - $days::INTEGER AND d.day <= $on::DATE AND d.quad3 + d.quad4 > 0
ORDER BY d.source, d.target, d.day

-- name: hard
-- The hard events of those days between states, by day.
WITH kept AS (
    SELECT event, type, day FROM events_by_day
    WHERE day > $on::DATE - $days::INTEGER AND day <= $on::DATE AND counted AND list_contains($types::VARCHAR[], type)),
part AS (
    SELECT event, part, country FROM sides_by_day
    WHERE day > $on::DATE - $days::INTEGER AND day <= $on::DATE AND event IN (SELECT event FROM kept)
        AND country IS NOT NULL)
SELECT k.type, k.day::VARCHAR AS day, a.country AS source, b.country AS target
FROM kept k JOIN part a ON a.event = k.event AND a.part = 'actor'
JOIN part b ON b.event = k.event AND b.part = 'recipient'
WHERE a.country <> b.country GROUP BY ALL ORDER BY ALL

-- name: between
-- The days of two states, either way, as the series has them.
SELECT source, target, day::VARCHAR AS day, quad3, quad4, mutual FROM dyad_days
WHERE level = 'state' AND day <= $on::DATE AND quad3 + quad4 > 0 AND source <> target
    AND source IN ($a, $b) AND target IN ($a, $b)
ORDER BY source, target, day

-- name: hard_between
-- The days of the hard events of two states, by type.
WITH kept AS (
    SELECT event, type, day FROM events_by_day
    WHERE day <= $on::DATE AND counted AND list_contains($types::VARCHAR[], type)),
part AS (
    SELECT event, part, country FROM sides_by_day
    WHERE day <= $on::DATE AND country IN ($a, $b) AND event IN (SELECT event FROM kept))
SELECT k.type, k.day::VARCHAR AS day, a.country AS source, b.country AS target
FROM kept k JOIN part a ON a.event = k.event AND a.part = 'actor'
JOIN part b ON b.event = k.event AND b.part = 'recipient'
WHERE a.country <> b.country GROUP BY ALL ORDER BY ALL

-- name: hard_days
SELECT e.type, e.day::VARCHAR AS day FROM events e
WHERE list_contains($types::VARCHAR[], e.type) AND {where} GROUP BY ALL ORDER BY ALL
