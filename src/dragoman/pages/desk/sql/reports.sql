-- name: span
SELECT count(*) AS reports, min(day)::VARCHAR AS first_day, max(day)::VARCHAR AS last_day,
    count(DISTINCT publisher) AS publishers
FROM reports

-- name: on_day
SELECT count(*) AS reports, count(DISTINCT publisher) AS publishers,
    count(*) FILTER (id IN (SELECT report FROM reprints)) AS reprints
FROM reports WHERE day = $day::DATE

-- name: lines
WITH chosen AS (
    SELECT id, day, title, publisher FROM reports WHERE day = $day::DATE ORDER BY publisher, id LIMIT $limit)
SELECT c.id, c.day::VARCHAR AS day, c.title, c.publisher, r.original,
    (SELECT count(*) FROM events e WHERE e.report = c.id) AS events
FROM chosen c LEFT JOIN reprints r ON r.report = c.id
ORDER BY c.publisher, c.id

-- name: carried
SELECT r.id, r.publisher, r.title, p.likeness FROM reprints p JOIN reports r ON r.id = p.report
WHERE p.original = $report ORDER BY r.publisher, r.id LIMIT 50

-- name: original
SELECT r.id, r.publisher, r.title, p.likeness FROM reprints p JOIN reports r ON r.id = p.original
WHERE p.report = $report

-- name: linked
SELECT e.ordinal, h.happening, n.tellings
FROM events e JOIN happenings h ON h.event = e.id
JOIN (SELECT happening, count(*) AS tellings FROM happenings
      WHERE happening IN (SELECT happening FROM happenings WHERE report = $report) GROUP BY happening) n
    ON n.happening = h.happening
WHERE e.report = $report AND n.tellings > 1 ORDER BY e.ordinal

-- name: near_days
SELECT (SELECT max(day)::VARCHAR FROM reports WHERE day < $day::DATE) AS before,
    (SELECT min(day)::VARCHAR FROM reports WHERE day > $day::DATE) AS after

-- name: publishers
SELECT publisher, count(*) AS reports FROM reports WHERE publisher IS NOT NULL
GROUP BY publisher ORDER BY reports DESC, publisher LIMIT 40
