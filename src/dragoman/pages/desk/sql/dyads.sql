-- name: busiest
SELECT a, b, count(*) FILTER (quad = 1) AS quad1, count(*) FILTER (quad = 2) AS quad2,
    count(*) FILTER (quad = 3) AS quad3, count(*) FILTER (quad = 4) AS quad4, count(*) AS events, sum(score) AS score
FROM pairs_by_day WHERE day > $on::DATE - $days::INTEGER AND day <= $on::DATE
GROUP BY a, b ORDER BY count(*) FILTER (quad IN (3, 4)) DESC, events DESC, a, b LIMIT $limit

-- name: history
WITH wanted AS (SELECT unnest($ones::VARCHAR[]) AS a, unnest($others::VARCHAR[]) AS b)
SELECT a, b, day::VARCHAR AS day, count(*) FILTER (quad = 1) AS quad1, count(*) FILTER (quad = 2) AS quad2,
    count(*) FILTER (quad = 3) AS quad3, count(*) FILTER (quad = 4) AS quad4
FROM pairs_by_day JOIN wanted USING (a, b)
WHERE day > $on::DATE - $days::INTEGER AND day <= $on::DATE GROUP BY a, b, day ORDER BY day
