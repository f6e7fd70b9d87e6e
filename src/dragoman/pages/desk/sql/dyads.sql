-- name: busiest
SELECT least(source, target) AS a, greatest(source, target) AS b,
    sum(quad1)::INTEGER AS quad1, sum(quad2)::INTEGER AS quad2, sum(quad3)::INTEGER AS quad3,
    sum(quad4)::INTEGER AS quad4, sum(events)::INTEGER AS events, sum(score) AS score
FROM dyad_days
WHERE level = 'state' AND source <> target AND day > $on::DATE - $days::INTEGER AND day <= $on::DATE
GROUP BY ALL ORDER BY sum(quad3) + sum(quad4) DESC, events DESC, a, b LIMIT $limit

-- name: history
SELECT least(source, target) AS a, greatest(source, target) AS b, day::VARCHAR AS day,
    sum(quad1)::INTEGER AS quad1, sum(quad2)::INTEGER AS quad2, sum(quad3)::INTEGER AS quad3,
    sum(quad4)::INTEGER AS quad4, sum(score) AS score
FROM dyad_days
WHERE level = 'state' AND day > $on::DATE - $days::INTEGER AND day <= $on::DATE
    AND least(source, target) || ' ' || greatest(source, target) IN (SELECT unnest($dyads::VARCHAR[]))
GROUP BY ALL ORDER BY day

-- name: all
SELECT source, target, day::VARCHAR AS day, quad1, quad2, quad3, quad4, score, events
FROM dyad_days
WHERE level = $level AND day > $on::DATE - $days::INTEGER AND day <= $on::DATE ORDER BY source, target, day
