-- Behind told.sql and sides.sql: a row for each source, target and day on which something happened.
SELECT
    source, target, $level AS level, day,
    count(*) FILTER (quad = 1)::INTEGER AS quad1,
    count(*) FILTER (quad = 2)::INTEGER AS quad2,
    count(*) FILTER (quad = 3)::INTEGER AS quad3,
    count(*) FILTER (quad = 4)::INTEGER AS quad4,
    sum(score) AS score,
    count(*)::INTEGER AS events,
    count(*) FILTER (quad >= 3 AND mutual)::INTEGER AS mutual
FROM dyads
GROUP BY source, target, day
ORDER BY source, target, day
