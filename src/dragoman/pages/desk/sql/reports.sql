-- name: held
SELECT publisher, count(*) AS reports, min(day)::VARCHAR AS first_day, max(day)::VARCHAR AS last_day
FROM reports_by_day GROUP BY publisher ORDER BY reports DESC, publisher

-- name: on_day
SELECT count(*) FILTER (day = $day::DATE) AS reports, count(DISTINCT publisher) FILTER (day = $day::DATE) AS publishers,
    count(original) FILTER (day = $day::DATE) AS reprints,
    max(day) FILTER (day < $day::DATE)::VARCHAR AS before, min(day) FILTER (day > $day::DATE)::VARCHAR AS after
FROM reports_by_day

-- name: lines
SELECT id, day::VARCHAR AS day, title, publisher, original, events FROM reports_by_day
WHERE day = $day::DATE ORDER BY publisher, id LIMIT $limit

-- name: texts
SELECT id, text, title FROM reports WHERE {fill}

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
