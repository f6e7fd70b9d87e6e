-- name: told
WITH kept AS (
    SELECT e.id, e.report, e.day, coalesce(h.happening, e.id) AS happening, coalesce(h.first, true) AS first
    FROM events e LEFT JOIN happenings h ON h.event = e.id
    WHERE {where} AND {fill}),
grouped AS (
    SELECT happening, min(id) FILTER (first) AS event, min(id) AS any_event, count(*) AS tellings,
        list(DISTINCT report) AS reports, max(day) AS day
    FROM kept GROUP BY happening
    ORDER BY len(list(DISTINCT report)) DESC, count(*) DESC, max(day) DESC, happening LIMIT $limit),
told AS (SELECT happening, unnest(reports) AS report FROM grouped),
carried AS (
    SELECT t.happening, count(DISTINCT coalesce(r.publisher, r.id)) AS sources
    FROM told t JOIN reports r ON r.id = t.report
    WHERE t.report NOT IN (SELECT report FROM reprints) GROUP BY t.happening)
SELECT g.happening, coalesce(g.event, g.any_event) AS event, g.tellings, len(g.reports) AS reports,
    coalesce(c.sources, 0) AS sources
FROM grouped g LEFT JOIN carried c ON c.happening = g.happening
ORDER BY sources DESC, reports DESC, g.tellings DESC, g.day DESC, g.happening

-- name: of
SELECT event, report, first FROM happenings WHERE happening = $happening ORDER BY first DESC, event LIMIT $limit
