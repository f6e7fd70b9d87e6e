-- name: pairs
-- The conflict, by day and type, of the pairs of states that had some in the week.
WITH own AS (
    SELECT a, b, day, type, quad FROM pairs_by_day
    WHERE day > $on::DATE - $days::INTEGER AND day <= $on::DATE AND quad IN (3, 4))
SELECT a, b, day::VARCHAR AS day, type, quad, count(*) AS events
FROM own SEMI JOIN (SELECT a, b FROM own WHERE day > $on::DATE - 7) AS l USING (a, b)
GROUP BY ALL ORDER BY a, b, day, type

-- name: states
-- The same of two states, of all days.
SELECT a, b, day::VARCHAR AS day, type, quad, count(*) AS events FROM pairs_by_day
WHERE day <= $on::DATE AND quad IN (3, 4) AND a = least($one, $other) AND b = greatest($one, $other)
GROUP BY ALL ORDER BY day, type

-- name: others
-- The same of any two.
SELECT e.day::VARCHAR AS day, e.type, e.quad, count(*) AS events FROM {events} e
WHERE e.quad IN (3, 4) AND e.day IS NOT NULL AND {where} GROUP BY ALL ORDER BY day, e.type

-- name: made
-- The latest events of conflict of each span of a pair of states.
WITH asked AS (
    SELECT unnest($ones::VARCHAR[]) AS a, unnest($others::VARCHAR[]) AS b, unnest($sinces::DATE[]) AS since,
        unnest($untils::DATE[]) AS until)
SELECT q.a, q.b, q.until::VARCHAR AS until, p.n FROM asked q
JOIN pairs_by_day p ON p.a = q.a AND p.b = q.b AND p.day BETWEEN q.since AND q.until
WHERE p.quad IN (3, 4) AND p.day BETWEEN $first::DATE AND $last::DATE
QUALIFY row_number() OVER (PARTITION BY q.a, q.b, q.until ORDER BY p.day DESC, p.n) <= $limit
ORDER BY p.day DESC, p.n
